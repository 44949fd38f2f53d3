import { splitShare } from "../../src/core/money.ts";
import { textOfMinute } from "../../src/core/zones.ts";
import { priceMinor, type Service, shareBasisPoints, slotMinutes } from "./clinics.ts";
import { idAt, nextBookingId } from "./ids.ts";
import type { Row, Table } from "./lines.ts";
import { type Change, movesOf, type Outcome, visitOf } from "./outcomes.ts";

/** One appointment and what became of it. */
export interface Told {
  clinicId: string;
  practitionerId: string;
  patientId: string;
  start: number;
  bookedAt: number;
  outcome: Outcome;
  /** In the queue, of those who came. */
  number: number;
}

export type Write = (table: Table, row: Row) => void;

const shares = splitShare(priceMinor, shareBasisPoints);

/** The rows of one appointment: booked, with its visit and payment, and what happened since. */
export function writeAppointment(write: Write, service: Service, one: Told): void {
  const { clinicId: clinic_id, practitionerId: practitioner_id, patientId: patient_id, start, bookedAt, outcome } = one;
  const [came, off] = [outcome === "completed", outcome === "cancelled" || outcome === "no_show"];
  const [starts_at, ends_at, created_at] = [start, start + slotMinutes, bookedAt].map(textOfMinute) as [
    string,
    string,
    string,
  ];
  const service_date = starts_at.slice(0, 10);
  const [id, visitId, ticketId, paymentId] = [0, 1, 2, 3].map(() => idAt(bookedAt)) as [string, string, string, string];
  const whose = { clinic_id, patient_id, practitioner_id, service_date, created_at };
  const actor = service.accountId;

  const booked = {
    ...whose,
    id,
    booking_id: nextBookingId(),
    service_id: service.serviceId,
    starts_at,
    ends_at,
    starts_local: starts_at.slice(0, 19),
    timezone: "UTC",
    status: "confirmed",
    booking_source: "phone",
    service_name: "Consultation",
    duration_minutes: slotMinutes,
    price_minor: priceMinor,
    currency: "EUR",
    consultation_mode: "in_person",
    reschedule_count: 0,
    overlap_waived: false,
    phases: [[0, slotMinutes]],
    needs_approval: false,
    created_by: actor,
    updated_at: created_at,
    version: 1,
  };
  const moves = movesOf[outcome](one, actor);
  const tell = (event: Row, change: Change, day: Row = {}) => {
    const when = { version: change.version, occurred_at: change.updated_at };
    write("events", { ...event, ...when, ...day, id: idAt(bookedAt), actor_id: actor, change: JSON.stringify(change) });
  };
  const ofAppointment = { subject: "appointment", subject_id: id };
  const ofVisit = { subject: "visit", subject_id: visitId };
  const onDay = { clinic_id, service_date };
  tell({ ...ofAppointment, kind: "book" }, booked, onDay);
  for (const { kind, change } of moves) tell({ ...ofAppointment, kind }, change);
  write("appointments", Object.assign({}, booked, ...moves.map(({ change }) => change)) as Row);

  const window = { starts_at, ends_at, lead_starts_at: starts_at, lead_ends_at: ends_at };
  const claim = { id: idAt(bookedAt), appointment_id: id, phase: 0, resource_id: practitioner_id, lane: 1 };
  write("resource_claims", { ...claim, ...window, status: off ? "released" : "active" });

  write("visit_tickets", { id: ticketId, clinic_id, patient_id, service_date, created_at });
  const expected = {
    ...whose,
    id: visitId,
    visit_ticket_id: ticketId,
    appointment_id: id,
    service_id: service.serviceId,
    visit_type: "scheduled",
    status: "scheduled",
    updated_at: created_at,
    version: 1,
  };
  const went = visitOf[outcome](one);
  const visit = { ...expected, ...went };
  // Of a visit that took place its end is told, as of those that were there before visits had events.
  tell({ ...ofVisit, kind: came ? "snapshot" : "expect" }, came ? visit : expected, onDay);
  if (off) tell({ ...ofVisit, kind: outcome === "cancelled" ? "cancel" : "no_show" }, went);
  write("visits", visit);

  const paidAt = came ? textOfMinute(start + 30) : null;
  write("payments", {
    ...whose,
    id: paymentId,
    visit_id: visitId,
    appointment_id: id,
    total_minor: priceMinor,
    amount_paid_minor: came ? priceMinor : 0,
    currency: "EUR",
    share_basis_points: shareBasisPoints,
    practitioner_share_minor: shares.practitionerMinor,
    clinic_share_minor: shares.clinicMinor,
    status: came ? "paid" : "pending",
    due_at: came ? textOfMinute(start + 25) : null,
    paid_at: paidAt,
    updated_at: paidAt ?? created_at,
    version: came ? 3 : 1,
  });
  if (came)
    write("payment_entries", {
      id: idAt(start + 30),
      payment_id: paymentId,
      clinic_id,
      kind: "receipt",
      amount_minor: priceMinor,
      method: "cash",
      account_id: actor,
      occurred_at: paidAt,
      occurred_on: service_date,
    });
}
