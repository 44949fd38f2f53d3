import type { Temporal } from "temporal-polyfill";
import { DomainError } from "../../core/errors.ts";
import { readInstant } from "../../core/instants.ts";
import { insertPayment, type PaymentRow } from "../../billing/payments.ts";
import {
  type AppointmentRow,
  countOnSlots,
  insertAppointment,
  insertClaims,
  insertEvent,
  type NewAppointmentRow,
  type NewEvent,
} from "../../booking/appointments.ts";
import { type Candidate, expiredHoldsIn, type Offer } from "../../booking/offer.ts";
import { recount, scheduleTicket } from "../../demand/tickets.ts";
import type { Transaction } from "../../platform/database.ts";
import { newId } from "../../platform/ids.ts";
import { announce } from "../../platform/outbox.sql.ts";
import { requireRevision } from "../../platform/supply-revision.sql.ts";
import { placeClaims } from "../../supply/availability.ts";
import { insertVisit, joinQueue, type TicketRow, ticketOf, type VisitRow } from "../../visits/visits.ts";
import { sessionUpdate } from "../announce.ts";
import { newPaymentFor } from "../money/charge.ts";
import { expireHolds, nothingExpired } from "./expire.ts";
import { lockSessionAt } from "../sessions/session-at.ts";

export interface Booked {
  appointment: AppointmentRow;
  visit: VisitRow;
  payment: PaymentRow;
  visit_ticket: TicketRow;
}

export interface Draft {
  offer: Offer;
  candidate: Candidate;
  draft: NewAppointmentRow;
  /** Epoch minutes. */
  start: number;
  now: Temporal.Instant;
  /** The session, for who knows it and has locked it. */
  sessionId?: string;
}

/**
 * The whole booking in one flush, COMMIT included: statements leave in the order in which they stand here. Claims come before
 * everything that others may wait for, the queue's counter last; what stands in the way stops it inside the database. Holds in
 * its way that have run out are ended first, which takes a flush of its own and is rare. Who gives a session that is owed takes
 * its ticket before all else, and counts the request's sessions at the end. Whose bed lies in a session is admitted to it; its lock
 * comes before the ticket.
 */
export async function storeBooking(tx: Transaction, booking: Draft): Promise<Booked> {
  const { offer, candidate, start, now } = booking;
  const claims = placeClaims(candidate.plan, start);
  if (!claims) throw new DomainError("slot_taken", "Another booking has this time.");
  const sessionId = booking.sessionId ?? (await lockSessionAt(tx, candidate.plan, start, claims, now));
  const draft = { ...booking.draft, session_id: sessionId };
  const inTheWay = expiredHoldsIn(offer, candidate, claims, [start, start + candidate.plan.durationMinutes]);
  const expired = inTheWay.length > 0 ? await expireHolds(tx, inTheWay, now) : nothingExpired;
  const visitId = newId();
  const charged = { ...draft, visit_id: visitId, appointment_id: draft.id };
  const rooms = { clinicId: draft.clinic_id, practitionerIds: [draft.practitioner_id], version: 1 };
  const queued = offer.clinic.queue_policy === "on_booking" && draft.status === "confirmed";
  const checkInTime = readInstant(draft.starts_at);
  const joining = { checkInTime, dueAt: checkInTime, kind: "queue", actorId: draft.created_by, now };
  const { session_ticket_id: ticketId } = draft;
  const terms = { shareBasisPoints: candidate.shareBasisPoints, depositMinor: offer.service.deposit_minor };
  const written = Promise.all([
    ticketId === null ? undefined : scheduleTicket(tx, ticketId, now),
    insertAppointment(tx, draft),
    insertClaims(tx, draft.id, draft.status === "held" ? "held" : "active", claims),
    requireRevision(tx, offer.revision),
    countOnSlots(tx, [draft.id, ...expired.appointmentIds], expired.released),
    insertVisit(tx, { ...charged, id: visitId, ticket_id: newId(), notes: null, actorId: draft.created_by, now }),
    insertPayment(tx, newPaymentFor(charged, terms, now)),
    insertEvent(tx, bookEvent(draft), now),
    announce(
      tx,
      [
        { ...rooms, kind: "appointment_created", area: "appointments", subjectId: draft.id },
        { ...rooms, kind: "queue_updated", area: "queue", subjectId: visitId },
        ...sessionUpdate(draft.clinic_id, sessionId),
      ],
      now,
    ),
    ticketId === null ? undefined : recount(tx, ticketId, now),
    queued ? joinQueue(tx, visitId, joining) : undefined,
  ]);
  tx.commit();
  const [, , , , , visit, payment, , , , joined] = await written;
  return answer(offer, candidate, draft, joined ?? visit, payment);
}

const kindOf = { held: "hold", pending: "request", confirmed: "book" } as const;

/** The event of a booking holds every column: replaying an appointment starts from nothing. */
function bookEvent(draft: NewAppointmentRow): NewEvent {
  return {
    subject: "appointment",
    subjectId: draft.id,
    version: 1,
    kind: kindOf[draft.status as keyof typeof kindOf],
    actorId: draft.created_by,
    change: { ...draft },
    day: { clinicId: draft.clinic_id, serviceDate: draft.service_date },
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
    starts_at: readInstant(draft.starts_at),
    ends_at: readInstant(draft.ends_at),
    hold_expires_at: draft.hold_expires_at === null ? null : readInstant(draft.hold_expires_at),
    created_at: readInstant(draft.created_at),
    service_date: visit.service_date,
    cancellation_reason: null,
    cancelled_for: null,
    cancelled_late: null,
  };
  return { appointment, visit, payment, visit_ticket: ticketOf(visit) };
}
