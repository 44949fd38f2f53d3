import type { Temporal } from "temporal-polyfill";
import { liveInSql, type AppointmentStatus } from "../../core/moves.ts";
import type { Database } from "../../platform/database.ts";
import { strandedBy } from "../../reception/sessions/stranded.ts";

/** An appointment that is to move, as it is now. */
export interface MovingRow {
  id: string;
  clinic_id: string;
  service_id: string;
  patient_id: string;
  practitioner_id: string | null;
  status: AppointmentStatus;
  session_ticket_id: string | null;
  timezone: string;
  starts_at: Temporal.Instant;
  ends_at: Temporal.Instant;
  /** What it takes besides the practitioner. */
  resource_ids: string[];
}

const columns = `a.id, a.clinic_id, a.service_id, a.patient_id, a.practitioner_id, a.status, a.session_ticket_id, c.timezone,
  a.starts_at, a.ends_at,
  array(select distinct t.resource_id from resource_claims t
        where t.organization_id = $1 and t.appointment_id = a.id and t.status in ('held', 'active')
          and t.resource_id is distinct from a.practitioner_id) as resource_ids`;

/**
 * The requested and agreed appointments to come that need the resource within `[from, to)`; buffers may lie there. A hold is not
 * moved, because it runs out by itself; nor is whoever has arrived already.
 */
export async function selectNeeding(
  database: Database,
  resourceId: string,
  from: Temporal.Instant,
  to: Temporal.Instant,
  now: Temporal.Instant,
  limit: number,
): Promise<MovingRow[]> {
  return await database.rows(
    `select ${columns} from appointments a join clinics c on c.organization_id = $1 and c.id = a.clinic_id
     where a.organization_id = $1 and a.status in ('pending', 'confirmed') and a.starts_at >= $5
       and a.id in (
         select r.appointment_id from resource_claims r
         join appointments b on b.organization_id = $1 and b.id = r.appointment_id
         where r.organization_id = $1 and r.resource_id = $2 and r.status in ('held', 'active')
           and r.starts_at > $3::timestamptz - interval '32 hours' and r.starts_at < $4
           and b.starts_at + make_interval(mins => (b.phases -> r.phase ->> 0)::integer) < $4
           and b.starts_at + make_interval(mins => (b.phases -> r.phase ->> 1)::integer) > $3)
     order by a.starts_at, a.id limit $6`,
    [database.organizationId, resourceId, from, to, now, limit],
  );
}

/** These appointments, whatever has become of them. */
export async function selectMoving(database: Database, ids: readonly string[]): Promise<MovingRow[]> {
  return await database.rows(
    `select ${columns} from appointments a join clinics c on c.organization_id = $1 and c.id = a.clinic_id
     where a.organization_id = $1 and a.id = any ($2::uuid[]) order by a.starts_at, a.id`,
    [database.organizationId, ids],
  );
}

/** The requested and agreed appointments that a session strands; whoever has arrived already is called, and not moved. */
export async function selectStrandedBy(database: Database, sessionId: string): Promise<MovingRow[]> {
  return await database.rows(
    `select ${columns} from appointments a join clinics c on c.organization_id = $1 and c.id = a.clinic_id
     where a.organization_id = $1 and a.status in ('pending', 'confirmed') and a.id in (${strandedBy("$2")})
     order by a.starts_at, a.id`,
    [database.organizationId, sessionId],
  );
}

/** What the request of a session asks, and when its sessions are. Days are epoch days of the clinics' calendars. */
export interface OwedRow {
  id: string;
  earliest_day: number;
  latest_day: number | null;
  min_days: number;
  max_days: number | null;
  practitioner_id: string | null;
  room_kind: string | null;
  sessions: { appointment_id: string; day: number }[];
}

/** By the session ticket of one of their appointments: each request once. Sessions in the order of time. */
export async function selectOwed(database: Database, ticketIds: readonly string[]): Promise<OwedRow[]> {
  if (ticketIds.length === 0) return [];
  return await database.rows(
    `select r.id, r.earliest_date - date '1970-01-01' as earliest_day, r.latest_date - date '1970-01-01' as latest_day,
       r.min_days_between as min_days, r.max_days_between as max_days,
       case when r.practitioner_required then r.practitioner_id end as practitioner_id,
       case when r.room_kind_required then r.room_kind end as room_kind,
       (select json_agg(json_build_object('appointment_id', a.id, 'day', a.service_date - date '1970-01-01') order by a.starts_at)
        from session_tickets o join appointments a on a.organization_id = $1 and a.session_ticket_id = o.id
          and a.status in ${liveInSql}
        where o.organization_id = $1 and o.request_id = r.id) as sessions
     from booking_requests r
     where r.organization_id = $1
       and r.id in (select t.request_id from session_tickets t where t.organization_id = $1 and t.id = any ($2::uuid[]))`,
    [database.organizationId, ticketIds],
  );
}
