import type { Temporal } from "temporal-polyfill";
import { fault } from "../core/errors.ts";
import type { PaymentRow } from "./payments.sql.ts";

type Standing = Pick<PaymentRow, "amount_paid_minor" | "status" | "due_at" | "paid_at">;

/**
 * How a payment stands after one movement of money: never below zero, never above the total.
 *
 * Throws `exceeds_balance` for a receipt of more than is owed and `exceeds_paid` for a refund of more than was paid.
 */
export function applyEntry(
  payment: PaymentRow,
  entry: { kind: "receipt" | "refund"; amountMinor: number },
  now: Temporal.Instant,
): Standing {
  const paid = payment.amount_paid_minor + (entry.kind === "receipt" ? entry.amountMinor : -entry.amountMinor);
  if (paid > payment.total_minor)
    throw fault("exceeds_balance", "/amount_minor", `Only ${payment.total_minor - payment.amount_paid_minor} is owed.`);
  if (paid < 0) throw fault("exceeds_paid", "/amount_minor", `Only ${payment.amount_paid_minor} was paid.`);
  const full = paid === payment.total_minor && entry.kind === "receipt";
  const status = full ? "paid" : entry.kind === "refund" && paid === 0 ? "refunded" : "pending";
  return { amount_paid_minor: paid, status, due_at: payment.due_at, paid_at: full ? now : null };
}

/** What is still owed, in minor units. What was refunded in full is not owed again. */
export function balanceOf(payment: Pick<PaymentRow, "total_minor" | "amount_paid_minor" | "status">): number {
  return payment.status === "refunded" ? 0 : payment.total_minor - payment.amount_paid_minor;
}
