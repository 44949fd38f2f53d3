import type { Temporal } from "temporal-polyfill";
import { illegalMove, notFound } from "../core/errors.ts";
import { allows, appointmentMoves } from "../core/moves.ts";
import { splitShare } from "../core/money.ts";
import { epochMinuteOf, instantOfMinute, localOf } from "../core/zones.ts";
import { redatePayment } from "../billing/payments.ts";
import {
  type AppointmentRow,
  countOnSlots,
  insertClaims,
  type Party,
  readAppointment,
  releaseClaims,
  type Waiver,
} from "../booking/appointments.ts";
import { phasesOf, waiversOf, waivesOverlap } from "../booking/draft-appointment.ts";
import { moveByTable } from "../booking/move-appointment.ts";
import {
  type Candidate,
  expiredHoldsIn,
  type Offer,
  readOffer,
  type Wish,
  withoutAppointment,
} from "../booking/offer.ts";
import { countMove, partyOf } from "../booking/patient-limits.ts";
import { pinResources } from "../booking/pin-resources.ts";
import { chooseDespite } from "../booking/waivers.ts";
import type { Caller } from "../platform/http/caller.ts";
import { requireVersion } from "../platform/http/conditions.ts";
import type { Transaction } from "../platform/database.ts";
import type { House } from "../platform/house.ts";
import { newId } from "../platform/ids.ts";
import { requireRevision } from "../platform/supply-revision.sql.ts";
import { placeClaims } from "../supply/availability.ts";
import { joinQueue, readVisitOfAppointment, rescheduleVisit, type VisitRow } from "../visits/visits.ts";
import { announceAppointment } from "./announce.ts";
import { expireHolds } from "./expire.ts";
import { refuse, someoneWasFirst, takenMeanwhile } from "./refuse.ts";
import { wholeMinute } from "./whole-minute.ts";

interface Rescheduling {
  id: string;
  startsAt: string;
  practitionerId: string | null;
  resourceIds: readonly string[];
  requestedBy: Party | undefined;
  waive: readonly Waiver[];
  expectedVersion: number | null;
}

const attempts = 4;

/**
 * Moves an appointment, or a request, to another start, practitioner or resource; it stays the same appointment.
 *
 * Its own claims do not stand in its way. Throws like `book`, `illegal_move` once the patient has arrived, and
 * `reschedule_limit` when the patient wants it once more than the service allows.
 */
export async function reschedule(
  house: House,
  caller: Caller,
  command: Rescheduling,
): Promise<{ appointment: AppointmentRow; visit: VisitRow }> {
  const startsAt = wholeMinute(command.startsAt);
  const start = epochMinuteOf(startsAt);
  for (let attempt = 1; ; attempt++) {
    const now = house.now();
    const { found, wish, offer } = await house.postgres.read(caller.organizationId, async (database) => {
      const found = await readAppointment(database, command.id);
      if (!found) throw notFound("/id", "appointment");
      requireVersion(command.expectedVersion, found);
      const wish = wishOf(found, command, startsAt);
      const others = withoutAppointment(await readOffer(database, wish, now), command.id);
      return { found, wish, offer: pinResources(others, command.resourceIds) };
    });
    const kind = kindOf(found);
    const count = countMove(partyOf(caller, command.requestedBy), offer.service, found);
    const choice = chooseDespite(offer, start, command.waive);
    if ("reasons" in choice) throw await refuse(house, caller, wish, choice);
    const moved = await house.postgres
      .write(caller.organizationId, (tx) => store(tx, caller, { found, kind, count, offer, ...choice, start, now }))
      .catch(someoneWasFirst);
    if (moved) {
      house.wake(caller.organizationId);
      return moved;
    }
    if (attempt === attempts) throw await refuse(house, caller, wish, takenMeanwhile);
  }
}

function kindOf({ status }: AppointmentRow): "reschedule" | "reschedule_request" {
  if (allows(appointmentMoves.reschedule, status)) return "reschedule";
  if (allows(appointmentMoves.reschedule_request, status)) return "reschedule_request";
  throw illegalMove(status);
}

/** Who names resources may name another practitioner among them; else it stays with whom it was. */
function wishOf(found: AppointmentRow, command: Rescheduling, startsAt: Temporal.Instant): Wish {
  return {
    clinicId: found.clinic_id,
    serviceId: found.service_id,
    practitionerId: command.practitionerId ?? found.practitioner_id,
    patientId: found.patient_id,
    from: startsAt,
    to: startsAt.add({ minutes: 1 }),
  };
}

interface Move {
  found: AppointmentRow;
  kind: "reschedule" | "reschedule_request";
  /** How often the patient has moved it then. */
  count: number;
  waived: readonly Waiver[];
  offer: Offer;
  candidate: Candidate;
  start: number;
  now: Temporal.Instant;
}

async function store(tx: Transaction, caller: Caller, move: Move) {
  const { found, offer, candidate, start, now } = move;
  const claims = placeClaims(candidate.plan, start) ?? [];
  const inTheWay = expiredHoldsIn(offer, candidate, claims, [start, start + candidate.plan.durationMinutes]);
  const expired = await expireHolds(tx, inTheWay, now);
  const change = changeOf(move);
  const appointment = await moveByTable(tx, found.id, move.kind, {
    change,
    actorId: caller.accountId,
    expectedVersion: found.version,
    now,
  });
  const [released] = await Promise.all([
    releaseClaims(tx, found.id),
    insertClaims(tx, found.id, "active", claims),
    requireRevision(tx, offer.revision),
  ]);
  await countOnSlots(tx, [found.id, ...expired.appointmentIds], [...released, ...expired.released]);
  const visit = await moveVisitAlong(tx, caller, appointment, offer, now);
  const share = splitShare(found.price_minor, candidate.shareBasisPoints);
  await redatePayment(tx, visit.id, {
    serviceDate: change.service_date,
    practitionerId: candidate.practitionerId,
    shareBasisPoints: candidate.shareBasisPoints,
    practitionerShareMinor: share.practitionerMinor,
    clinicShareMinor: share.clinicMinor,
    now,
  });
  await announceAppointment(tx, appointment, visit, [found.practitioner_id, candidate.practitionerId], now);
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

/** The visit follows. Where booking queues, a visit that comes to another date gets its number there. */
async function moveVisitAlong(
  tx: Transaction,
  { accountId: actorId }: Caller,
  appointment: AppointmentRow,
  { clinic }: Offer,
  now: Temporal.Instant,
): Promise<VisitRow> {
  const found = await readVisitOfAppointment(tx, appointment.id);
  if (!found) throw notFound("/id", "visit");
  const to = {
    ticketId: newId(),
    practitionerId: appointment.practitioner_id,
    serviceDate: appointment.service_date.toString(),
    actorId,
    now,
  };
  const visit = await rescheduleVisit(tx, found, to);
  const agreed = appointment.status === "confirmed";
  const queues = agreed && clinic.queue_policy === "on_booking" && visit.status === "scheduled";
  const joining = { checkInTime: appointment.starts_at, kind: "queue", actorId, now };
  return (queues ? await joinQueue(tx, visit.id, joining) : undefined) ?? visit;
}
