import { Temporal } from "temporal-polyfill";
import type { z } from "zod";
import { DomainError, fault } from "../core/errors.ts";
import { epochMinuteOf } from "../core/zones.ts";
import { insertPayment, type PaymentRow } from "../billing/payments.ts";
import {
  type AppointmentRow,
  countOnSlots,
  insertAppointment,
  insertClaims,
  insertEvent,
  type NewAppointmentRow,
  type NewEvent,
} from "../booking/appointments.ts";
import { draftAppointment } from "../booking/draft-appointment.ts";
import { chooseCandidate } from "../booking/find-starts.ts";
import { type Candidate, type Offer, readOffer, type Wish } from "../booking/offer.ts";
import type { newAppointment } from "../booking/schemas.ts";
import type { Caller } from "../platform/http/caller.ts";
import type { Transaction } from "../platform/database.ts";
import type { House } from "../platform/house.ts";
import { newBookingId, newId } from "../platform/ids.ts";
import { announce } from "../platform/outbox.sql.ts";
import { placeClaims } from "../supply/availability.ts";
import { insertVisit, joinQueue, ticketOf, type TicketRow, type VisitRow } from "../visits/visits.ts";
import { refuse, someoneWasFirst, takenMeanwhile } from "./refuse.ts";
import { newPaymentFor } from "./charge.ts";

type BookCommand = z.output<typeof newAppointment>;

export interface Booked {
  appointment: AppointmentRow;
  visit: VisitRow;
  payment: PaymentRow;
  visit_ticket: TicketRow;
}

interface Draft {
  offer: Offer;
  candidate: Candidate;
  draft: NewAppointmentRow;
  start: number;
  now: Temporal.Instant;
}

/** A rival may take the lane or the practitioner that was chosen while another one is free: then it is tried with that one. */
const attempts = 8;

/**
 * Books one start: appointment, claims, slots, visit, payment, event and effects, all of it or nothing.
 *
 * Throws `slot_taken` with every reason and the nearest alternatives, a rule's own code (`outside_hours`, `in_the_past`,
 * `notice_too_short` …), or `not_found` with a pointer.
 */
export async function book(house: House, caller: Caller, command: BookCommand): Promise<Booked> {
  const startsAt = wholeMinute(command.starts_at);
  const start = epochMinuteOf(startsAt);
  const wish: Wish = {
    clinicId: command.clinic_id,
    serviceId: command.service_id,
    practitionerId: command.practitioner_id ?? null,
    patientId: command.patient_id,
    from: startsAt,
    to: startsAt.add({ minutes: 1 }),
  };
  for (let attempt = 1; attempt <= attempts; attempt++) {
    const now = house.now();
    const offer = await house.postgres.read(caller.organizationId, (database) => readOffer(database, wish, now));
    const choice = chooseCandidate(offer, start);
    if ("reasons" in choice) throw await refuse(house, caller, wish, choice);
    const particulars = {
      start,
      bookingSource: command.booking_source,
      notes: command.notes ?? null,
      accountId: caller.accountId,
      now,
    };
    const draft = draftAppointment(offer, choice.candidate, { ...particulars, id: newId(), bookingId: newBookingId() });
    const booked = await house.postgres
      .write(caller.organizationId, (tx) => store(tx, { offer, candidate: choice.candidate, draft, start, now }))
      .catch(someoneWasFirst);
    if (!booked) continue;
    house.wake(caller.organizationId);
    return booked;
  }
  throw await refuse(house, caller, wish, takenMeanwhile);
}

/**
 * The whole booking in one flush, COMMIT included: statements leave in the order in which they stand here. Claims come before
 * everything that others may wait for, the queue's counter last; what stands in the way stops it inside the database.
 */
async function store(tx: Transaction, { offer, candidate, draft, start, now }: Draft): Promise<Booked> {
  const claims = placeClaims(candidate.plan, start);
  if (!claims) throw new DomainError("slot_taken", "Another booking has this time.");
  const visitId = newId();
  const charged = { ...draft, visit_id: visitId, appointment_id: draft.id };
  const rooms = { clinicId: draft.clinic_id, practitionerIds: [draft.practitioner_id], version: 1 };
  const queued = offer.clinic.queue_policy === "on_booking";
  const written = Promise.all([
    insertAppointment(tx, draft),
    insertClaims(tx, draft.id, "active", claims),
    countOnSlots(tx, draft.id),
    insertVisit(tx, { ...charged, id: visitId, ticket_id: newId(), notes: null, now }),
    insertPayment(tx, newPaymentFor(charged, candidate.shareBasisPoints, now)),
    insertEvent(tx, bookEvent(draft), now),
    announce(
      tx,
      [
        { ...rooms, kind: "appointment_created", area: "appointments", subjectId: draft.id },
        { ...rooms, kind: "queue_updated", area: "queue", subjectId: visitId },
      ],
      now,
    ),
    queued ? joinQueue(tx, visitId, Temporal.Instant.from(draft.starts_at), now) : undefined,
  ]);
  tx.commit();
  const [, , , visit, payment, , , joined] = await written;
  return answer(offer, candidate, draft, joined ?? visit, payment);
}

/** The event of a booking holds every column: replaying an appointment starts from nothing. */
function bookEvent(draft: NewAppointmentRow): NewEvent {
  return {
    subject: "appointment",
    subjectId: draft.id,
    version: 1,
    kind: "book",
    actorId: draft.created_by,
    change: { ...draft },
  };
}

function answer(
  offer: Offer,
  candidate: Candidate,
  draft: NewAppointmentRow,
  visit: VisitRow,
  payment: PaymentRow,
): Booked {
  const {
    starts_local: _local,
    patient_timezone: _zone,
    overlap_waived: _waived,
    phases: _phases,
    created_by: _by,
    updated_at: _at,
    ...shown
  } = draft;
  const appointment: AppointmentRow = {
    ...shown,
    practitioner_name: candidate.name,
    patient_name: offer.patient!.name,
    starts_at: Temporal.Instant.from(draft.starts_at),
    ends_at: Temporal.Instant.from(draft.ends_at),
    created_at: Temporal.Instant.from(draft.created_at),
    service_date: visit.service_date,
    cancellation_reason: null,
  };
  return { appointment, visit, payment, visit_ticket: ticketOf(visit) };
}

/** Appointments start on whole minutes. Throws `invalid_request` on `/starts_at`. */
export function wholeMinute(text: string): Temporal.Instant {
  const startsAt = Temporal.Instant.from(text);
  if (startsAt.epochMilliseconds % 60_000 !== 0 || startsAt.epochNanoseconds % 1_000_000n !== 0n)
    throw fault("invalid_request", "/starts_at", "Appointments start on a whole minute.");
  return startsAt;
}
