import type { Temporal } from "temporal-polyfill";
import type { Database } from "../platform/database.ts";
import type { Closure } from "./holidays.ts";

export interface HolidayPlace {
  timezone: string;
  country: string | null;
  region: string | null;
}

export async function findHolidayPlace(database: Database, clinicId: string): Promise<HolidayPlace | undefined> {
  const [row] = await database.rows<HolidayPlace>(
    "select timezone, country, region from clinics where organization_id = $1 and id = $2",
    [database.organizationId, clinicId],
  );
  return row;
}

/** Confirmed holidays of the whole clinic, and of all clinics, that touch `[from, to)`. */
export async function selectClosures(
  database: Database,
  clinicId: string,
  from: Temporal.Instant,
  to: Temporal.Instant,
): Promise<Closure[]> {
  return await database.rows(
    `select id, starts_at, ends_at from schedule_exceptions
     where organization_id = $1 and source = 'holiday' and kind = 'blocked' and (clinic_id = $2 or clinic_id is null)
       and resource_id is null and service_id is null and room_id is null and starts_at < $4 and ends_at > $3
     order by starts_at, id`,
    [database.organizationId, clinicId, from, to],
  );
}
