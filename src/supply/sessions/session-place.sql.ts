import type { Database } from "../../platform/database.ts";

/** Where a session takes place, for what, in which beds and under whom. */
export interface SessionScope {
  clinic_id: string;
  service_id: string;
  pool_id: string;
  practitioner_id: string | null;
}

/** What a session's scope names, as far as it exists; nulls for what does not, or is not named. */
export interface SessionPlace {
  timezone: string | null;
  clinic_status: string | null;
  service_status: string | null;
  offered_here: boolean;
  duration_minutes: number | null;
  /** How long practitioners treat who take another time for it. */
  other_durations: number[];
  phases: PlacePhase[];
  pool_status: string | null;
  pool_here: boolean | null;
  /** Those in use, in the pool's order. */
  beds: PlaceBed[];
  practitioner_status: string | null;
  works_here: boolean;
}

export interface PlacePhase {
  starts_minute: number;
  ends_minute: number;
  need: "practitioner" | "resource" | "pool" | "kind";
  resource_id: string | null;
  resource_kind: string | null;
  /** Of its pool. */
  member_ids: string[];
}

export interface PlaceBed {
  id: string;
  kind: string;
  lanes: number;
  rules: number;
}

export async function findSessionPlace(database: Database, scope: SessionScope): Promise<SessionPlace> {
  const [row] = await database.rows<SessionPlace>(
    `select c.timezone, c.status as clinic_status, s.status as service_status, s.duration_minutes, p.status as pool_status,
       p.clinic_id = $2 as pool_here, r.status as practitioner_status,
       exists (select 1 from service_clinics o where o.organization_id = $1 and o.service_id = $3 and o.clinic_id = $2) as offered_here,
       exists (select 1 from practitioner_clinics w where w.organization_id = $1 and w.practitioner_id = $5 and w.clinic_id = $2) as works_here,
       array(select distinct o.duration_minutes from service_practitioners o
             where o.organization_id = $1 and o.service_id = $3 and o.duration_minutes is not null order by 1) as other_durations,
       coalesce((select json_agg(json_build_object('starts_minute', f.starts_minute, 'ends_minute', f.ends_minute, 'need', f.need,
                   'resource_id', f.resource_id, 'resource_kind', f.resource_kind, 'member_ids', (
                     select coalesce(json_agg(m.resource_id), '[]') from pool_resources m
                     where m.organization_id = $1 and m.pool_id = f.pool_id)) order by f.position)
                 from service_phases f where f.organization_id = $1 and f.service_id = $3), '[]') as phases,
       coalesce((select json_agg(json_build_object('id', b.id, 'kind', b.kind, 'lanes', b.lanes, 'rules', (
                   select count(*) from schedule_rules w where w.organization_id = $1 and w.resource_id = b.id)) order by m.position)
                 from pool_resources m
                   join resources b on b.organization_id = $1 and b.id = m.resource_id and b.status = 'active'
                 where m.organization_id = $1 and m.pool_id = $4), '[]') as beds
     from organizations o
       left join clinics c on c.organization_id = $1 and c.id = $2
       left join services s on s.organization_id = $1 and s.id = $3
       left join pools p on p.organization_id = $1 and p.id = $4
       left join resources r on r.organization_id = $1 and r.id = $5 and r.kind = 'practitioner'
     where o.id = $1`,
    [database.organizationId, scope.clinic_id, scope.service_id, scope.pool_id, scope.practitioner_id],
  );
  return row!;
}
