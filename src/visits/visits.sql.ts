import type { Temporal } from "temporal-polyfill";
import type { VisitStatus } from "../core/moves.ts";
import type { Database, Transaction } from "../platform/database.ts";
import { newId } from "../platform/ids.ts";

export interface VisitRow {
  id: string;
  clinic_id: string;
  appointment_id: string | null;
  visit_ticket_id: string;
  patient_id: string;
  practitioner_id: string | null;
  service_id: string;
  visit_type: "scheduled" | "walk_in";
  status: VisitStatus;
  service_date: Temporal.PlainDate;
  queue_number: number | null;
  check_in_time: Temporal.Instant | null;
  called_at: Temporal.Instant | null;
  started_at: Temporal.Instant | null;
  ended_at: Temporal.Instant | null;
  version: number;
}

const columns = `id, clinic_id, appointment_id, visit_ticket_id, patient_id, practitioner_id, service_id, visit_type, status, service_date,
  queue_number, check_in_time, called_at, started_at, ended_at, version`;

/**
 * Every statement that changes a visit writes its event in the same breath: `changed` is the visit as it is then, `what` the
 * columns that it set. So no change goes unrecorded, and none costs a statement of its own.
 */
const recorded = (what: string, { id, kind, actor }: Record<"id" | "kind" | "actor", string>, isOnDay = false) =>
  `recorded as (
    insert into events (organization_id, subject, subject_id, version, id, kind, actor_id, occurred_at, change, clinic_id, service_date)
    select organization_id, 'visit', id, version, ${id}::uuid, ${kind}::text, ${actor}::uuid, updated_at, ${what},
      ${isOnDay ? "clinic_id, service_date" : "null, null"} from changed)`;

/** The whole row; what is not in it is null. */
const everything = "jsonb_strip_nulls(to_jsonb(changed) - 'organization_id')";

const these = (names: readonly string[]) =>
  `jsonb_build_object(${[...names, "updated_at", "version"].map((name) => `'${name}', ${name}`).join(", ")})`;

/** Why a visit changes, and by whom; nobody is null. */
export interface VisitCause {
  kind: string;
  actorId: string | null;
}

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

// The counter's row is locked until COMMIT and so hands out 1..n; that is why joining comes last in every transaction. Whoever
// left the queue and comes back has a number already, and takes none.
const joinStatement = {
  name: "join_queue",
  text: `with counter as (
      insert into queue_counters as q (organization_id, clinic_id, service_date, last_number)
      select organization_id, clinic_id, service_date, 1 from visits
      where organization_id = $1 and id = $2 and queue_number is null and status = 'scheduled'
      on conflict on constraint queue_counters_pkey do update set last_number = q.last_number + 1 returning last_number),
    changed as (
      update visits v set status = 'waiting', queue_number = coalesce(v.queue_number, given.number), check_in_time = $3, updated_at = $4,
        version = version + 1
      from (select (select last_number from counter) as number) given
      where v.organization_id = $1 and v.id = $2 and v.status = 'scheduled' and coalesce(v.queue_number, given.number) is not null
      returning v.*),
    ${recorded(these(["status", "queue_number", "check_in_time"]), { id: "$5", kind: "$6", actor: "$7" })}
    select ${columns} from changed`,
};

/** Puts the scheduled visit into the queue, with the next number unless it has one; no row back when it is not scheduled. */
export async function joinQueue(
  tx: Transaction,
  id: string,
  { checkInTime, kind, actorId, now }: VisitCause & { checkInTime: Temporal.Instant; now: Temporal.Instant },
): Promise<VisitRow | undefined> {
  const [row] = await tx.rows<VisitRow>(joinStatement, [
    tx.organizationId,
    id,
    checkInTime,
    now,
    newId(),
    kind,
    actorId,
  ]);
  return row;
}

export type VisitTimes = Partial<
  Record<"check_in_time" | "called_at" | "started_at" | "ended_at" | "completed_at", Temporal.Instant | null>
>;

/** The guarded move, with the times that it sets; no row back is a conflict. Column names come from the type, never from outside. */
export async function moveVisit(
  tx: Transaction,
  id: string,
  move: VisitCause & {
    from: readonly VisitStatus[];
    to: VisitStatus;
    version: number | null;
    times: VisitTimes;
    now: Temporal.Instant;
  },
): Promise<VisitRow | undefined> {
  const times = Object.entries(move.times);
  const sets = [
    "status = $4",
    "updated_at = $6",
    "version = version + 1",
    ...times.map(([column], i) => `${column} = $${i + 10}`),
  ];
  const named = times.map(([column]) => column);
  const [row] = await tx.rows<VisitRow>(
    {
      name: ["move_visit", ...named].join(" "),
      text: `with changed as (
          update visits set ${sets.join(", ")}
          where organization_id = $1 and id = $2 and status = any ($3) and ($5::integer is null or version = $5) returning *),
        ${recorded(these(["status", ...named]), { id: "$7", kind: "$8", actor: "$9" })}
        select ${columns} from changed`,
    },
    [
      tx.organizationId,
      id,
      move.from,
      move.to,
      move.version,
      move.now,
      newId(),
      move.kind,
      move.actorId,
      ...times.map(([, at]) => at),
    ],
  );
  return row;
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

const movedColumns = [
  "visit_ticket_id",
  "service_date",
  "practitioner_id",
  "status",
  "queue_number",
  "check_in_time",
] as const satisfies (keyof VisitRow)[];

/**
 * Moves a visit that has not begun to another date, practitioner and ticket. A number given on the old date is kept there as void.
 */
export async function rescheduleVisit(
  tx: Transaction,
  visit: VisitRow,
  to: {
    ticketId: string;
    practitionerId: string | null;
    serviceDate: string;
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
         check_in_time = case when $9 then null else check_in_time end
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
