import type { Temporal } from "temporal-polyfill";
import { notFound } from "../../core/errors.ts";
import { dateOf } from "../../core/zones.ts";
import {
  type AdjustmentRow,
  changePayment,
  insertAdjustment,
  lockPayment,
  type PaymentRow,
  readAdjustments,
} from "../../billing/payments.ts";
import { stand } from "../../billing/stand.ts";
import type { AppointmentRow } from "../../booking/appointments.ts";
import { readPatientTerms } from "../../demand/needed-service.ts";
import type { Transaction } from "../../platform/database.ts";
import { newId } from "../../platform/ids.ts";
import { announcePayment } from "../announce.ts";

interface Step {
  actorId: string | null;
  now: Temporal.Instant;
}

type Fee = "late_cancel_fee" | "no_show_fee";

/**
 * Who cancels late or does not come owes the service's fee, where it has one, at once and instead of the price, which is let go. What was paid
 * beyond the fee is to be given back. Sessions that a contract has paid for have no fee, nor has what is in another currency than the service.
 */
export async function chargeAbsence(
  tx: Transaction,
  { service_id, session_ticket_id, price_minor, timezone }: AppointmentRow,
  visitId: string,
  kind: Fee,
  step: Step,
): Promise<void> {
  const terms = await readPatientTerms(tx, service_id);
  const fee = terms[`${kind}_minor`];
  const isPrepaid = session_ticket_id !== null && price_minor === 0;
  if (fee === 0 || isPrepaid) return;
  const payment = await lockVisitsPayment(tx, visitId);
  if (payment.currency !== terms.currency) return;
  const occurredOn = dateOf(step.now, timezone).toString();
  const charge = payment.charge_minor;
  if (charge > 0) await insertAdjustment(tx, payment, adjustmentOf("release", -charge, step), occurredOn);
  await insertAdjustment(tx, payment, adjustmentOf(kind, fee, step), occurredOn);
  const owing = stand(payment, { chargeMinor: fee, givenBack: false, dueAt: step.now }, step.now);
  const changed = await changePayment(tx, payment.id, owing, { kind, ...step });
  await announcePayment(tx, changed, step.now);
}

/** Takes back what changed the charge of a visit since the event that is undone: ids sort by time. */
export async function chargeAsBefore(
  tx: Transaction,
  { timezone }: AppointmentRow,
  visitId: string,
  eventId: string,
  step: Step,
): Promise<void> {
  const payment = await lockVisitsPayment(tx, visitId);
  const since = (await readAdjustments(tx, payment.id)).filter(({ id }) => id > eventId);
  if (since.length === 0) return;
  const amount = since.reduce((sum, { amount_minor }) => sum + amount_minor, 0);
  const occurredOn = dateOf(step.now, timezone).toString();
  if (amount !== 0) await insertAdjustment(tx, payment, adjustmentOf("undo", -amount, step), occurredOn);
  const before = stand(payment, { chargeMinor: payment.charge_minor - amount, dueAt: null }, step.now);
  const changed = await changePayment(tx, payment.id, before, { kind: "undo", ...step });
  await announcePayment(tx, changed, step.now);
}

interface Whereto {
  serviceDate: string;
  practitionerId: string | null;
  shareBasisPoints: number;
  /** What is agreed now; the same as before unless said. */
  priceMinor?: number;
}

/** The payment follows its visit to another date and practitioner, whose share may differ, and to another price when one is agreed. */
export async function takePaymentAlong(
  tx: Transaction,
  visitId: string,
  { serviceDate, practitionerId, shareBasisPoints, priceMinor }: Whereto,
  step: Step,
): Promise<PaymentRow> {
  const payment = await lockVisitsPayment(tx, visitId);
  const wanted = priceMinor === undefined ? 0 : priceMinor - (await agreedPrice(tx, payment));
  const rise = Math.max(wanted, -payment.charge_minor);
  if (rise !== 0) {
    const adjustment = adjustmentOf("price", rise, step);
    await insertAdjustment(tx, payment, adjustment, serviceDate);
  }
  const standing = stand(payment, { chargeMinor: payment.charge_minor + rise, shareBasisPoints }, step.now);
  const change = { ...standing, service_date: serviceDate, practitioner_id: practitionerId };
  return await changePayment(tx, payment.id, change, { kind: "move", ...step });
}

/** The price at first, and what moves made of it since. */
async function agreedPrice(tx: Transaction, payment: PaymentRow): Promise<number> {
  const moved = (await readAdjustments(tx, payment.id)).filter(({ kind }) => kind === "price");
  return moved.reduce((price, { amount_minor }) => price + amount_minor, payment.price_minor);
}

async function lockVisitsPayment(tx: Transaction, visitId: string): Promise<PaymentRow> {
  const payment = await lockPayment(tx, { visitId });
  if (!payment) throw notFound("/id", "payment");
  return payment;
}

const adjustmentOf = (kind: AdjustmentRow["kind"], amountMinor: number, { actorId, now }: Step): AdjustmentRow => ({
  id: newId(),
  kind,
  amount_minor: amountMinor,
  reason: null,
  account_id: actorId,
  occurred_at: now,
});
