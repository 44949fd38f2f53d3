import type { Database } from "../platform/database.ts";
import type { ScheduleRuleRow } from "./schedule-rules.sql.ts";

/** Whose time a rule gives, and where, for what and in which room. */
export type RuleScope = Pick<ScheduleRuleRow, "resource_id" | "clinic_id" | "service_id" | "room_id">;

/** Where a rule puts a resource; nulls for what does not exist or is not named. */
export interface RulePlace {
  timezone: string | null;
  clinic_status: string | null;
  resource_status: string | null;
  resource_lanes: number | null;
  /** A practitioner works at certain clinics; another resource stands at one, or moves between all. */
  works_here: boolean | null;
  service_id: string | null;
  room_kind: string | null;
  room_here: boolean | null;
  /** How many rules the resource has. */
  rules: number;
}

export async function findRulePlace(database: Database, scope: RuleScope): Promise<RulePlace> {
  const [row] = await database.rows<RulePlace>(
    `select c.timezone, c.status as clinic_status, r.status as resource_status, r.lanes as resource_lanes,
       case when r.kind = 'practitioner' then exists (
         select 1 from practitioner_clinics p where p.organization_id = $1 and p.practitioner_id = r.id and p.clinic_id = $2)
       else r.clinic_id is null or r.clinic_id = $2 end as works_here,
       s.id as service_id, m.kind as room_kind, m.clinic_id is null or m.clinic_id = $2 as room_here,
       (select count(*)::integer from schedule_rules o where o.organization_id = $1 and o.resource_id = $3) as rules
     from organizations o
       left join clinics c on c.organization_id = $1 and c.id = $2
       left join resources r on r.organization_id = $1 and r.id = $3
       left join services s on s.organization_id = $1 and s.id = $4
       left join resources m on m.organization_id = $1 and m.id = $5
     where o.id = $1`,
    [database.organizationId, scope.clinic_id, scope.resource_id, scope.service_id, scope.room_id],
  );
  return row!;
}
