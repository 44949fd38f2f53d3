import type { Temporal } from "temporal-polyfill";
import type { AppointmentStatus } from "../core/moves.ts";
import type { ReasonCode } from "../supply/reasons.ts";
import type { Database, Transaction } from "../platform/database.ts";

/** Who wants a change. */
export type Party = "patient" | "clinic";

/** A rule that somebody set aside by name. */
export interface Waiver {
  rule: ReasonCode;
  reason: string;
}

/** An appointment as the API answers it. */
export interface AppointmentRow {
  id: string;
  booking_id: string;
  clinic_id: string;
  practitioner_id: string | null;
  practitioner_name: string | null;
  patient_id: string;
  patient_name: string;
  service_id: string;
  service_name: string;
  starts_at: Temporal.Instant;
  ends_at: Temporal.Instant;
  timezone: string;
  service_date: Temporal.PlainDate;
  status: AppointmentStatus;
  booking_source: string;
  notes: string | null;
  duration_minutes: number;
  price_minor: number;
  currency: string;
  consultation_mode: string;
  cancellation_reason: string | null;
  cancelled_for: Party | null;
  cancelled_late: boolean | null;
  reschedule_count: number;
  hold_expires_at: Temporal.Instant | null;
  waived: Waiver[] | null;
  needs_approval: boolean | null;
  session_ticket_id: string | null;
  session_id: string | null;
  bed_id: string | null;
  standing_admission_id: string | null;
  created_at: Temporal.Instant;
  version: number;
}

const columns = `a.id, a.booking_id, a.clinic_id, a.practitioner_id,
  (select r.name from resources r where r.organization_id = a.organization_id and r.id = a.practitioner_id) as practitioner_name,
  a.patient_id, (select p.name from patients p where p.organization_id = a.organization_id and p.id = a.patient_id) as patient_name,
  a.service_id, a.service_name, a.starts_at, a.ends_at, a.timezone, a.service_date, a.status, a.booking_source, a.notes,
  a.duration_minutes, a.price_minor, a.currency, a.consultation_mode, a.cancellation_reason,
  a.cancelled_for, a.cancelled_late, a.reschedule_count, a.hold_expires_at, a.waived, a.needs_approval,
  a.session_ticket_id, a.session_id, a.bed_id, a.standing_admission_id, a.created_at, a.version`;

/** First minute of a phase, and the minute after its last. */
export type PhaseSpan = [starts: number, ends: number];

/** The stored columns of a new appointment, under their own names: the same record is the event's change. */
export interface NewAppointmentRow {
  id: string;
  booking_id: string;
  clinic_id: string;
  patient_id: string;
  service_id: string;
  practitioner_id: string | null;
  starts_at: string;
  ends_at: string;
  starts_local: string;
  timezone: string;
  service_date: string;
  patient_timezone: string | null;
  status: AppointmentStatus;
  booking_source: string;
  notes: string | null;
  service_name: string;
  duration_minutes: number;
  price_minor: number;
  currency: string;
  consultation_mode: string;
  phases: PhaseSpan[];
  reschedule_count: number;
  overlap_waived: boolean;
  needs_approval: boolean;
  waived: Waiver[] | null;
  hold_expires_at: string | null;
  session_ticket_id: string | null;
  session_id: string | null;
  bed_id: string | null;
  standing_admission_id: string | null;
  created_by: string | null;
  created_at: string;
  updated_at: string;
  version: number;
}

const insertedColumns = [
  "id",
  "booking_id",
  "clinic_id",
  "patient_id",
  "service_id",
  "practitioner_id",
  "starts_at",
  "ends_at",
  "starts_local",
  "timezone",
  "service_date",
  "patient_timezone",
  "status",
  "booking_source",
  "notes",
  "service_name",
  "duration_minutes",
  "price_minor",
  "currency",
  "consultation_mode",
  "phases",
  "reschedule_count",
  "overlap_waived",
  "needs_approval",
  "waived",
  "hold_expires_at",
  "session_ticket_id",
  "session_id",
  "bed_id",
  "standing_admission_id",
  "created_by",
  "created_at",
  "updated_at",
  "version",
] as const satisfies (keyof NewAppointmentRow)[];

// ON CONFLICT DO NOTHING, because a plain insert against an exclusion constraint deadlocks under contention. The patient is locked
// before, as the foreign key would do after: who merges records waits for bookings that are under way, and they for the merge.
const insertStatement = {
  name: "insert_appointment",
  text: `with inserted as (
      insert into appointments (organization_id, ${insertedColumns.join(", ")})
      select $1, ${insertedColumns.map((_, i) => `$${i + 2}`).join(", ")} from patients
      where organization_id = $1 and id = $${insertedColumns.indexOf("patient_id") + 2} and merged_into is null for key share
      on conflict do nothing returning 1)
    select require_rows('slot_taken', 1, (select count(*) from inserted))`,
};

