import { Temporal } from "temporal-polyfill";
import { DomainError, illegalMove, notFound } from "../../core/errors.ts";
import { visitMoves } from "../../core/moves.ts";
import { type AppointmentRow, countOnSlots, releaseClaims } from "../../booking/appointments.ts";
import { lockExpected, moveByTable } from "../../booking/move-appointment.ts";
import { noteFreedTime } from "../../demand/openings.ts";
import type { Transaction } from "../../platform/database.ts";
import type { Caller } from "../../platform/http/caller.ts";
import type { House } from "../../platform/house.ts";
import { moveVisit, readVisitOfAppointment, type VisitRow } from "../../visits/visits.ts";
import { announceAppointment } from "../announce.ts";
import { chargeAbsence } from "../money/charge-anew.ts";

/**
 * The patient did not come: the rest of the time is free again, the visit is off, a number that was given stays given; the service
 * may have a fee for it.
 *
 * Throws `not_found`, `version_mismatch`, `not_yet` before the start, or `illegal_move` for who has arrived.
 */
export async function noShow(
  house: House,
  caller: Caller,
  id: string,
  expectedVersion: number | null,
): Promise<{ appointment: AppointmentRow; visit: VisitRow }> {
  const now = house.now();
  const missed = await house.postgres.write(caller.organizationId, async (tx) => {
    const expected = await lockExpected(tx, id, expectedVersion);
    if (expected.status === "confirmed" && Temporal.Instant.compare(now, expected.starts_at) < 0)
      throw new DomainError("not_yet", "The appointment has not begun; the patient may still come.");
    return await markMissed(tx, id, caller.accountId, now);
  });
  house.wake(caller.organizationId);
  return missed;
}

/** The move itself; `actorId` is null when the clinic's grace has run out and nobody pressed anything. */
export async function markMissed(tx: Transaction, id: string, actorId: string | null, now: Temporal.Instant) {
  const change = { no_show_at: now.toString() };
  const appointment = await moveByTable(tx, id, "no_show", { change, actorId, now });
  await countOnSlots(tx, [id], await releaseClaims(tx, id));
  const found = await readVisitOfAppointment(tx, id);
  if (!found) throw notFound("/id", "visit");
  const missing = { ...visitMoves.no_show, kind: "no_show", actorId, version: null, times: {}, now };
  const visit = await moveVisit(tx, found.id, missing);
  if (!visit) throw illegalMove(found.status);
  await chargeAbsence(tx, appointment, visit.id, "no_show_fee", { actorId, now });
  await Promise.all([
    noteFreedTime(tx, appointment, {}, now),
    announceAppointment(tx, appointment, visit, [appointment.practitioner_id], now),
  ]);
  return { appointment, visit };
}
