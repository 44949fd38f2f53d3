import { DomainError } from "../core/errors.ts";
import { visitMoves } from "../core/moves.ts";
import { type AppointmentRow, countOnSlots, releaseClaims } from "../booking/appointments.ts";
import { moveByTable } from "../booking/move-appointment.ts";
import type { Caller } from "../platform/http/caller.ts";
import type { House } from "../platform/house.ts";
import { moveVisit, readVisitOfAppointment, type VisitRow } from "../visits/visits.ts";
import { announceAppointment } from "./announce.ts";

/**
 * Cancels an appointment: its claims are released, its slots are free again, its visit is off, its queue number stays given.
 *
 * Throws `not_found`, `version_mismatch`, or `illegal_move` once the visit has begun.
 */
export async function cancel(
  house: House,
  caller: Caller,
  id: string,
  { reason, expectedVersion }: { reason: string | null; expectedVersion: number | null },
): Promise<{ appointment: AppointmentRow; visit: VisitRow }> {
  const now = house.now();
  const cancelled = await house.postgres.write(caller.organizationId, async (tx) => {
    const change = { cancelled_at: now.toString(), cancelled_by: caller.accountId, cancellation_reason: reason };
    const appointment = await moveByTable(tx, id, "cancel", {
      change,
      actorId: caller.accountId,
      expectedVersion,
      now,
    });
    await countOnSlots(tx, id, await releaseClaims(tx, id));
    const found = await readVisitOfAppointment(tx, id);
    const visit = found && (await moveVisit(tx, found.id, { ...visitMoves.cancel, version: null, times: {}, now }));
    if (!visit) throw new DomainError("illegal_move", "The visit has begun; it cannot be cancelled any more.");
    await announceAppointment(tx, appointment, visit, [appointment.practitioner_id], now);
    return { appointment, visit };
  });
  house.wake(caller.organizationId);
  return cancelled;
}
