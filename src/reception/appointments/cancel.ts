import type { Temporal } from "temporal-polyfill";
import { DomainError, notFound } from "../../core/errors.ts";
import { visitMoves } from "../../core/moves.ts";
import {
  type AppointmentRow,
  countOnSlots,
  type Party,
  readAppointment,
  releaseClaims,
} from "../../booking/appointments.ts";
import { moveByTable } from "../../booking/move-appointment.ts";
import { isLate, partyOf } from "../../booking/patient-limits.ts";
import { readPatientTerms } from "../../demand/needed-service.ts";
import { noteFreedTime } from "../../demand/openings.ts";
import type { Transaction } from "../../platform/database.ts";
import type { Caller } from "../../platform/http/caller.ts";
import type { House } from "../../platform/house.ts";
import { moveVisit, readVisitOfAppointment, type VisitRow } from "../../visits/visits.ts";
import { announceAppointment } from "../announce.ts";
import { chargeAbsence } from "../money/charge-anew.ts";

interface Cancellation {
  reason: string | null;
  requestedBy?: Party | undefined;
  expectedVersion: number | null;
}

/**
 * Cancels an appointment, a request or a hold: its claims are released, its slots are free again, its visit is off, its queue
 * number stays given; what it had of the time to come may be offered to who waits. Notes who wanted it, and whether that was late
 * by the service's terms, which may cost a fee.
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
  const cancelling = {
    id,
    reason,
    party: partyOf(caller, requestedBy),
    actorId: caller.accountId,
    expectedVersion,
    offer: "declined",
    now,
  } as const;
  const cancelled = await house.postgres.write(caller.organizationId, (tx) => cancelWithin(tx, cancelling));
  house.wake(caller.organizationId);
  return cancelled;
}

interface Cancelling {
  id: string;
  reason: string | null;
  party: Party;
  actorId: string | null;
  expectedVersion: number | null;
  /** What becomes of an offer of the waitlist whose hold it is; null where its time is taken over in this transaction. */
  offer: "declined" | "withdrawn" | null;
  now: Temporal.Instant;
}

/** The same within somebody's transaction, who wakes the relay. */
export async function cancelWithin(
  tx: Transaction,
  { id, reason, party, actorId, expectedVersion, offer, now }: Cancelling,
): Promise<{ appointment: AppointmentRow; visit: VisitRow }> {
  const before = await readAppointment(tx, id);
  if (!before) throw notFound("/id", "appointment");
  const change = {
    cancelled_at: now.toString(),
    cancelled_by: actorId,
    cancellation_reason: reason,
    cancelled_for: party,
    cancelled_late: isLate(party, await readPatientTerms(tx, before.service_id), before, now),
  };
  const appointment = await moveByTable(tx, id, "cancel", { change, actorId, expectedVersion, now });
  await countOnSlots(tx, [id], await releaseClaims(tx, id));
  const found = await readVisitOfAppointment(tx, id);
  const off = { ...visitMoves.cancel, kind: "cancel", actorId, version: null, times: {}, now };
  const visit = found && (await moveVisit(tx, found.id, off));
  if (!visit) throw new DomainError("illegal_move", "The visit has begun; it cannot be cancelled any more.");
  if (change.cancelled_late) await chargeAbsence(tx, appointment, visit.id, "late_cancel_fee", { actorId, now });
  await Promise.all([
    offer === null ? undefined : noteFreedTime(tx, appointment, { offer }, now),
    announceAppointment(tx, appointment, visit, [appointment.practitioner_id], now),
  ]);
  return { appointment, visit };
}
