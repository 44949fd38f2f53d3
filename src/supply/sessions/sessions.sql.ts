import type { Temporal } from "temporal-polyfill";
import { type liveAppointments, liveInSql, type SessionStatus } from "../../core/moves.ts";
import type { Database } from "../../platform/database.ts";

/** A session as it is stored. */
export interface SessionRow {
  id: string;
  version: number;
  clinic_id: string;
  service_id: string;
  name: string;
  service_date: Temporal.PlainDate;
  starts_at: Temporal.Instant;
  ends_at: Temporal.Instant;
  timezone: string;
  start_every_minutes: number;
  status: SessionStatus;
}

/** A session with its names, and with its beds and patients counted. */
export interface ListedSessionRow extends SessionRow {
  service_name: string;
  session_rule_id: string | null;
  practitioner_id: string | null;
  practitioner_name: string | null;
  cancelled_at: Temporal.Instant | null;
  cancellation_reason: string | null;
  beds: number;
  capacity: number;
  admitted: number;
  free: number;
}

/** Of an appointment `a`; a hold that has run out keeps nobody from anything. $2 is now. */
const isLive = `a.status in ${liveInSql} and (a.status <> 'held' or a.hold_expires_at > $2)`;

/** From when on it matters whether a bed of session `s` can be used: from now on, or, once it is over, all through. */
const restStart = "case when s.ends_at > $2 then greatest(s.starts_at, $2) else s.starts_at end";

const concerns = (exception: string) =>
  `${exception}.organization_id = $1 and (${exception}.resource_id is null or ${exception}.resource_id = b.bed_id)
     and (${exception}.clinic_id is null or ${exception}.clinic_id = s.clinic_id)
     and (${exception}.service_id is null or ${exception}.service_id = s.service_id)
     and (${exception}.room_id is null or ${exception}.room_id = b.bed_id)`;

/**
 * The blocks of bed `b` in what is left of session `s`, with a later `available` on none of them: docs/adr/0014 in SQL. That the session
 * itself was closed to who comes new takes no bed out of service.
 */
export const blocks = `
  select e.id, e.source, e.reason, e.ends_at, e.created_at from schedule_exceptions e
  where ${concerns("e")} and e.kind = 'blocked' and e.starts_at < s.ends_at and e.ends_at > ${restStart}
    and (e.source <> 'session' or e.service_id is null)
    and not exists (
      select 1 from schedule_exceptions o
      where ${concerns("o")} and o.kind = 'available' and (e.source = 'holiday' or (o.created_at, o.id) > (e.created_at, e.id))
        and o.starts_at <= greatest(e.starts_at, ${restStart}) and o.ends_at >= least(e.ends_at, s.ends_at))`;

/** The live claims that take bed `b` while session `s` lasts. */
const claims = `
  select a.id, a.starts_at from resource_claims c join appointments a on a.organization_id = $1 and a.id = c.appointment_id
  where c.organization_id = $1 and c.resource_id = b.bed_id and c.status in ('held', 'active')
    and c.starts_at > s.starts_at - interval '32 hours' and c.starts_at < s.ends_at and c.ends_at > s.starts_at and ${isLive}`;

/** Beds of session `s` as they are: out of service, held, or neither. */
const bedCounts = `
  select count(*)::integer as beds, count(*) filter (where not out)::integer as capacity,
    count(*) filter (where not out and not held)::integer as available
  from (
    select r.status <> 'active' or exists (${blocks}) as out, exists (${claims}) as held
    from session_beds b join resources r on r.organization_id = $1 and r.id = b.bed_id
    where b.organization_id = $1 and b.session_id = s.id) b`;

const admitted = `
  select count(*)::integer as admitted from appointments a where a.organization_id = $1 and a.session_id = s.id and ${isLive}`;

const free = "case when s.status = 'open' and s.ends_at > $2 then b.available else 0 end";

/** All but those that their rule gave up: these are kept for the rule, which may want them again. */
const isThere = "s.organization_id = $1 and (s.status <> 'cancelled' or s.cancellation_reason is not null)";

const sessions = `
  select s.id, s.version, s.clinic_id, s.service_id, v.name as service_name, s.session_rule_id, s.practitioner_id, p.name as practitioner_name,
    s.name, s.service_date, s.starts_at, s.ends_at, s.timezone, s.start_every_minutes, s.status, s.cancelled_at, s.cancellation_reason,
    b.beds, b.capacity, a.admitted, ${free} as free
  from sessions s
    join services v on v.organization_id = $1 and v.id = s.service_id
    left join resources p on p.organization_id = $1 and p.id = s.practitioner_id
    cross join lateral (${bedCounts}) b
    cross join lateral (${admitted}) a
  where ${isThere}`;

export interface SessionFilter {
  clinicId: string | null;
  serviceId: string | null;
  status: string | null;
  from: Temporal.Instant;
  to: Temporal.Instant;
}

