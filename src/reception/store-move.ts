import type { Temporal } from "temporal-polyfill";
import { DomainError, notFound } from "../core/errors.ts";
import { instantOfMinute, localOf } from "../core/zones.ts";
import {
  type AppointmentRow,
  countOnSlots,
  insertClaims,
  releaseClaims,
  type Waiver,
} from "../booking/appointments.ts";
import { phasesOf, waiversOf, waivesOverlap } from "../booking/draft-appointment.ts";
import { moveByTable } from "../booking/move-appointment.ts";
import { type Candidate, expiredHoldsIn, type Offer } from "../booking/offer.ts";
import { noteFreedTime } from "../demand/openings.ts";
import type { Transaction } from "../platform/database.ts";
import { requireRevision } from "../platform/supply-revision.sql.ts";
import { placeClaims } from "../supply/availability.ts";
import { readVisitOfAppointment, type VisitRow } from "../visits/visits.ts";
import { announceAppointment } from "./announce.ts";
import { expireHolds } from "./expire.ts";
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
  actorId: string;
  now: Temporal.Instant;
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
  const inTheWay = expiredHoldsIn(offer, candidate, claims, [start, start + candidate.plan.durationMinutes]);
  const expired = await expireHolds(tx, inTheWay, now);
  const how = { change: changeOf(move), actorId, expectedVersion: found.version, now };
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
  ]);
  return { appointment, visit };
}

function changeOf({ offer: { clinic }, candidate, start, count, waived }: Move) {
  const { durationMinutes } = candidate.plan;
  const startsAt = instantOfMinute(start);
  const local = localOf(startsAt, clinic.timezone);
  return {
    starts_at: startsAt.toString(),
    ends_at: startsAt.add({ minutes: durationMinutes }).toString(),
    starts_local: local.date.toPlainDateTime(local.time).toString(),
    service_date: local.date.toString(),
    practitioner_id: candidate.practitionerId,
    duration_minutes: durationMinutes,
    phases: phasesOf(candidate.plan),
    reschedule_count: count,
    overlap_waived: waivesOverlap(waived),
    waived: waiversOf(waived),
  };
}
