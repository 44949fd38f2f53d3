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
  readAppointment,
  releaseClaims,
} from "../booking/appointments.ts";
import { phasesOf } from "../booking/draft-appointment.ts";
import { chooseCandidate } from "../booking/find-starts.ts";
import { moveByTable } from "../booking/move-appointment.ts";
import { type Candidate, type Offer, readOffer, type Wish, withoutAppointment } from "../booking/offer.ts";
import type { Caller } from "../platform/http/caller.ts";
import { requireVersion } from "../platform/http/conditions.ts";
import type { Transaction } from "../platform/database.ts";
import type { House } from "../platform/house.ts";
import { newId } from "../platform/ids.ts";
import { placeClaims } from "../supply/availability.ts";
import { joinQueue, readVisitOfAppointment, rescheduleVisit, type VisitRow } from "../visits/visits.ts";
import { announceAppointment } from "./announce.ts";
import { wholeMinute } from "./book.ts";
import { refuse, someoneWasFirst, takenMeanwhile } from "./refuse.ts";

interface Rescheduling {
  id: string;
  startsAt: string;
  practitionerId: string | null;
  expectedVersion: number | null;
}

const attempts = 4;

/**
 * Moves an appointment to another start, or to another practitioner; it stays the same appointment.
 *
 * Its own claims do not stand in its way. Throws like `book`, and `illegal_move` once the patient has arrived.
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
      if (!allows(appointmentMoves.reschedule, found.status)) throw illegalMove(found.status);
      const wish = wishOf(found, command.practitionerId, startsAt);
      return { found, wish, offer: withoutAppointment(await readOffer(database, wish, now), command.id) };
    });
    const choice = chooseCandidate(offer, start);
    if ("reasons" in choice) throw await refuse(house, caller, wish, choice);
    const moved = await house.postgres
      .write(caller.organizationId, (tx) =>
        store(tx, caller, { found, offer, candidate: choice.candidate, start, now }),
      )
      .catch(someoneWasFirst);
    if (moved) {
      house.wake(caller.organizationId);
      return moved;
    }
    if (attempt === attempts) throw await refuse(house, caller, wish, takenMeanwhile);
  }
}

function wishOf(found: AppointmentRow, practitionerId: string | null, startsAt: Temporal.Instant): Wish {
  return {
    clinicId: found.clinic_id,
    serviceId: found.service_id,
    practitionerId: practitionerId ?? found.practitioner_id,
    patientId: found.patient_id,
    from: startsAt,
    to: startsAt.add({ minutes: 1 }),
  };
}

interface Move {
  found: AppointmentRow;
  offer: Offer;
  candidate: Candidate;
  start: number;
  now: Temporal.Instant;
}

async function store(tx: Transaction, caller: Caller, { found, offer, candidate, start, now }: Move) {
  const { clinic } = offer;
  const { durationMinutes } = candidate.plan;
  const claims = placeClaims(candidate.plan, start);
  const startsAt = instantOfMinute(start);
  const local = localOf(startsAt, clinic.timezone);
  const change = {
    starts_at: startsAt.toString(),
    ends_at: startsAt.add({ minutes: durationMinutes }).toString(),
    starts_local: local.date.toPlainDateTime(local.time).toString(),
    service_date: local.date.toString(),
    practitioner_id: candidate.practitionerId,
    duration_minutes: durationMinutes,
    phases: phasesOf(candidate.plan),
  };
  const appointment = await moveByTable(tx, found.id, "reschedule", {
    change,
    actorId: caller.accountId,
    expectedVersion: found.version,
    now,
  });
  const [released] = await Promise.all([
    releaseClaims(tx, found.id),
    insertClaims(tx, found.id, "active", claims ?? []),
  ]);
  await countOnSlots(tx, found.id, released);
  const visit = await moveVisitAlong(tx, appointment, offer, now);
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

/** The visit follows. Where booking queues, a visit that comes to another date gets its number there. */
async function moveVisitAlong(
  tx: Transaction,
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
    now,
  };
  const visit = await rescheduleVisit(tx, found, to);
  const queues = clinic.queue_policy === "on_booking" && visit.status === "scheduled";
  return (queues ? await joinQueue(tx, visit.id, appointment.starts_at, now) : undefined) ?? visit;
}
