import type { Temporal } from "temporal-polyfill";
import type { AppointmentStatus, SessionStatus } from "../../core/moves.ts";
import type { Database, Transaction } from "../../platform/database.ts";

/** A patient who comes to the same sessions for months, as the API answers it. */
export interface StandingRow {
  id: string;
  version: number;
  patient_id: string;
  patient_name: string;
  session_rule_ids: string[];
  /** Of each rule what people call it, in the order of the week. */
  sessions: { session_rule_id: string; name: string; weekday: number; clinic_id: string; clinic_name: string }[];
  bed_id: string | null;
  starts_on: Temporal.PlainDate;
  ends_on: Temporal.PlainDate | null;
  notes: string | null;
  created_at: Temporal.Instant;
}

export type StandingFields = Pick<StandingRow, "patient_id" | "session_rule_ids" | "bed_id" | "notes"> & {
  starts_on: string;
  ends_on: string | null;
};

export async function insertStanding(
  tx: Transaction,
  id: string,
  { patient_id, session_rule_ids, bed_id, starts_on, ends_on, notes }: StandingFields,
  createdBy: string,
  now: Temporal.Instant,
): Promise<void> {
  await tx.rows(
    `insert into standing_admissions (organization_id, id, patient_id, bed_id, starts_on, ends_on, notes, created_by, created_at,
       updated_at, version)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $9, 1)`,
    [tx.organizationId, id, patient_id, bed_id, starts_on, ends_on, notes, createdBy, now],
  );
  await tx.rows(
    `insert into standing_admission_rules (organization_id, standing_id, session_rule_id)
     select $1, $2, rule_id from unnest($3::uuid[]) as r (rule_id)`,
    [tx.organizationId, id, session_rule_ids],
  );
}

/** No row back when it is not at this version any more. */
export async function updateStandingDates(
  tx: Transaction,
  { id, version }: Pick<StandingRow, "id" | "version">,
  dates: { startsOn: Temporal.PlainDate; endsOn: Temporal.PlainDate },
  now: Temporal.Instant,
): Promise<boolean> {
  const rows = await tx.rows(
    `update standing_admissions set starts_on = $4, ends_on = $5, version = version + 1, updated_at = $6
     where organization_id = $1 and id = $2 and version = $3 returning id`,
    [tx.organizationId, id, version, dates.startsOn, dates.endsOn, now],
  );
  return rows.length === 1;
}

const standing = `
  select t.id, t.version, t.patient_id, p.name as patient_name, t.bed_id, t.starts_on, t.ends_on, t.notes, t.created_at,
    array(select u.session_rule_id from standing_admission_rules u where u.organization_id = $1 and u.standing_id = t.id
          order by u.session_rule_id) as session_rule_ids,
    array(select jsonb_build_object('session_rule_id', r.id, 'name', r.name, 'weekday', r.weekday, 'clinic_id', r.clinic_id, 'clinic_name', c.name)
          from standing_admission_rules u
            join session_rules r on r.organization_id = $1 and r.id = u.session_rule_id
            join clinics c on c.organization_id = $1 and c.id = r.clinic_id
          where u.organization_id = $1 and u.standing_id = t.id order by r.weekday, r.start_local, r.id) as sessions
  from standing_admissions t join patients p on p.organization_id = $1 and p.id = t.patient_id
  where t.organization_id = $1`;

export async function findStanding(database: Database, id: string): Promise<StandingRow | undefined> {
  const [row] = await database.rows<StandingRow>(`${standing} and t.id = $2`, [database.organizationId, id]);
  return row;
}

/** Those of a patient and of a session rule, if they are named; after the keyset (time of making, id). */
export async function listStanding(
  database: Database,
  { patientId, ruleId }: { patientId: string | null; ruleId: string | null },
  after: (string | null)[],
  limit: number,
): Promise<StandingRow[]> {
  return await database.rows(
    `${standing} and ($2::uuid is null or t.patient_id = $2)
       and ($3::uuid is null or exists (select 1 from standing_admission_rules u
         where u.organization_id = $1 and u.standing_id = t.id and u.session_rule_id = $3))
       and ($4::timestamptz is null or (t.created_at, t.id) > ($4, $5::uuid))
     order by t.created_at, t.id limit $6`,
    [database.organizationId, patientId, ruleId, ...after, limit],
  );
}

