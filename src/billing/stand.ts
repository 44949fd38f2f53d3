import type { Temporal } from "temporal-polyfill";
import { splitShare } from "../core/money.ts";
import type { PaymentChange, PaymentRow } from "./payments.sql.ts";

/** What a payment comes to: its charge, what of it was paid, and whether the last movement of money that counts gave all of it back. */
interface Sums {
  chargeMinor: number;
  paidMinor: number;
  givenBack: boolean;
  dueAt: Temporal.Instant | null;
  shareBasisPoints: number;
}

/** How a payment is stored for what it comes to. */
export type Standing = Required<Omit<PaymentChange, "service_date" | "practitioner_id">>;

/**
 * How a payment stands with other sums than before: the total is the charge, or what was paid as long as that is more; its shares
 * are split anew, rounded half to even. What is paid in full is paid; what costs nothing is so from when it is due.
 */
export function stand(payment: PaymentRow, changed: Partial<Sums>, now: Temporal.Instant): Standing {
  const sums: Sums = {
    chargeMinor: payment.charge_minor,
    paidMinor: payment.amount_paid_minor,
    givenBack: payment.status === "refunded",
    dueAt: payment.due_at,
    shareBasisPoints: payment.share_basis_points,
    ...changed,
  };
  const { chargeMinor, paidMinor, dueAt, shareBasisPoints } = sums;
  const total = Math.max(chargeMinor, paidMinor);
  const { practitionerMinor, clinicMinor } = splitShare(total, shareBasisPoints);
  const status = statusOf(sums, total);
  return {
    charge_minor: chargeMinor,
    total_minor: total,
    amount_paid_minor: paidMinor,
    share_basis_points: shareBasisPoints,
    practitioner_share_minor: practitionerMinor,
    clinic_share_minor: clinicMinor,
    status,
    due_at: dueAt,
    paid_at: status !== "paid" ? null : payment.status === "paid" ? payment.paid_at : now,
  };
}

function statusOf({ paidMinor, givenBack, dueAt }: Sums, total: number): PaymentRow["status"] {
  if (givenBack && paidMinor === 0) return "refunded";
  return paidMinor === total && (paidMinor > 0 || dueAt !== null) ? "paid" : "pending";
}

/** What is still owed, in minor units. What was refunded in full is not owed again. */
export function balanceOf(payment: Pick<PaymentRow, "total_minor" | "amount_paid_minor" | "status">): number {
  return payment.status === "refunded" ? 0 : payment.total_minor - payment.amount_paid_minor;
}
