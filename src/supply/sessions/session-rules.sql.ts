import type { Temporal } from "temporal-polyfill";
import type { Database, Transaction } from "../../platform/database.ts";

export interface SessionRuleRow {
  id: string;
  version: number;
  clinic_id: string;
  service_id: string;
  service_name: string;
  pool_id: string;
  practitioner_id: string | null;
  practitioner_name: string | null;
  name: string;
  weekday: number;
  start_local: string;
  end_local: string;
  timezone: string;
  valid_from: Temporal.PlainDate | null;
  valid_to: Temporal.PlainDate | null;
  capacity: number | null;
  start_every_minutes: number;
  /** Of today and later. */
  bed_ids: string[];
  status: "active" | "retired";
}

export type SessionRuleFields = Omit<
  SessionRuleRow,
  "id" | "version" | "service_name" | "practitioner_name" | "bed_ids"
>;

const valuesOf = (rule: SessionRuleFields) => [
  rule.pool_id,
  rule.practitioner_id,
  rule.name,
  rule.weekday,
  rule.start_local,
  rule.end_local,
  rule.timezone,
  rule.valid_from,
  rule.valid_to,
  rule.capacity,
  rule.start_every_minutes,
  rule.status,
];

const rules = `
  select r.id, r.version, r.clinic_id, r.service_id, s.name as service_name, r.pool_id, r.practitioner_id, p.name as practitioner_name,
    r.name, r.weekday, to_char(r.start_local, 'HH24:MI') as start_local, to_char(r.end_local, 'HH24:MI') as end_local, r.timezone,
    r.valid_from, r.valid_to, r.capacity, r.start_every_minutes, r.status,
    array(select b.resource_id from schedule_rules b
            left join pool_resources m on m.organization_id = $1 and m.pool_id = r.pool_id and m.resource_id = b.resource_id
          where b.organization_id = $1 and b.session_rule_id = r.id and b.valid_to is not distinct from r.valid_to
          order by m.position, b.resource_id) as bed_ids
  from session_rules r
    join services s on s.organization_id = $1 and s.id = r.service_id
    left join resources p on p.organization_id = $1 and p.id = r.practitioner_id
  where r.organization_id = $1`;

export async function insertSessionRule(
  tx: Transaction,
  id: string,
  rule: SessionRuleFields,
  now: Temporal.Instant,
): Promise<void> {
  await tx.rows(
    `insert into session_rules (organization_id, id, clinic_id, service_id, pool_id, practitioner_id, name, weekday, start_local,
       end_local, timezone, valid_from, valid_to, capacity, start_every_minutes, status, version, created_at, updated_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, 1, $17, $17)`,
    [tx.organizationId, id, rule.clinic_id, rule.service_id, ...valuesOf(rule), now],
  );
}

/** Says whether the rule was still at this version. */
export async function updateSessionRule(
  tx: Transaction,
  id: string,
  version: number,
  rule: SessionRuleFields,
  now: Temporal.Instant,
): Promise<boolean> {
  const rows = await tx.rows(
    `update session_rules set pool_id = $4, practitioner_id = $5, name = $6, weekday = $7, start_local = $8, end_local = $9,
       timezone = $10, valid_from = $11, valid_to = $12, capacity = $13, start_every_minutes = $14, status = $15,
       version = version + 1, updated_at = $16
     where organization_id = $1 and id = $2 and version = $3 returning id`,
    [tx.organizationId, id, version, ...valuesOf(rule), now],
  );
  return rows.length === 1;
}

export async function findSessionRule(database: Database, id: string): Promise<SessionRuleRow | undefined> {
  const [row] = await database.rows<SessionRuleRow>(`${rules} and r.id = $2`, [database.organizationId, id]);
  return row;
}

export interface SessionRuleFilter {
  clinic_id?: string | undefined;
  service_id?: string | undefined;
  status?: string | undefined;
}

