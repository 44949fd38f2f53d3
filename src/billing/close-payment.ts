import type { Temporal } from "temporal-polyfill";
import type { Closed } from "./contract-payments.sql.ts";
import type { PaymentRow } from "./payments.sql.ts";

/** What is to be given back of a payment of which only `givenMinor` was earned, in minor units. */
export function refundDue(
  { amount_paid_minor: paid }: Pick<PaymentRow, "amount_paid_minor">,
  givenMinor: number,
): number {
  return Math.max(0, paid - givenMinor);
}

/**
 * How the payment of a cancelled contract stands: it comes to what was delivered for it, or to what is still to be given back of what
 * was paid. What was delivered and not paid stays due; when nothing is owed, nothing is due.
 */
export function closedAt(payment: PaymentRow, givenMinor: number, now: Temporal.Instant): Closed {
  const paid = payment.amount_paid_minor;
  const total_minor = Math.max(givenMinor, paid);
  if (total_minor > paid && payment.status !== "refunded")
    return { total_minor, status: "pending", due_at: payment.due_at, paid_at: null };
  if (paid === 0) return { total_minor, status: payment.status, due_at: null, paid_at: payment.paid_at };
  return { total_minor, status: "paid", due_at: null, paid_at: payment.paid_at ?? now };
}
