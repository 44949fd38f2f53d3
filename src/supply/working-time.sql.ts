import type { Temporal } from "temporal-polyfill";
import type { Database } from "../platform/database.ts";

export interface RuleRow {
  id: string;
  resource_id: string;
  clinic_id: string;
  service_id: string | null;
  room_id: string | null;
  weekday: number;
  start_local: string;
  end_local: string;
  timezone: string;
  valid_from: Temporal.PlainDate | null;
  valid_to: Temporal.PlainDate | null;
  slot_minutes: number;
  lanes: number;
  priority: number;
  buffer_before_minutes: number;
  buffer_after_minutes: number;
  label: string | null;
  session_rule_id?: string | null;
  breaks: { start_local: string; end_local: string; label: string | null }[];
}

const rulesOfResources = {
  name: "rules_of_resources",
  text: `select r.id, r.resource_id, r.clinic_id, r.service_id, r.room_id, r.weekday, to_char(r.start_local, 'HH24:MI') as start_local,
           to_char(r.end_local, 'HH24:MI') as end_local, r.timezone, r.valid_from, r.valid_to, r.slot_minutes, r.lanes, r.priority,
           r.buffer_before_minutes, r.buffer_after_minutes, r.label, r.session_rule_id,
           coalesce((select json_agg(json_build_object('start_local', to_char(b.start_local, 'HH24:MI'),
                       'end_local', to_char(b.end_local, 'HH24:MI'), 'label', b.label) order by b.position)
                     from schedule_rule_breaks b where b.organization_id = r.organization_id and b.rule_id = r.id), '[]') as breaks
         from schedule_rules r
         where r.organization_id = $1 and r.resource_id = any ($2::uuid[])
           and (r.valid_to is null or r.valid_to >= ($3::timestamptz at time zone 'UTC')::date - 2)
           and (r.valid_from is null or r.valid_from <= ($4::timestamptz at time zone 'UTC')::date + 1)
         order by r.resource_id, r.id`,
};

/** The rules of the resources that may hold within `[from, to)`, at whichever clinic. */
export async function selectRules(
  database: Database,
  resourceIds: readonly string[],
  from: Temporal.Instant,
  to: Temporal.Instant,
): Promise<RuleRow[]> {
  return await database.rows(rulesOfResources, [database.organizationId, resourceIds, from, to]);
}

export interface ExceptionRow {
  id: string;
  kind: "blocked" | "available";
  source: "manual" | "import" | "time_off" | "holiday" | "session";
  session_id: string | null;
  resource_id: string | null;
  clinic_id: string | null;
  service_id: string | null;
  room_id: string | null;
  reason: string | null;
  lanes: number | null;
  slot_minutes: number | null;
  starts_at: Temporal.Instant;
  ends_at: Temporal.Instant;
}

const exceptionsOfResources = {
  name: "exceptions_of_resources",
  text: `select id, kind, source, resource_id, clinic_id, service_id, room_id, reason, lanes, slot_minutes, session_id, starts_at, ends_at
         from schedule_exceptions
         where organization_id = $1 and (resource_id is null or resource_id = any ($2::uuid[])) and ends_at > $3 and starts_at < $4
         order by created_at, id`,
};

/** The exceptions within `[from, to)` that name one of the resources, or none; in the order of their creation. */
export async function selectExceptions(
  database: Database,
  resourceIds: readonly string[],
  from: Temporal.Instant,
  to: Temporal.Instant,
): Promise<ExceptionRow[]> {
  return await database.rows(exceptionsOfResources, [database.organizationId, resourceIds, from, to]);
}

// A month of fifty people is fifteen thousand claims: packed into one row for each resource they cost a fifth.
const claimsOfResources = {
  name: "claims_of_resources",
  text: `select c.resource_id, string_agg(c.packed, ',') filter (where not c.ran_out) as live,
           string_agg(c.packed, ',') filter (where c.ran_out) as expired
         from (
           select r.resource_id, concat_ws(' ', r.appointment_id, r.lane,
               (date_part('epoch', r.starts_at) / 60)::int, (date_part('epoch', r.ends_at) / 60)::int,
               case when r.lead_starts_at <> r.starts_at or r.lead_ends_at <> r.ends_at
                 then concat_ws(' ', (date_part('epoch', r.lead_starts_at) / 60)::int, (date_part('epoch', r.lead_ends_at) / 60)::int) end) as packed,
             r.status = 'held' and exists (
               select 1 from appointments a where a.organization_id = r.organization_id and a.id = r.appointment_id
                 and a.status = 'held' and a.hold_expires_at <= $5) as ran_out
           from resource_claims r
           where r.organization_id = $1 and r.resource_id = any ($2::uuid[]) and r.status in ('held', 'active')
             and r.starts_at > $3::timestamptz - interval '32 hours' and r.starts_at < $4 and r.ends_at > $3) c
         group by c.resource_id`,
};

/**
 * The claims of one resource, with commas between them: appointment, lane, start and end, and, where it is not the same, the start
 * and end of the lead; epoch minutes, with blanks between them. Those of holds that have run out apart. Null is none.
 */
export interface ClaimsRow {
  resource_id: string;
  live: string | null;
  expired: string | null;
}

/** The live claims of the resources that touch `[from, to)`, and those that nothing but a hold that ran out keeps alive. */
export async function selectClaims(
  database: Database,
  resourceIds: readonly string[],
  from: Temporal.Instant,
  to: Temporal.Instant,
  now: Temporal.Instant,
): Promise<ClaimsRow[]> {
  return await database.rows(claimsOfResources, [database.organizationId, resourceIds, from, to, now]);
}

export interface ResourceRow {
  id: string;
  clinic_id: string | null;
  kind: string;
  name: string;
  lanes: number;
  status: string;
  has_rules: boolean;
}

export async function selectResources(database: Database, resourceIds: readonly string[]): Promise<ResourceRow[]> {
  return await database.rows(
    {
      name: "resources_by_id",
      text: `select id, clinic_id, kind, name, lanes, status,
               exists (select 1 from schedule_rules s where s.organization_id = $1 and s.resource_id = r.id) as has_rules
             from resources r where organization_id = $1 and id = any ($2::uuid[])`,
    },
    [database.organizationId, resourceIds],
  );
}

export async function selectClinicZone(database: Database, clinicId: string): Promise<string | undefined> {
  const [row] = await database.rows<{ timezone: string }>(
    "select timezone from clinics where organization_id = $1 and id = $2",
    [database.organizationId, clinicId],
  );
  return row?.timezone;
}
