import { illegalMove } from "../../core/errors.ts";
import { applyWaiver } from "../../billing/apply-entry.ts";
import {
  type AdjustmentRow,
  changePayment,
  insertAdjustment,
  lockTill,
  type PaymentRow,
  requireOpenDay,
} from "../../billing/payments.ts";
import type { Caller } from "../../platform/http/caller.ts";
import type { House } from "../../platform/house.ts";
import { newId } from "../../platform/ids.ts";
import { dateAt, followUp, lockAtTill } from "./till.ts";

interface Waiving {
  paymentId: string;
  amountMinor: number;
  reason: string;
  expectedVersion: number | null;
}

/**
 * Lets go of something that is owed for a visit. What is paid in full by that while the patient waits to pay ends the visit.
 *
 * Throws `not_found`, `version_mismatch`, `exceeds_balance`, `day_closed`, or `illegal_move` for a contract, whose price is agreed in it.
 */
export async function waive(
  house: House,
  caller: Caller,
  { paymentId, amountMinor, reason, expectedVersion }: Waiving,
): Promise<{ payment: PaymentRow; adjustment: AdjustmentRow }> {
  const now = house.now();
  const { accountId } = caller;
  const waived = await house.postgres.write(caller.organizationId, async (tx) => {
    const at = await lockAtTill(tx, paymentId, expectedVersion);
    if (at.payment.visit_id === null) throw illegalMove("agreed in a contract");
    const cause = { kind: "waive", actorId: accountId, now };
    const changed = await changePayment(tx, paymentId, applyWaiver(at.payment, amountMinor, now), cause);
    const payment = await followUp(tx, at, changed, caller, now);
    const date = await dateAt(tx, payment.clinic_id, now);
    const made = { kind: "waiver", amount_minor: -amountMinor, reason, account_id: accountId } as const;
    const adjustment = await insertAdjustment(tx, payment, { id: newId(), ...made, occurred_at: now }, date);
    await lockTill(tx, payment.clinic_id);
    await requireOpenDay(tx, payment.clinic_id, date);
    return { payment, adjustment };
  });
  house.wake(caller.organizationId);
  return waived;
}
