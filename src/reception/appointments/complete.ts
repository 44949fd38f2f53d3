import { Temporal } from "temporal-polyfill";
import { DomainError, illegalMove, notFound } from "../../core/errors.ts";
import { allows, appointmentMoves } from "../../core/moves.ts";
import { dateOf } from "../../core/zones.ts";
import { type AppointmentRow, readAppointment } from "../../booking/appointments.ts";
import { lockExpected } from "../../booking/move-appointment.ts";
import type { Caller } from "../../platform/http/caller.ts";
import type { Transaction } from "../../platform/database.ts";
import type { House } from "../../platform/house.ts";
import { joinQueue, lockVisit, readVisitOfAppointment, type VisitRow, type VisitTimes } from "../../visits/visits.ts";
import { announceAppointment } from "../announce.ts";
import { afterTreatment, moveVisitByTable } from "../queue/move-visit.ts";

/**
 * The visit is over, whether its queue was worked or not: its payment is due, and what times are missing are now. A visit that
 * never joined the queue gets its number of its own date first. A date that has gone by may still be closed.
 *
 * Throws `not_found`, `version_mismatch`, `not_yet` before the clinic-local date of the appointment, or `illegal_move`.
 */
export async function complete(
  house: House,
  caller: Caller,
  id: string,
  expectedVersion: number | null,
): Promise<{ appointment: AppointmentRow; visit: VisitRow }> {
  const now = house.now();
  const completed = await house.postgres.write(caller.organizationId, async (tx) => {
    const found = await lockExpected(tx, id, expectedVersion);
    if (!allows(appointmentMoves.complete, found.status)) throw illegalMove(found.status);
    requireDay(found, now);
    const treated = await closeVisit(tx, caller, found, now);
    const visit = await afterTreatment(tx, caller, treated, now);
    const appointment = (await readAppointment(tx, id))!;
    await announceAppointment(tx, appointment, visit, [appointment.practitioner_id], now);
    return { appointment, visit };
  });
  house.wake(caller.organizationId);
  return completed;
}

function requireDay({ service_date, timezone }: AppointmentRow, now: Temporal.Instant): void {
  if (Temporal.PlainDate.compare(dateOf(now, timezone), service_date) < 0)
    throw new DomainError("not_yet", `The appointment is on ${service_date.toString()}; it cannot be over yet.`);
}

async function closeVisit(
  tx: Transaction,
  { accountId: actorId }: Caller,
  { id }: AppointmentRow,
  now: Temporal.Instant,
): Promise<VisitRow> {
  const found = await readVisitOfAppointment(tx, id);
  if (!found) throw notFound("/id", "visit");
  const joining = { checkInTime: now, dueAt: null, kind: "queue", actorId, now };
  const visit = (await joinQueue(tx, found.id, joining)) ?? (await lockVisit(tx, found.id)) ?? found;
  const times: VisitTimes = {
    ...(visit.called_at === null && { called_at: now }),
    ...(visit.started_at === null && { started_at: now }),
    ended_at: now,
  };
  return await moveVisitByTable(tx, visit.id, "complete", { times, actorId, expectedVersion: null, now });
}
