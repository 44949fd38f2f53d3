import type { Temporal } from "temporal-polyfill";
import type { Database, Transaction } from "../platform/database.ts";
import { newId } from "../platform/ids.ts";
import { everything, recorded, these, visitColumns as columns, type VisitRow } from "./visit-row.sql.ts";

/** `ticket_id` is for the ticket of the day when the patient has none yet. */
export interface NewVisit {
  id: string;
  ticket_id: string;
  clinic_id: string;
  appointment_id: string | null;
  patient_id: string;
  practitioner_id: string | null;
  service_id: string;
  service_date: string;
  notes: string | null;
  actorId: string | null;
  now: Temporal.Instant;
}

// The ticket of the patient's day is found or made in the same statement; `do update` is what makes it visible either way.
const insertStatement = {
  name: "insert_visit",
  text: `with ticket as (
      insert into visit_tickets (organization_id, id, clinic_id, patient_id, service_date, created_at)
      values ($1, $3, $4, $6, $9, $11)
      on conflict on constraint visit_tickets_day_key do update set created_at = visit_tickets.created_at returning id),
    changed as (
      insert into visits (organization_id, id, visit_ticket_id, clinic_id, appointment_id, patient_id, practitioner_id, service_id,
        visit_type, status, service_date, notes, created_at, updated_at, version)
      select $1, $2, ticket.id, $4, $5::uuid, $6, $7, $8, case when $5::uuid is null then 'walk_in' else 'scheduled' end, 'scheduled', $9, $10, $11, $11, 1
      from ticket returning *),
    ${recorded(everything, { id: "$12", kind: "case when $5::uuid is null then 'walk_in' else 'expect' end", actor: "$13" }, true)}
    select ${columns} from changed`,
};

/** A visit that has not joined the queue yet, on the ticket of the patient's day. */
export async function insertVisit(tx: Transaction, visit: NewVisit): Promise<VisitRow> {
  const [row] = await tx.rows<VisitRow>(insertStatement, [
    tx.organizationId,
    visit.id,
    visit.ticket_id,
    visit.clinic_id,
    visit.appointment_id,
    visit.patient_id,
    visit.practitioner_id,
    visit.service_id,
    visit.service_date,
    visit.notes,
    visit.now,
    newId(),
    visit.actorId,
  ]);
  return row!;
}

export async function selectVisit(database: Database, id: string): Promise<VisitRow | undefined> {
  const [row] = await database.rows<VisitRow>(`select ${columns} from visits where organization_id = $1 and id = $2`, [
    database.organizationId,
    id,
  ]);
  return row;
}

/** The visit, locked. Whoever needs a visit and its payment locks the visit first. */
export async function lockVisit(tx: Transaction, id: string): Promise<VisitRow | undefined> {
  const [row] = await tx.rows<VisitRow>(
    { name: "lock_visit", text: `select ${columns} from visits where organization_id = $1 and id = $2 for update` },
    [tx.organizationId, id],
  );
  return row;
}

export async function selectVisitOfAppointment(
  database: Database,
  appointmentId: string,
): Promise<VisitRow | undefined> {
  const [row] = await database.rows<VisitRow>(
    {
      name: "visit_of_appointment",
      text: `select ${columns} from visits where organization_id = $1 and appointment_id = $2`,
    },
    [database.organizationId, appointmentId],
  );
  return row;
}

export interface TicketRow {
  id: string;
  clinic_id: string;
  patient_id: string;
  service_date: Temporal.PlainDate;
}

export async function selectTicket(database: Database, id: string): Promise<TicketRow | undefined> {
  const [row] = await database.rows<TicketRow>(
    "select id, clinic_id, patient_id, service_date from visit_tickets where organization_id = $1 and id = $2",
    [database.organizationId, id],
  );
  return row;
}

export async function selectTickets(database: Database, patientId: string, date: string): Promise<TicketRow[]> {
  return await database.rows(
    "select id, clinic_id, patient_id, service_date from visit_tickets where organization_id = $1 and patient_id = $2 and service_date = $3 order by id",
    [database.organizationId, patientId, date],
  );
}

export async function selectVisitsOfTickets(database: Database, ticketIds: readonly string[]): Promise<VisitRow[]> {
  return await database.rows(
    `select ${columns} from visits where organization_id = $1 and visit_ticket_id = any ($2::uuid[]) order by created_at, id`,
    [database.organizationId, ticketIds],
  );
}

/** The visits of a ticket with their versions, locked in the order of their ids: whoever pays a bill and whoever moves a visit meet here. */
export async function lockVisitsOfTicket(
  tx: Transaction,
  ticketId: string,
): Promise<{ id: string; version: number }[]> {
  return await tx.rows(
    "select id, version from visits where organization_id = $1 and visit_ticket_id = $2 order by id for update",
    [tx.organizationId, ticketId],
  );
}

const movedColumns = [
  "visit_ticket_id",
  "service_date",
  "practitioner_id",
  "status",
  "queue_number",
  "check_in_time",
  "in_line_since",
  "call_count",
  "room_id",
] as const satisfies (keyof VisitRow)[];

/**
 * Moves a visit that has not begun to another start, practitioner and ticket. A number given on the old date is kept there as void;
 * who was queued by booking on this one comes at the new start.
 */
export async function rescheduleVisit(
  tx: Transaction,
  visit: VisitRow,
  to: {
    ticketId: string;
    practitionerId: string | null;
    serviceDate: string;
    startsAt: Temporal.Instant;
    actorId: string | null;
    now: Temporal.Instant;
  },
): Promise<VisitRow> {
  const leaves = visit.service_date.toString() !== to.serviceDate;
  if (leaves && visit.queue_number !== null) await voidNumber(tx, visit, to.now);
  const [row] = await tx.rows<VisitRow>(
    `with ticket as (
       insert into visit_tickets (organization_id, id, clinic_id, patient_id, service_date, created_at) values ($1, $3, $4, $5, $6, $8)
       on conflict on constraint visit_tickets_day_key do update set created_at = visit_tickets.created_at returning id),
     changed as (
       update visits v set visit_ticket_id = ticket.id, service_date = $6, practitioner_id = $7, updated_at = $8, version = version + 1,
         status = case when $9 then 'scheduled' else status end, queue_number = case when $9 then null else queue_number end,
         check_in_time = case when not $9 and status = 'waiting' then $12::timestamptz end,
         in_line_since = case when not $9 and status = 'waiting' then $12::timestamptz end,
         call_count = case when $9 then 0 else call_count end, room_id = null
       from ticket where v.organization_id = $1 and v.id = $2 returning v.*),
     ${recorded(these(movedColumns), { id: "$10", kind: "'reschedule'", actor: "$11" }, true)}
     select ${columns} from changed`,
    [
      tx.organizationId,
      visit.id,
      to.ticketId,
      visit.clinic_id,
      visit.patient_id,
      to.serviceDate,
      to.practitionerId,
      to.now,
      leaves,
      newId(),
      to.actorId,
      to.startsAt,
    ],
  );
  return row!;
}

async function voidNumber(tx: Transaction, visit: VisitRow, now: Temporal.Instant): Promise<void> {
  await tx.rows(
    `insert into void_queue_numbers (organization_id, clinic_id, service_date, queue_number, visit_id, voided_at) values ($1, $2, $3, $4, $5, $6)`,
    [tx.organizationId, visit.clinic_id, visit.service_date, visit.queue_number, visit.id, now],
  );
}
