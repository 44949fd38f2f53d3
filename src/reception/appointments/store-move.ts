import type { Temporal } from "temporal-polyfill";
import { DomainError, illegalMove, notFound } from "../../core/errors.ts";
import { allows, appointmentMoves } from "../../core/moves.ts";
import { instantOfMinute, localOf } from "../../core/zones.ts";
import {
  type AppointmentRow,
  countOnSlots,
  insertClaims,
  releaseClaims,
  type Waiver,
} from "../../booking/appointments.ts";
import { phasesOf, waiversOf, waivesOverlap } from "../../booking/draft-appointment.ts";
import { moveByTable } from "../../booking/move-appointment.ts";
import { type Candidate, expiredHoldsIn, type Offer } from "../../booking/offer.ts";
import { noteFreedTime } from "../../demand/openings.ts";
import type { Transaction } from "../../platform/database.ts";
import { requireRevision } from "../../platform/supply-revision.sql.ts";
import { announce } from "../../platform/outbox.sql.ts";
import { placeClaims } from "../../supply/availability.ts";
import type { PlacedClaim } from "../../supply/place-claims.ts";
import { readVisitOfAppointment, type VisitRow } from "../../visits/visits.ts";
import { announceAppointment, sessionUpdate } from "../announce.ts";
import { expireHolds } from "./expire.ts";
import { lockSessionAt } from "../sessions/session-at.ts";
import { takeVisitAlong } from "./take-visit-along.ts";

/** An appointment, and where it goes. */
export interface Move {
  found: AppointmentRow;
  kind: "reschedule" | "reschedule_request";
  /** How often the patient has moved it then. */
  count: number;
  waived: readonly Waiver[];
  offer: Offer;
  candidate: Candidate;
  /** Epoch minutes. */
  start: number;
  actorId: string | null;
  now: Temporal.Instant;
  /** The session that it goes to, for who knows it and has locked it, and the bed that is given there. */
  admission?: { sessionId: string; bedId: string | null };
}

/** Which move a new time is. Throws `illegal_move` once the patient has arrived. */
export function moveKindOf({ status }: AppointmentRow): Move["kind"] {
  if (allows(appointmentMoves.reschedule, status)) return "reschedule";
  if (allows(appointmentMoves.reschedule_request, status)) return "reschedule_request";
  throw illegalMove(status);
}

/**
 * The whole move in one transaction: the old claims go, the new ones come, the slots, the visit and the payment follow.
 *
 * Throws `slot_taken` when somebody was first, and `version_mismatch` when the appointment is no longer as it was found.
 */
export async function storeMove(
  tx: Transaction,
  move: Move,
): Promise<{ appointment: AppointmentRow; visit: VisitRow }> {
  const { found, offer, candidate, start, actorId, now } = move;
  const claims = placeClaims(candidate.plan, start);
  if (!claims) throw new DomainError("slot_taken", "Another booking has this time.");
  const sessionId = move.admission?.sessionId ?? (await lockSessionAt(tx, candidate.plan, start, claims, now));
  const bedId = bedAfter(move, sessionId, claims);
  const inTheWay = expiredHoldsIn(offer, candidate, claims, [start, start + candidate.plan.durationMinutes]);
  const expired = await expireHolds(tx, inTheWay, now);
  const how = {
    change: { ...changeOf(move), session_id: sessionId, bed_id: bedId },
    actorId,
    expectedVersion: found.version,
    now,
  };
  const appointment = await moveByTable(tx, found.id, move.kind, how);
  const [released] = await Promise.all([
    releaseClaims(tx, found.id),
    insertClaims(tx, found.id, "active", claims),
    requireRevision(tx, offer.revision),
  ]);
  await countOnSlots(tx, [found.id, ...expired.appointmentIds], [...released, ...expired.released]);
  const expected = await readVisitOfAppointment(tx, found.id);
  if (!expected) throw notFound("/id", "visit");
  const { clinic } = offer;
  const { shareBasisPoints } = candidate;
  const visit = await takeVisitAlong(tx, expected, appointment, { clinic, shareBasisPoints, actorId, now });
  await Promise.all([
    noteFreedTime(tx, found, { movedTo: appointment }, now),
    announceAppointment(tx, appointment, visit, [found.practitioner_id, candidate.practitionerId], now),
    found.session_id === sessionId ? undefined : announce(tx, sessionUpdate(found.clinic_id, found.session_id), now),
  ]);
  return { appointment, visit };
}

/** A bed that was given stays so within its session; in another one it has to be given anew. */
function bedAfter({ found, admission }: Move, sessionId: string | null, claims: readonly PlacedClaim[]): string | null {
  if (admission) return admission.bedId;
  const isThere = sessionId === found.session_id && claims.some(({ resourceId }) => resourceId === found.bed_id);
  return isThere ? found.bed_id : null;
}

function changeOf(move: Move) {
  const { offer, candidate, start, count, waived } = move;
  const { durationMinutes } = candidate.plan;
  const startsAt = instantOfMinute(start);
  const local = localOf(startsAt, offer.clinic.timezone);
  return {
    starts_at: startsAt.toString(),
    ends_at: startsAt.add({ minutes: durationMinutes }).toString(),
    starts_local: local.date.toPlainDateTime(local.time).toString(),
    service_date: local.date.toString(),
    practitioner_id: candidate.practitionerId,
    price_minor: priceAfter(move),
    duration_minutes: durationMinutes,
    phases: phasesOf(candidate.plan),
    reschedule_count: count,
    overlap_waived: waivesOverlap(waived),
    waived: waiversOf(waived),
  };
}

/**
 * What was agreed stays agreed with the same practitioner, and for sessions that are paid for. Another one's price holds for a patient who
 * wanted that; when the clinic moves somebody, it never becomes dearer.
 */
function priceAfter({ found, candidate, count }: Move): number {
  const agreed = found.price_minor;
  const isPrepaid = found.session_ticket_id !== null && agreed === 0;
  if (isPrepaid || candidate.practitionerId === found.practitioner_id) return agreed;
  return count > found.reschedule_count ? candidate.priceMinor : Math.min(agreed, candidate.priceMinor);
}
