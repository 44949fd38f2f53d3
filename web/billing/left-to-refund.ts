import type { Contract, PaymentDetail } from "../api/types.ts";

/** What of a cancelled contract's refund has not been given back yet, in minor units. */
export function leftToRefund(
  { refund_due_minor: due, cancelled_at: cancelledAt }: Pick<Contract, "refund_due_minor" | "cancelled_at">,
  { entries }: Pick<PaymentDetail, "entries">,
): number {
  if (due === null || cancelledAt === null) return 0;
  const since = Date.parse(cancelledAt);
  const given = entries
    .filter(
      ({ kind, voided_by_id: voidedBy, occurred_at: at }) =>
        kind === "refund" && voidedBy === null && Date.parse(at) >= since,
    )
    .reduce((sum, { amount_minor: amount }) => sum + amount, 0);
  return Math.max(0, due - given);
}
