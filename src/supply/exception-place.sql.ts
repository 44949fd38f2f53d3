import type { Database } from "../platform/database.ts";
import type { ExceptionScope } from "./schedule-exceptions.sql.ts";

/** What an exception's scope names; nulls for what it does not name and for what does not exist. */
export interface ExceptionPlace {
  clinic_timezone: string | null;
  resource_kind: string | null;
  resource_lanes: number | null;
  /** Of the clinic where the resource stands; of a practitioner's clinics the first by id. */
  resource_timezone: string | null;
  /** The shortest of the resource's rules. */
  slot_minutes: number | null;
  /** A practitioner works at certain clinics; another resource stands at one, or moves between all. */
  works_here: boolean;
  service_known: boolean;
  room_kind: string | null;
  /** A room stands at the clinic that is named, or moves between all; true also where no clinic is. */
  room_here: boolean;
}

export async function findExceptionPlace(database: Database, scope: ExceptionScope): Promise<ExceptionPlace> {
  const [row] = await database.rows<ExceptionPlace>(
    `with homes as (
       select clinic_id from practitioner_clinics where organization_id = $1 and practitioner_id = $2
       union all select clinic_id from resources where organization_id = $1 and id = $2 and clinic_id is not null)
     select c.timezone as clinic_timezone, r.kind as resource_kind, r.lanes as resource_lanes,
       (select h.timezone from clinics h where h.organization_id = $1 and h.id in (select clinic_id from homes) order by h.id limit 1)
         as resource_timezone,
       (select min(s.slot_minutes) from schedule_rules s where s.organization_id = $1 and s.resource_id = $2) as slot_minutes,
       $3 in (select clinic_id from homes) or (r.kind <> 'practitioner' and r.clinic_id is null) as works_here,
       exists (select 1 from services s where s.organization_id = $1 and s.id = $4) as service_known,
       room.kind as room_kind, coalesce(room.clinic_id = $3, true) as room_here
     from organizations o
       left join resources r on r.organization_id = $1 and r.id = $2
       left join clinics c on c.organization_id = $1 and c.id = $3
       left join resources room on room.organization_id = $1 and room.id = $5
     where o.id = $1`,
    [database.organizationId, scope.resource_id, scope.clinic_id, scope.service_id, scope.room_id],
  );
  return row!;
}
