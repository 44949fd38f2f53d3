import type { Temporal } from "temporal-polyfill";
import type { PaymentRow } from "./payments.sql.ts";
import { stand, type Standing } from "./stand.ts";

/** What is to be given back of a payment of which only `givenMinor` was earned, in minor units. */
export function refundDue(
  { amount_paid_minor: paid }: Pick<PaymentRow, "amount_paid_minor">,
  givenMinor: number,
): number {
  return Math.max(0, paid - givenMinor);
}

/**
 * How the payment of a cancelled contract stands: it is charged what was delivered for it, and comes to what was paid as long as that
 * is more. What was delivered and not paid stays due; when nothing is owed, nothing is due.
 */
export function closedAt(payment: PaymentRow, givenMinor: number, now: Temporal.Instant): Standing {
  const standing = stand(payment, { chargeMinor: givenMinor }, now);
  const { total_minor: total, amount_paid_minor: paid } = standing;
  if (total > paid && payment.status !== "refunded") return standing;
  const nothing = paid === 0 ? { status: payment.status, paid_at: payment.paid_at } : {};
  return { ...standing, due_at: null, ...nothing };
}
