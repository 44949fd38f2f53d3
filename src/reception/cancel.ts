import { DomainError, notFound } from "../core/errors.ts";
import { visitMoves } from "../core/moves.ts";
import {
  type AppointmentRow,
  countOnSlots,
  type Party,
  readAppointment,
  releaseClaims,
} from "../booking/appointments.ts";
import { moveByTable } from "../booking/move-appointment.ts";
import { isLate, partyOf } from "../booking/patient-limits.ts";
import { readPatientTerms } from "../demand/needed-service.ts";
import type { Caller } from "../platform/http/caller.ts";
import type { House } from "../platform/house.ts";
import { moveVisit, readVisitOfAppointment, type VisitRow } from "../visits/visits.ts";
import { announceAppointment } from "./announce.ts";

interface Cancellation {
  reason: string | null;
  requestedBy?: Party | undefined;
  expectedVersion: number | null;
}

/**
 * Cancels an appointment, a request or a hold: its claims are released, its slots are free again, its visit is off, its queue
 * number stays given. Notes who wanted it, and whether that was late by the service's terms.
 *
 * Throws `not_found`, `version_mismatch`, or `illegal_move` once the visit has begun.
 */
export async function cancel(
  house: House,
  caller: Caller,
  id: string,
  { reason, requestedBy, expectedVersion }: Cancellation,
): Promise<{ appointment: AppointmentRow; visit: VisitRow }> {
  const now = house.now();
  const party = partyOf(caller, requestedBy);
  const cancelled = await house.postgres.write(caller.organizationId, async (tx) => {
    const before = await readAppointment(tx, id);
    if (!before) throw notFound("/id", "appointment");
    const change = {
      cancelled_at: now.toString(),
      cancelled_by: caller.accountId,
      cancellation_reason: reason,
      cancelled_for: party,
      cancelled_late: isLate(party, await readPatientTerms(tx, before.service_id), before, now),
    };
    const appointment = await moveByTable(tx, id, "cancel", {
      change,
      actorId: caller.accountId,
      expectedVersion,
      now,
    });
    await countOnSlots(tx, [id], await releaseClaims(tx, id));
    const found = await readVisitOfAppointment(tx, id);
    const off = { ...visitMoves.cancel, kind: "cancel", actorId: caller.accountId, version: null, times: {}, now };
    const visit = found && (await moveVisit(tx, found.id, off));
    if (!visit) throw new DomainError("illegal_move", "The visit has begun; it cannot be cancelled any more.");
    await announceAppointment(tx, appointment, visit, [appointment.practitioner_id], now);
    return { appointment, visit };
  });
  house.wake(caller.organizationId);
  return cancelled;
}