/** After the keyset (weekday, start, id): the week in its order. */
export async function listSessionRules(
  database: Database,
  { clinic_id, service_id, status }: SessionRuleFilter,
  after: (string | null)[],
  limit: number,
): Promise<SessionRuleRow[]> {
  return await database.rows(
    `${rules} and ($2::uuid is null or r.clinic_id = $2) and ($3::uuid is null or r.service_id = $3) and ($4::text is null or r.status = $4)
       and ($5::smallint is null or (r.weekday, r.start_local, r.id) > ($5, $6::time, $7::uuid))
     order by r.weekday, r.start_local, r.id limit $8`,
    [database.organizationId, clinic_id, service_id, status, ...after, limit],
  );
}

/** The rules of a pool that hold today or later. */
export async function selectRulesOfPool(
  database: Database,
  poolId: string,
  today: Temporal.PlainDate,
): Promise<SessionRuleRow[]> {
  return await database.rows(
    `${rules} and r.pool_id = $2 and r.status = 'active' and (r.valid_to is null or r.valid_to >= $3) order by r.id`,
    [database.organizationId, poolId, today],
  );
}

/** Every bed that the rule has or had, whichever dates. */
export async function selectBedsOfRule(database: Database, id: string): Promise<string[]> {
  const rows = await database.rows<{ resource_id: string }>(
    "select resource_id from schedule_rules where organization_id = $1 and session_rule_id = $2",
    [database.organizationId, id],
  );
  return rows.map(({ resource_id }) => resource_id);
}

export interface BedRule extends Pick<
  SessionRuleFields,
  "clinic_id" | "service_id" | "weekday" | "start_local" | "end_local" | "timezone" | "valid_from" | "valid_to" | "name"
> {
  slot_minutes: number;
}

/** Gives each of the beds the rule's time, for its service alone; `ids` are for those that have none of it yet. */
export async function writeBedRules(
  tx: Transaction,
  sessionRuleId: string,
  beds: readonly { id: string; resourceId: string }[],
  rule: BedRule,
  now: Temporal.Instant,
): Promise<void> {
  const values = [
    rule.clinic_id,
    rule.service_id,
    rule.weekday,
    rule.start_local,
    rule.end_local,
    rule.timezone,
    rule.valid_from,
    rule.valid_to,
    rule.slot_minutes,
    rule.name,
    now,
  ];
  const resourceIds = beds.map(({ resourceId }) => resourceId);
  await tx.rows(
    `update schedule_rules set clinic_id = $4, service_id = $5, weekday = $6, start_local = $7, end_local = $8, timezone = $9,
       valid_from = $10, valid_to = $11, slot_minutes = $12, label = $13, version = version + 1, updated_at = $14
     where organization_id = $1 and session_rule_id = $2 and resource_id = any ($3::uuid[])`,
    [tx.organizationId, sessionRuleId, resourceIds, ...values],
  );
  await tx.rows(
    `insert into schedule_rules (organization_id, session_rule_id, id, resource_id, clinic_id, service_id, weekday, start_local, end_local,
       timezone, valid_from, valid_to, slot_minutes, label, lanes, priority, buffer_before_minutes, buffer_after_minutes, version,
       created_at, updated_at)
     select $1, $2, b.id, b.resource_id, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, 1, 0, 0, 0, 1, $15, $15
     from unnest($3::uuid[], $4::uuid[]) as b (id, resource_id)
     where not exists (select 1 from schedule_rules o
       where o.organization_id = $1 and o.session_rule_id = $2 and o.resource_id = b.resource_id)`,
    [tx.organizationId, sessionRuleId, beds.map(({ id }) => id), resourceIds, ...values],
  );
}

/**
 * Takes the rule's time from those of its beds that are not named, after the last date on which they have it. The row stays: a bed
 * without a single rule would be there at any hour.
 */
export async function endBedRules(
  tx: Transaction,
  sessionRuleId: string,
  keptIds: readonly string[],
  last: Temporal.PlainDate,
  now: Temporal.Instant,
): Promise<void> {
  await tx.rows(
    `update schedule_rules set valid_from = case when valid_from > $4::date then $4::date else valid_from end, valid_to = $4::date, version = version + 1, updated_at = $5
     where organization_id = $1 and session_rule_id = $2 and resource_id <> all ($3::uuid[])
       and (valid_to is null or valid_to > $4::date)`,
    [tx.organizationId, sessionRuleId, keptIds, last, now],
  );
}
