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
  /** Whose beds' time it is; it changes with that. */
  session_rule_id: string | null;
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
  | "priority"
  | "service_id"
  | "room_id"
  | "buffer_before_minutes"
  | "buffer_after_minutes"
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
  rule.priority,
  rule.service_id,
  rule.room_id,
  rule.buffer_before_minutes,
  rule.buffer_after_minutes,
  rule.label,
];

const rules = `
  select r.id, r.version, r.resource_id, r.clinic_id, r.weekday, to_char(r.start_local, 'HH24:MI') as start_local,
    to_char(r.end_local, 'HH24:MI') as end_local, r.timezone, r.valid_from, r.valid_to, r.slot_minutes, r.lanes, r.priority,
    r.service_id, r.session_rule_id, r.room_id, r.buffer_before_minutes, r.buffer_after_minutes, r.label,
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
       valid_to, slot_minutes, lanes, priority, service_id, room_id, buffer_before_minutes, buffer_after_minutes, label, version,
       created_at, updated_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, 1, $19, $19)`,
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
       valid_to = $10, slot_minutes = $11, lanes = $12, priority = $13, service_id = $14, room_id = $15,
       buffer_before_minutes = $16, buffer_after_minutes = $17, label = $18, version = version + 1, updated_at = $19
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
