import type { Temporal } from "temporal-polyfill";
import type { Database } from "../platform/database.ts";

export interface RuleRow {
  id: string;
  resource_id: string;
  clinic_id: string;
  weekday: number;
  start_local: string;
  end_local: string;
  timezone: string;
  valid_from: Temporal.PlainDate | null;
  valid_to: Temporal.PlainDate | null;
  slot_minutes: number;
  lanes: number;
  service_id: string | null;
  breaks: { start_local: string; end_local: string; label: string | null }[];
}

const rulesOfResources = {
  name: "rules_of_resources",
  text: `select r.id, r.resource_id, r.clinic_id, r.weekday, to_char(r.start_local, 'HH24:MI') as start_local,
           to_char(r.end_local, 'HH24:MI') as end_local, r.timezone, r.valid_from, r.valid_to, r.slot_minutes, r.lanes, r.service_id,
           coalesce((select json_agg(json_build_object('start_local', to_char(b.start_local, 'HH24:MI'),
                       'end_local', to_char(b.end_local, 'HH24:MI'), 'label', b.label) order by b.position)
                     from schedule_rule_breaks b where b.organization_id = r.organization_id and b.rule_id = r.id), '[]') as breaks
         from schedule_rules r
         where r.organization_id = $1 and r.resource_id = any ($2::uuid[])
         order by r.resource_id, r.id`,
};

/** Every rule of the resources, at whichever clinic. */
export async function selectRules(database: Database, resourceIds: readonly string[]): Promise<RuleRow[]> {
  return await database.rows(rulesOfResources, [database.organizationId, resourceIds]);
}

const claimsOfResources = {
  name: "claims_of_resources",
  text: `select c.resource_id, c.lane, c.appointment_id, extract(epoch from c.starts_at)::float8 / 60 as starts, extract(epoch from c.ends_at)::float8 / 60 as ends
         from resource_claims c
         where c.organization_id = $1 and c.resource_id = any ($2::uuid[]) and c.status in ('held', 'active')
           and c.starts_at > $3::timestamptz - interval '32 hours' and c.starts_at < $4 and c.ends_at > $3
           and (c.status = 'active' or not exists (
             select 1 from appointments a where a.organization_id = c.organization_id and a.id = c.appointment_id
               and a.status = 'held' and a.hold_expires_at <= $5))
         order by c.resource_id, c.starts_at`,
};

export interface ClaimRow {
  resource_id: string;
  lane: number;
  appointment_id: string;
  /** Epoch minutes. */
  starts: number;
  ends: number;
}

/** The live claims of the resources that touch `[from, to)`; holds that have run out stop nobody. */
export async function selectClaims(
  database: Database,
  resourceIds: readonly string[],
  from: Temporal.Instant,
  to: Temporal.Instant,
  now: Temporal.Instant,
): Promise<ClaimRow[]> {
  return await database.rows(claimsOfResources, [database.organizationId, resourceIds, from, to, now]);
}

export interface ResourceRow {
  id: string;
  kind: string;
  name: string;
  lanes: number;
  status: string;
}

export async function selectResources(database: Database, resourceIds: readonly string[]): Promise<ResourceRow[]> {
  return await database.rows(
    {
      name: "resources_by_id",
      text: "select id, kind, name, lanes, status from resources where organization_id = $1 and id = any ($2::uuid[])",
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