/** One session that a standing admission is for, and the appointment that was made for it, whatever has become of that one. */
export interface StandingSessionRow {
  session_id: string;
  session_rule_id: string;
  date: Temporal.PlainDate;
  starts_at: Temporal.Instant;
  status: SessionStatus;
  appointment_id: string | null;
  appointment_status: AppointmentStatus | null;
  bed_id: string | null;
}

/**
 * The sessions that are there, in the order of time. Which one an appointment was made for says its first event: it may have been
 * transferred since.
 */
export async function selectStandingSessions(database: Database, id: string): Promise<StandingSessionRow[]> {
  return await database.rows(
    `with made as (
       select a.id, a.status, a.bed_id, e.change ->> 'session_id' as session_id
       from appointments a join events e on e.organization_id = $1 and e.subject_id = a.id and e.version = 1
       where a.organization_id = $1 and a.standing_admission_id = $2)
     select s.id as session_id, s.session_rule_id, s.rule_date as date, s.starts_at, s.status, m.id as appointment_id,
       m.status as appointment_status, m.bed_id
     from standing_admissions t
     join standing_admission_rules u on u.organization_id = $1 and u.standing_id = t.id
     join sessions s on s.organization_id = $1 and s.session_rule_id = u.session_rule_id and s.rule_date >= t.starts_on
       and (t.ends_on is null or s.rule_date <= t.ends_on) and (s.status <> 'cancelled' or s.cancellation_reason is not null)
     left join made m on m.session_id = s.id::text
     where t.organization_id = $1 and t.id = $2 order by s.starts_at, s.id`,
    [database.organizationId, id],
  );
}

/** The standing admissions for which a session to come is there, changed since, and nothing was made yet. */
export async function selectUnfilled(
  database: Database,
  since: Temporal.Instant | null,
  now: Temporal.Instant,
): Promise<string[]> {
  const rows = await database.rows<{ id: string }>(
    `select distinct t.id from standing_admissions t
     join standing_admission_rules u on u.organization_id = $1 and u.standing_id = t.id
     join sessions s on s.organization_id = $1 and s.session_rule_id = u.session_rule_id and s.status = 'open' and s.starts_at >= $2
       and s.rule_date >= t.starts_on and (t.ends_on is null or s.rule_date <= t.ends_on) and ($3::timestamptz is null or s.updated_at >= $3)
     where t.organization_id = $1 and not exists (
       select 1 from appointments a join events e on e.organization_id = $1 and e.subject_id = a.id and e.version = 1
       where a.organization_id = $1 and a.standing_admission_id = t.id and e.change ->> 'session_id' = s.id::text)
     order by t.id`,
    [database.organizationId, now, since],
  );
  return rows.map(({ id }) => id);
}

/** Its appointments after a date that can still be cancelled, in the order of time. */
export async function selectStandingAfter(database: Database, id: string, date: Temporal.PlainDate): Promise<string[]> {
  const rows = await database.rows<{ id: string }>(
    `select id from appointments
     where organization_id = $1 and standing_admission_id = $2 and service_date > $3 and status in ('held', 'pending', 'confirmed')
     order by starts_at, id`,
    [database.organizationId, id, date],
  );
  return rows.map((row) => row.id);
}

/** What a standing admission names that is there: its rules in use with their clinic, and the bed. */
export interface StandingPlace {
  patient_here: boolean;
  rule_ids: string[];
  bed_here: boolean;
  timezone: string | null;
}

export async function selectStandingPlace(
  database: Database,
  { patient_id, session_rule_ids, bed_id }: Pick<StandingFields, "patient_id" | "session_rule_ids" | "bed_id">,
): Promise<StandingPlace> {
  const [row] = await database.rows<StandingPlace>(
    `select exists (select 1 from patients where organization_id = $1 and id = $2 and merged_into is null) as patient_here,
       array(select id from session_rules where organization_id = $1 and id = any ($3::uuid[]) and status = 'active') as rule_ids,
       exists (select 1 from resources where organization_id = $1 and id = $4 and kind = 'bed') as bed_here,
       (select timezone from session_rules where organization_id = $1 and id = any ($3::uuid[]) order by id limit 1) as timezone`,
    [database.organizationId, patient_id, session_rule_ids, bed_id],
  );
  return row!;
}
