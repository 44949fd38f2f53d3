import { Temporal } from "temporal-polyfill";
import { fault, illegalMove, notFound } from "../core/errors.ts";
import { dateOf } from "../core/zones.ts";
import { type AppointmentRow, readAppointment } from "../booking/appointments.ts";
import { moveByTable } from "../booking/move-appointment.ts";
import type { Caller } from "../platform/http/caller.ts";
import type { House } from "../platform/house.ts";
import { joinQueue, moveVisit, readVisitOfAppointment, type VisitRow } from "../visits/visits.ts";
import { announceAppointment } from "./announce.ts";

/**
 * The patient is here: the visit joins the queue with the next number, or, where booking queued it, gets its real time of arrival.
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
  const arrived = await house.postgres.write(caller.organizationId, async (tx) => {
    const found = await readAppointment(tx, id);
    if (!found) throw notFound("/id", "appointment");
    requireDate(found, now);
    const change = { checked_in_at: now.toString() };
    const appointment = await moveByTable(tx, id, "check_in", {
      change,
      actorId: caller.accountId,
      expectedVersion,
      now,
    });
    const booked = await readVisitOfAppointment(tx, id);
    if (!booked) throw notFound("/id", "visit");
    const cause = { kind: "check_in", actorId: caller.accountId };
    const queued = { id: booked.id, version: booked.version + 1 };
    await announceAppointment(tx, appointment, queued, [found.practitioner_id], now);
    const visit =
      booked.status === "scheduled"
        ? await joinQueue(tx, booked.id, { ...cause, checkInTime: now, now })
        : await moveVisit(tx, booked.id, {
            ...cause,
            from: ["waiting"],
            to: "waiting",
            version: null,
            times: { check_in_time: now },
            now,
          });
    if (!visit) throw illegalMove(booked.status);
    return { appointment, visit };
  });
  house.wake(caller.organizationId);
  return arrived;
}

function requireDate({ service_date, timezone }: AppointmentRow, now: Temporal.Instant): void {
  const today = dateOf(now, timezone);
  if (Temporal.PlainDate.compare(today, service_date) !== 0)
    throw fault(
      "wrong_date",
      "/id",
      `The appointment is on ${service_date.toString()}; at the clinic it is ${today.toString()}.`,
    );
}
