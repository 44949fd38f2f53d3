import type { Temporal } from "temporal-polyfill";
import { splitShare } from "../core/money.ts";
import { redatePayment } from "../billing/payments.ts";
import type { AppointmentRow } from "../booking/appointments.ts";
import type { ClinicRow } from "../booking/offer.ts";
import type { Transaction } from "../platform/database.ts";
import { newId } from "../platform/ids.ts";
import { joinQueue, rescheduleVisit, type VisitRow } from "../visits/visits.ts";

interface Step {
  clinic: Pick<ClinicRow, "queue_policy">;
  shareBasisPoints: number;
  actorId: string | null;
  now: Temporal.Instant;
}

/**
 * A visit follows its appointment to another date or practitioner, and so does its payment. Where booking queues, a visit that
 * comes to another date gets its number there.
 */
export async function takeVisitAlong(
  tx: Transaction,
  visit: VisitRow,
  appointment: AppointmentRow,
  { clinic, shareBasisPoints, actorId, now }: Step,
): Promise<VisitRow> {
  const { practitioner_id: practitionerId, price_minor: price, status } = appointment;
  const serviceDate = appointment.service_date.toString();
  const there = await rescheduleVisit(tx, visit, { ticketId: newId(), practitionerId, serviceDate, actorId, now });
  const { practitionerMinor: practitionerShareMinor, clinicMinor: clinicShareMinor } = splitShare(
    price,
    shareBasisPoints,
  );
  const shares = { shareBasisPoints, practitionerShareMinor, clinicShareMinor };
  await redatePayment(tx, visit.id, { serviceDate, practitionerId, ...shares, now });
  if (clinic.queue_policy !== "on_booking" || status !== "confirmed" || there.status !== "scheduled") return there;
  const joining = { checkInTime: appointment.starts_at, kind: "queue", actorId, now };
  return (await joinQueue(tx, there.id, joining)) ?? there;
}
