import type { Temporal } from "temporal-polyfill";
import type { AppointmentRow } from "../../booking/appointments.ts";
import type { ClinicRow } from "../../booking/offer.ts";
import type { Transaction } from "../../platform/database.ts";
import { newId } from "../../platform/ids.ts";
import { joinQueue, rescheduleVisit, type VisitRow } from "../../visits/visits.ts";
import { takePaymentAlong } from "../money/charge-anew.ts";

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
  const { practitioner_id: practitionerId, price_minor: priceMinor, starts_at: startsAt, status } = appointment;
  const serviceDate = appointment.service_date.toString();
  const to = { ticketId: newId(), practitionerId, serviceDate, startsAt, actorId, now };
  const there = await rescheduleVisit(tx, visit, to);
  const where = { serviceDate, practitionerId, shareBasisPoints, priceMinor };
  await takePaymentAlong(tx, visit.id, where, { actorId, now });
  if (clinic.queue_policy !== "on_booking" || status !== "confirmed" || there.status !== "scheduled") return there;
  const joining = { checkInTime: startsAt, dueAt: startsAt, kind: "queue", actorId, now };
  return (await joinQueue(tx, there.id, joining)) ?? there;
}
