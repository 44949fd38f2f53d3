import type { Temporal } from "temporal-polyfill";
import type { Database, Tenants } from "./database.ts";

/** The zones in which an organization promises wall times. */
export async function selectZones(database: Database): Promise<string[]> {
  const rows = await database.rows<{ timezone: string }>(
    `select timezone from clinics where organization_id = $1
     union select timezone from schedule_rules where organization_id = $1
     union select timezone from schedule_exceptions where organization_id = $1`,
    [database.organizationId],
  );
  return rows.map(({ timezone }) => timezone);
}

/** Minutes by which PostgreSQL has clocks in `zone` ahead of UTC, for each instant; nulls for a zone that it does not know. */
export async function selectOffsets(
  postgres: Pick<Tenants, "directory">,
  zone: string,
  instants: readonly Temporal.Instant[],
): Promise<(number | null)[]> {
  const rows = await postgres.directory<{ minutes: number | null }>(
    `select case when (select count(*) > 0 from pg_timezone_names where name = $1)
       then (extract(epoch from (at at time zone $1) - (at at time zone 'UTC')) / 60)::integer end as minutes
     from unnest($2::timestamptz[]) with ordinality as sampled (at, position) order by position`,
    [zone, instants.map((at) => at.toString())],
  );
  return rows.map(({ minutes }) => minutes);
}
