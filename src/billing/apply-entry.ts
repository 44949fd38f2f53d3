import type { Temporal } from "temporal-polyfill";
import { DomainError, fault } from "../core/errors.ts";
import type { EntryRow } from "./entries.sql.ts";
import type { PaymentRow } from "./payments.sql.ts";
import { balanceOf, stand, type Standing } from "./stand.ts";

/**
 * How a payment stands after one movement of money: never below zero, never above what it comes to.
 *
 * Throws `exceeds_balance` for a receipt of more than is owed and `exceeds_paid` for a refund of more than was paid.
 */
export function applyEntry(
  payment: PaymentRow,
  { kind, amountMinor }: { kind: "receipt" | "refund"; amountMinor: number },
  now: Temporal.Instant,
): Standing {
  const paidMinor = payment.amount_paid_minor + (kind === "receipt" ? amountMinor : -amountMinor);
  requireWithin(payment, paidMinor, "/amount_minor");
  return stand(payment, { paidMinor, givenBack: kind === "refund" }, now);
}

/**
 * How a payment stands once one of its entries counts no more. `entries` are all of them, in their order.
 *
 * Throws `illegal_move` for what is a void itself or was voided before, and `exceeds_balance` or `exceeds_paid` when later entries build on it.
 */
export function applyVoid(
  payment: PaymentRow,
  voided: EntryRow,
  entries: readonly EntryRow[],
  now: Temporal.Instant,
): Standing {
  if (voided.kind === "void") throw cannotBeVoided("void", "A void stays; what it voided can be entered anew.");
  if (voided.voided_by_id !== null) throw cannotBeVoided("voided", "This entry is void already.");
  const paidMinor = payment.amount_paid_minor - (voided.kind === "receipt" ? 1 : -1) * voided.amount_minor;
  requireWithin(payment, paidMinor, "/entry_id");
  const last = entries.findLast(
    ({ id, kind, voided_by_id }) => kind !== "void" && voided_by_id === null && id !== voided.id,
  );
  return stand(payment, { paidMinor, givenBack: last?.kind === "refund" }, now);
}

/** How a payment stands when less is asked for. Throws `exceeds_balance` when that is more than is owed. */
export function applyWaiver(payment: PaymentRow, amountMinor: number, now: Temporal.Instant): Standing {
  const balance = balanceOf(payment);
  if (amountMinor > balance) throw fault("exceeds_balance", "/amount_minor", `Only ${balance} is owed.`);
  return stand(payment, { chargeMinor: payment.charge_minor - amountMinor }, now);
}

function requireWithin(payment: PaymentRow, paidMinor: number, pointer: string): void {
  const owed = payment.total_minor - payment.amount_paid_minor;
  if (paidMinor > payment.total_minor) throw fault("exceeds_balance", pointer, `Only ${owed} is owed.`);
  if (paidMinor < 0) throw fault("exceeds_paid", pointer, `Only ${payment.amount_paid_minor} was paid.`);
}

const cannotBeVoided = (status: string, detail: string): DomainError =>
  new DomainError("illegal_move", detail, {
    errors: [{ pointer: "/entry_id", code: "illegal_move", detail }],
    members: { found_status: status },
  });