/** The driver would write a list as a PostgreSQL array; here lists are JSON. */
const stored = (value: string | number | boolean | null | PhaseSpan[] | Waiver[]) =>
  Array.isArray(value) ? JSON.stringify(value) : value;

/** Stores the appointment, or stops the transaction with `slot_taken` when the patient has another one then. */
export async function insertAppointment(tx: Transaction, appointment: NewAppointmentRow): Promise<void> {
  await tx.rows(insertStatement, [tx.organizationId, ...insertedColumns.map((column) => stored(appointment[column]))]);
}

export async function selectAppointment(database: Database, id: string): Promise<AppointmentRow | undefined> {
  const [row] = await database.rows<AppointmentRow>(
    { name: "appointment", text: `select ${columns} from appointments a where a.organization_id = $1 and a.id = $2` },
    [database.organizationId, id],
  );
  return row;
}

/** The appointment, locked: whoever decides by what it is now, and then changes it. */
export async function lockAppointment(tx: Transaction, id: string): Promise<AppointmentRow | undefined> {
  const [row] = await tx.rows<AppointmentRow>(
    {
      name: "lock_appointment",
      text: `select ${columns} from appointments a where a.organization_id = $1 and a.id = $2 for no key update`,
    },
    [tx.organizationId, id],
  );
  return row;
}

export interface AppointmentFilter {
  clinicId: string | null;
  practitionerId: string | null;
  patientId: string | null;
  status: string | null;
  from: Temporal.Instant | null;
  to: Temporal.Instant | null;
  afterStart: string | null;
  afterId: string | null;
}

/** By start, then id, after the keyset of the filter. A hold is there while it runs. */
export async function selectAppointments(
  database: Database,
  filter: AppointmentFilter,
  limit: number,
  now: Temporal.Instant,
): Promise<AppointmentRow[]> {
  return await database.rows(
    `select ${columns} from appointments a
     where a.organization_id = $1 and ($2::uuid is null or a.clinic_id = $2) and ($3::uuid is null or a.practitioner_id = $3)
       and ($4::uuid is null or a.patient_id = $4) and ($5::text is null or a.status = $5)
       and ($6::timestamptz is null or a.starts_at >= $6) and ($7::timestamptz is null or a.starts_at < $7)
       and ($8::timestamptz is null or (a.starts_at, a.id) > ($8, $9::uuid)) and (a.status <> 'held' or a.hold_expires_at > $11)
     order by a.starts_at, a.id limit $10`,
    [
      database.organizationId,
      filter.clinicId,
      filter.practitionerId,
      filter.patientId,
      filter.status,
      filter.from,
      filter.to,
      filter.afterStart,
      filter.afterId,
      limit,
      now,
    ],
  );
}

/** What a move sets, by column name; `status` and the version are set besides. */
export type AppointmentChange = Partial<
  Record<
    | "checked_in_at"
    | "completed_at"
    | "cancelled_at"
    | "cancelled_by"
    | "cancellation_reason"
    | "no_show_at"
    | "starts_at"
    | "ends_at"
    | "starts_local"
    | "service_date"
    | "practitioner_id"
    | "reschedule_count"
    | "duration_minutes"
    | "price_minor"
    | "cancelled_for"
    | "cancelled_late"
    | "hold_expires_at"
    | "overlap_waived"
    | "notes"
    | "booking_source"
    | "session_id"
    | "bed_id",
    string | number | boolean | null
  > & { phases: PhaseSpan[]; waived: Waiver[] | null }
>;

type MovedAppointment = Pick<AppointmentRow, "id" | "clinic_id" | "service_date" | "version"> & {
  updated_at: Temporal.Instant;
};

/**
 * The guarded move: only from one of the states `from`, only from the version when one is expected. No row back is a conflict.
 * The names of the columns come from the type above, never from outside.
 */
export async function moveAppointment(
  tx: Transaction,
  id: string,
  move: {
    from: readonly AppointmentStatus[];
    to: AppointmentStatus;
    version: number | null;
    change: AppointmentChange;
    now: Temporal.Instant;
  },
): Promise<MovedAppointment | undefined> {
  const entries = Object.entries(move.change);
  const sets = entries.map(([column], i) => `${column} = $${i + 7}`);
  const [row] = await tx.rows<MovedAppointment>(
    `update appointments set ${["status = $4", "updated_at = $6", "version = version + 1", ...sets].join(", ")}
     where organization_id = $1 and id = $2 and status = any ($3) and ($5::integer is null or version = $5)
     returning id, clinic_id, service_date, version, updated_at`,
    [tx.organizationId, id, move.from, move.to, move.version, move.now, ...entries.map(([, value]) => stored(value))],
  );
  return row;
}
