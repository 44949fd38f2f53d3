import type { Temporal } from "temporal-polyfill";
import type { Database, Transaction } from "../platform/database.ts";

export interface ScheduleRuleRow {
  id: string;
  version: number;
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
  priority: number;
  service_id: string | null;
  room_id: string | null;
  buffer_before_minutes: number;
  buffer_after_minutes: number;
  label: string | null;
  breaks: RuleBreak[];
}

export interface RuleBreak {
  start_local: string;
  end_local: string;
  label: string | null;
}

/** What a rule may be told and may change; whose rule it is, stays. */
export type RuleFields = Pick<
  ScheduleRuleRow,
  | "clinic_id"
  | "weekday"
  | "start_local"
  | "end_local"
  | "timezone"
  | "valid_from"
  | "valid_to"
  | "slot_minutes"
  | "lanes"
  | "label"
>;

const valuesOf = (rule: RuleFields) => [
  rule.clinic_id,
  rule.weekday,
  rule.start_local,
  rule.end_local,
  rule.timezone,
  rule.valid_from,
  rule.valid_to,
  rule.slot_minutes,
  rule.lanes,
  rule.label,
];

const rules = `
  select r.id, r.version, r.resource_id, r.clinic_id, r.weekday, to_char(r.start_local, 'HH24:MI') as start_local,
    to_char(r.end_local, 'HH24:MI') as end_local, r.timezone, r.valid_from, r.valid_to, r.slot_minutes, r.lanes, r.priority,
    r.service_id, r.room_id, r.buffer_before_minutes, r.buffer_after_minutes, r.label,
    coalesce((select json_agg(json_build_object('start_local', to_char(b.start_local, 'HH24:MI'),
                'end_local', to_char(b.end_local, 'HH24:MI'), 'label', b.label) order by b.position)
              from schedule_rule_breaks b where b.organization_id = $1 and b.rule_id = r.id), '[]') as breaks
  from schedule_rules r where r.organization_id = $1`;

export async function insertScheduleRule(
  tx: Transaction,
  id: string,
  resourceId: string,
  rule: RuleFields,
  now: Temporal.Instant,
): Promise<void> {
  await tx.rows(
    `insert into schedule_rules (organization_id, id, resource_id, clinic_id, weekday, start_local, end_local, timezone, valid_from,
       valid_to, slot_minutes, lanes, label, priority, buffer_before_minutes, buffer_after_minutes, version, created_at, updated_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, 0, 0, 0, 1, $14, $14)`,
    [tx.organizationId, id, resourceId, ...valuesOf(rule), now],
  );
}

/** Says whether the rule was still at this version. */
export async function updateScheduleRule(
  tx: Transaction,
  id: string,
  version: number,
  rule: RuleFields,
  now: Temporal.Instant,
): Promise<boolean> {
  const rows = await tx.rows(
    `update schedule_rules set clinic_id = $4, weekday = $5, start_local = $6, end_local = $7, timezone = $8, valid_from = $9,
       valid_to = $10, slot_minutes = $11, lanes = $12, label = $13, version = version + 1, updated_at = $14
     where organization_id = $1 and id = $2 and version = $3 returning id`,
    [tx.organizationId, id, version, ...valuesOf(rule), now],
  );
  return rows.length === 1;
}

/** The rule goes with its breaks; says whether it was still at this version. */
export async function deleteScheduleRule(tx: Transaction, id: string, version: number): Promise<boolean> {
  const rows = await tx.rows(
    "delete from schedule_rules where organization_id = $1 and id = $2 and version = $3 returning id",
    [tx.organizationId, id, version],
  );
  return rows.length === 1;
}

export async function insertBreaks(tx: Transaction, ruleId: string, breaks: readonly RuleBreak[]): Promise<void> {
  await tx.rows(
    `insert into schedule_rule_breaks (organization_id, rule_id, position, start_local, end_local, label)
     select $1, $2, position, start_local, end_local, label
     from unnest($3::time[], $4::time[], $5::text[]) with ordinality as b (start_local, end_local, label, position)`,
    [
      tx.organizationId,
      ruleId,
      breaks.map(({ start_local }) => start_local),
      breaks.map(({ end_local }) => end_local),
      breaks.map(({ label }) => label),
    ],
  );
}

export async function deleteBreaks(tx: Transaction, ruleId: string): Promise<void> {
  await tx.rows("delete from schedule_rule_breaks where organization_id = $1 and rule_id = $2", [
    tx.organizationId,
    ruleId,
  ]);
}

export async function findScheduleRule(database: Database, id: string): Promise<ScheduleRuleRow | undefined> {
  const [row] = await database.rows<ScheduleRuleRow>(`${rules} and r.id = $2`, [database.organizationId, id]);
  return row;
}

/** Rules of a resource and of a clinic, after the keyset (resource, weekday, start, id): each week in its order. */
export async function listScheduleRules(
  database: Database,
  { clinic_id, resource_id }: { clinic_id?: string | undefined; resource_id?: string | undefined },
  after: (string | null)[],
  limit: number,
): Promise<ScheduleRuleRow[]> {
  return await database.rows(
    `${rules} and ($2::uuid is null or r.clinic_id = $2) and ($3::uuid is null or r.resource_id = $3)
       and ($4::uuid is null
         or (r.resource_id, r.weekday, r.start_local, r.id) > ($4, $5::smallint, $6::time, $7::uuid))
     order by r.resource_id, r.weekday, r.start_local, r.id limit $8`,
    [database.organizationId, clinic_id, resource_id, ...after, limit],
  );
}

/** Where a rule puts a resource; nulls for what does not exist. */
export interface RulePlace {
  timezone: string | null;
  clinic_status: string | null;
  resource_status: string | null;
  resource_lanes: number | null;
  /** A practitioner works at certain clinics; another resource stands at one, or moves between all. */
  works_here: boolean | null;
}

export async function findRulePlace(database: Database, clinicId: string, resourceId: string): Promise<RulePlace> {
  const [row] = await database.rows<RulePlace>(
    `select c.timezone, c.status as clinic_status, r.status as resource_status, r.lanes as resource_lanes,
       case when r.kind = 'practitioner' then exists (
         select 1 from practitioner_clinics p where p.organization_id = $1 and p.practitioner_id = r.id and p.clinic_id = $2)
       else r.clinic_id is null or r.clinic_id = $2 end as works_here
     from organizations o
       left join clinics c on c.organization_id = $1 and c.id = $2
       left join resources r on r.organization_id = $1 and r.id = $3
     where o.id = $1`,
    [database.organizationId, clinicId, resourceId],
  );
  return row!;
}
