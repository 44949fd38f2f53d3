import { splitShare } from "../../src/core/money.ts";
import { textOfMinute } from "../../src/core/zones.ts";
import { priceMinor, type Service, shareBasisPoints, slotMinutes } from "./clinics.ts";
import { idAt, nextBookingId, nextReceiptNumber } from "./ids.ts";
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
const text = textOfMinute;

/** The rows of one appointment: booked, with its visit and payment, and what happened since. */
export function writeAppointment(write: Write, service: Service, told: Told): void {
  const { clinicId: clinic_id, practitionerId: practitioner_id, patientId: patient_id, start, bookedAt } = told;
  const created_at = text(bookedAt);
  const whose = { clinic_id, patient_id, practitioner_id, service_date: text(start).slice(0, 10), created_at };
  const tell: Tell = (event, change, onDay = false) => {
    const when = { version: change.version, occurred_at: change.updated_at, ...(onDay && whose) };
    const who = { id: idAt(bookedAt), actor_id: service.accountId };
    write("events", { ...event, ...when, ...who, change: JSON.stringify(change) });
  };
  const id = idAt(bookedAt);
  const visitId = idAt(bookedAt);
  writeBooking(write, tell, { ...whose, id, service_id: service.serviceId, created_by: service.accountId }, told);
  writeVisit(write, tell, { ...whose, id: visitId, appointment_id: id, service_id: service.serviceId }, told);
  writePayment(write, { ...whose, visit_id: visitId, appointment_id: id }, service, told);
}

type Tell = (event: Row, change: Change, onDay?: boolean) => void;

/** The columns that all the rows of one appointment have in common, and its own. */
interface Common extends Row {
  clinic_id: string;
  patient_id: string;
  practitioner_id: string;
  service_date: string;
  created_at: string;
}

function writeBooking(write: Write, tell: Tell, whose: Common & { id: string; created_by: string }, told: Told): void {
  const [starts_at, ends_at] = [text(told.start), text(told.start + slotMinutes)];
  const booked = {
    ...whose,
    booking_id: nextBookingId(),
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
    updated_at: whose.created_at,
    version: 1,
  };
  const { id, created_by: actor, practitioner_id: resource_id } = whose;
  const event = { subject: "appointment", subject_id: id };
  const moves = movesOf[told.outcome](told, actor);
  tell({ ...event, kind: "book" }, booked, true);
  for (const { kind, change } of moves) tell({ ...event, kind }, change);
  write("appointments", Object.assign({}, booked, ...moves.map(({ change }) => change)) as Row);
  const window = { starts_at, ends_at, lead_starts_at: starts_at, lead_ends_at: ends_at };
  const claim = { id: idAt(told.bookedAt), appointment_id: id, phase: 0, resource_id, lane: 1, ...window };
  write("resource_claims", { ...claim, status: isOff(told.outcome) ? "released" : "active" });
}

function writeVisit(write: Write, tell: Tell, whose: Common & { id: string }, told: Told): void {
  const ticketId = idAt(told.bookedAt);
  write("visit_tickets", { ...whose, id: ticketId });
  const [visit_type, status] = ["scheduled", "scheduled"];
  const begun = { visit_ticket_id: ticketId, visit_type, status, updated_at: whose.created_at, version: 1 };
  const expected = { ...whose, ...begun };
  const went = visitOf[told.outcome](told);
  const visit = { ...expected, ...went };
  const event = { subject: "visit", subject_id: whose.id };
  // Of a visit that took place its end is told, as of those that were there before visits had events.
  if (told.outcome === "completed") tell({ ...event, kind: "snapshot" }, visit, true);
  else tell({ ...event, kind: "expect" }, expected, true);
  if (isOff(told.outcome)) tell({ ...event, kind: told.outcome === "cancelled" ? "cancel" : "no_show" }, went);
  write("visits", visit);
}

function writePayment(
  write: Write,
  whose: Common,
  { accountId: account_id }: Service,
  { outcome, start, bookedAt }: Told,
) {
  const id = idAt(bookedAt);
  const split = {
    price_minor: priceMinor,
    charge_minor: priceMinor,
    total_minor: priceMinor,
    currency: "EUR",
    share_basis_points: shareBasisPoints,
    practitioner_share_minor: shares.practitionerMinor,
    clinic_share_minor: shares.clinicMinor,
  };
  const owed = { ...whose, ...split, id };
  if (outcome !== "completed") {
    write("payments", { ...owed, amount_paid_minor: 0, status: "pending", updated_at: whose.created_at, version: 1 });
    return;
  }
  const [due_at, paid_at] = [text(start + 25), text(start + 30)];
  const paid = { amount_paid_minor: priceMinor, status: "paid", due_at, paid_at, updated_at: paid_at, version: 3 };
  write("payments", { ...owed, ...paid });
  const receipt = { kind: "receipt", amount_minor: priceMinor, method: "cash", account_id, occurred_at: paid_at };
  const { clinic_id, service_date: occurred_on } = whose;
  const where = { clinic_id, occurred_on, receipt_number: nextReceiptNumber(clinic_id) };
  write("payment_entries", { id: idAt(start + 30), payment_id: id, ...where, ...receipt });
}

const isOff = (outcome: Outcome): boolean => outcome === "cancelled" || outcome === "no_show";