/** Those that begin within `[from, to)`, after the keyset (start, id). */
export async function listSessions(
  database: Database,
  { clinicId, serviceId, status, from, to }: SessionFilter,
  now: Temporal.Instant,
  after: (string | null)[],
  limit: number,
): Promise<ListedSessionRow[]> {
  return await database.rows(
    `${sessions} and s.starts_at >= $3 and s.starts_at < $4 and ($5::uuid is null or s.clinic_id = $5)
       and ($6::uuid is null or s.service_id = $6) and ($7::text is null or s.status = $7)
       and ($8::timestamptz is null or (s.starts_at, s.id) > ($8, $9::uuid))
     order by s.starts_at, s.id limit $10`,
    [database.organizationId, now, from, to, clinicId, serviceId, status, ...after, limit],
  );
}

export async function findSession(
  database: Database,
  id: string,
  now: Temporal.Instant,
): Promise<ListedSessionRow | undefined> {
  const [row] = await database.rows<ListedSessionRow>(`${sessions} and s.id = $3`, [database.organizationId, now, id]);
  return row;
}

export interface BoardBedRow {
  bed_id: string;
  name: string;
  position: number;
  status: "available" | "reserved" | "out_of_service";
  reason: string | null;
  until: Temporal.Instant | null;
  held_by: string | null;
}

/** The beds of a session in their order. Why somebody is off is nobody's business; a bed's own reason is. */
export async function selectBoardBeds(
  database: Database,
  sessionId: string,
  now: Temporal.Instant,
): Promise<BoardBedRow[]> {
  return await database.rows(
    `select b.bed_id, r.name, b.position, e.reason, e.ends_at as until, h.id as held_by,
       case when r.status <> 'active' or e.id is not null then 'out_of_service' when h.id is not null then 'reserved' else 'available' end as status
     from sessions s
       join session_beds b on b.organization_id = $1 and b.session_id = s.id
       join resources r on r.organization_id = $1 and r.id = b.bed_id
       left join lateral (
         select e.id, case when e.source <> 'time_off' then e.reason end as reason, e.ends_at
         from (${blocks}) e order by e.created_at desc, e.id desc limit 1) e on true
       left join lateral (${claims} order by a.session_id = s.id desc nulls last, a.starts_at, a.id limit 1) h on true
     where ${isThere} and s.id = $3 order by b.position, b.bed_id`,
    [database.organizationId, now, sessionId],
  );
}

export interface AdmissionRow {
  appointment_id: string;
  version: number;
  booking_id: string;
  patient_id: string;
  patient_name: string;
  status: (typeof liveAppointments)[number];
  starts_at: Temporal.Instant;
  ends_at: Temporal.Instant;
  visit_id: string;
  visit_version: number;
  visit_status: string;
  queue_number: number | null;
  bed_id: string | null;
  held_bed_id: string | null;
  standing_admission_id: string | null;
  notes: string | null;
}

/** Who is admitted to a session, in the order in which they are put on. */
export async function selectAdmissions(
  database: Database,
  sessionId: string,
  now: Temporal.Instant,
): Promise<AdmissionRow[]> {
  return await database.rows(
    `select a.id as appointment_id, a.version, a.booking_id, a.patient_id, p.name as patient_name, a.status, a.starts_at, a.ends_at,
       v.id as visit_id, v.version as visit_version, v.status as visit_status, v.queue_number, a.bed_id, a.standing_admission_id, a.notes,
       (select c.resource_id from resource_claims c
          join session_beds b on b.organization_id = $1 and b.session_id = a.session_id and b.bed_id = c.resource_id
        where c.organization_id = $1 and c.appointment_id = a.id and c.status in ('held', 'active') limit 1) as held_bed_id
     from appointments a
       join patients p on p.organization_id = $1 and p.id = a.patient_id
       join visits v on v.organization_id = $1 and v.appointment_id = a.id
     where a.organization_id = $1 and a.session_id = $3 and ${isLive}
     order by a.starts_at, a.created_at, a.id`,
    [database.organizationId, now, sessionId],
  );
}

export interface AvailabilityRow {
  clinic_id: string;
  date: Temporal.PlainDate;
  sessions: number;
  capacity: number;
  admitted: number;
  free: number;
}

/** Each clinic's dates within `[from, to)` that have sessions, in one statement. */
export async function selectSessionAvailability(
  database: Database,
  clinicId: string | null,
  [from, to]: readonly [string, string],
  now: Temporal.Instant,
): Promise<AvailabilityRow[]> {
  return await database.rows(
    `select s.clinic_id, s.service_date as date, count(*)::integer as sessions, sum(b.capacity)::integer as capacity,
       sum(a.admitted)::integer as admitted, sum(${free})::integer as free
     from sessions s
       cross join lateral (${bedCounts}) b
       cross join lateral (${admitted}) a
     where ${isThere} and s.status <> 'cancelled' and s.service_date >= $3 and s.service_date < $4 and ($5::uuid is null or s.clinic_id = $5)
     group by s.clinic_id, s.service_date order by s.service_date, s.clinic_id`,
    [database.organizationId, now, from, to, clinicId],
  );
}
