import type { Temporal } from "temporal-polyfill";
import type { Database } from "../platform/database.ts";
import type { ReasonCode } from "./reasons.ts";

/** Whose time a change of rules may touch, and when; null for what it does not name. */
export interface Touched {
  resource_id: string | null;
  clinic_id: string | null;
  room_id: string | null;
  starts_at: Temporal.Instant;
  ends_at: Temporal.Instant;
}

/**
 * The resources whose hours may depend on what is touched: the one named, else all that work at the clinic and in the room, that
 * stand there or that move between clinics. Rather one too many than one too few.
 */
export async function selectAffected(database: Database, touched: readonly Touched[]): Promise<string[]> {
  const rows = await database.rows<{ id: string }>(
    `with t as (
       select * from unnest($2::uuid[], $3::uuid[], $4::uuid[]) as t (resource_id, clinic_id, room_id)),
     works as (
       select resource_id, clinic_id, room_id from schedule_rules where organization_id = $1
       union all select resource_id, clinic_id, room_id from schedule_exceptions where organization_id = $1 and lanes is not null)
     select resource_id as id from t where resource_id is not null
     union select w.resource_id from works w join t on t.resource_id is null
       and (t.clinic_id is null or w.clinic_id = t.clinic_id) and (t.room_id is null or w.room_id = t.room_id)
     union select r.id from resources r join t on t.resource_id is null
       and (t.clinic_id is null or r.clinic_id is null or r.clinic_id = t.clinic_id) and (t.room_id is null or r.id = t.room_id)
     where r.organization_id = $1 and r.kind <> 'practitioner'
     order by 1`,
    [
      database.organizationId,
      touched.map(({ resource_id }) => resource_id),
      touched.map(({ clinic_id }) => clinic_id),
      touched.map(({ room_id }) => room_id),
    ],
  );
  return rows.map(({ id }) => id);
}

export interface AffectedBooking {
  resource_id: string;
  appointment_id: string;
  booking_id: string;
  patient_name: string;
  service_name: string;
  service_id: string;
  clinic_id: string;
  lane: number;
  /** The rules that were set aside for its time. */
  waived: { rule: ReasonCode }[] | null;
  starts_at: Temporal.Instant;
  ends_at: Temporal.Instant;
  /** The phase that needs the resource, without buffers: they may lie outside hours. */
  phase_starts_at: Temporal.Instant;
  phase_ends_at: Temporal.Instant;
}

/** What is booked of the resources within `[from, to)`; holds that have run out are not. In the order of the appointments. */
export async function selectAffectedBookings(
  database: Database,
  resourceIds: readonly string[],
  from: Temporal.Instant,
  to: Temporal.Instant,
  now: Temporal.Instant,
): Promise<AffectedBooking[]> {
  return await database.rows(
    `select c.resource_id, c.appointment_id, a.booking_id, p.name as patient_name, a.service_name, a.service_id, a.clinic_id, c.lane, a.waived,
       a.starts_at, a.ends_at,
       a.starts_at + make_interval(mins => (a.phases -> c.phase ->> 0)::integer) as phase_starts_at,
       a.starts_at + make_interval(mins => (a.phases -> c.phase ->> 1)::integer) as phase_ends_at
     from resource_claims c
       join appointments a on a.organization_id = $1 and a.id = c.appointment_id
       join patients p on p.organization_id = $1 and p.id = a.patient_id
     where c.organization_id = $1 and c.resource_id = any ($2::uuid[]) and c.status in ('held', 'active') and a.status <> 'completed'
       and c.starts_at > $3::timestamptz - interval '32 hours' and c.starts_at < $4 and a.ends_at > $3 and a.starts_at < $4
       and (c.status = 'active' or a.status <> 'held' or a.hold_expires_at > $5)
     order by a.starts_at, a.id, c.phase`,
    [database.organizationId, resourceIds, from, to, now],
  );
}
