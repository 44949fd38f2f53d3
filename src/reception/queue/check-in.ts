import { Temporal } from "temporal-polyfill";
import { fault, illegalMove, notFound } from "../../core/errors.ts";
import { dateOf } from "../../core/zones.ts";
import { type AppointmentRow, readAppointment } from "../../booking/appointments.ts";
import { moveByTable } from "../../booking/move-appointment.ts";
import type { Caller } from "../../platform/http/caller.ts";
import type { Transaction } from "../../platform/database.ts";
import type { House } from "../../platform/house.ts";
import { joinQueue, moveVisit, readVisitOfAppointment, type VisitRow } from "../../visits/visits.ts";
import { announceAppointment } from "../announce.ts";
import { bedInstead, bedOnArrival } from "../sessions/arrive.ts";

/**
 * The patient is here: the visit joins the queue with the next number, or, where booking queued it, gets its real time of arrival. Who
 * is admitted to a session is given the bed that was kept.
 *
 * Throws `wrong_date` on any other than the clinic-local date of the appointment, `illegal_move` when it is not expected any more.
 */
export async function checkIn(
  house: House,
  caller: Caller,
  id: string,
  expectedVersion: number | null,
): Promise<{ appointment: AppointmentRow; visit: VisitRow }> {
  const now = house.now();
  const arrived = await house.postgres.write(caller.organizationId, (tx) =>
    checkInOne(tx, id, { actorId: caller.accountId, expectedVersion, now }),
  );
  house.wake(caller.organizationId);
  return arrived;
}

interface Step {
  actorId: string;
  expectedVersion: number | null;
  now: Temporal.Instant;
}

/** The same within a transaction that does more. */
export async function checkInOne(
  tx: Transaction,
  id: string,
  { actorId, expectedVersion, now }: Step,
): Promise<{ appointment: AppointmentRow; visit: VisitRow }> {
  const found = await readAppointment(tx, id);
  if (!found) throw notFound("/id", "appointment");
  requireDate(found, now);
  const bedId = await bedOnArrival(tx, found, now);
  const change = { checked_in_at: now.toString(), ...(bedId !== null && { bed_id: bedId }) };
  const moved = await moveByTable(tx, id, "check_in", { change, actorId, expectedVersion, now });
  const appointment = bedId === null ? await bedInstead(tx, moved, actorId, now) : moved;
  const booked = await readVisitOfAppointment(tx, id);
  if (!booked) throw notFound("/id", "visit");
  const cause = { kind: "check_in", actorId };
  const queued = { id: booked.id, version: booked.version + 1 };
  await announceAppointment(tx, appointment, queued, [found.practitioner_id], now);
  const times = { check_in_time: now, in_line_since: later(now, found.starts_at) };
  const visit =
    booked.status === "scheduled"
      ? await joinQueue(tx, booked.id, { ...cause, checkInTime: now, dueAt: found.starts_at, now })
      : await moveVisit(tx, booked.id, { ...cause, from: ["waiting"], to: "waiting", version: null, times, now });
  if (!visit) throw illegalMove(booked.status);
  return { appointment, visit };
}

const later = (one: Temporal.Instant, other: Temporal.Instant) =>
  Temporal.Instant.compare(one, other) < 0 ? other : one;

function requireDate({ service_date, timezone }: AppointmentRow, now: Temporal.Instant): void {
  const today = dateOf(now, timezone);
  if (Temporal.PlainDate.compare(today, service_date) !== 0)
    throw fault(
      "wrong_date",
      "/id",
      `The appointment is on ${service_date.toString()}; at the clinic it is ${today.toString()}.`,
    );
}
