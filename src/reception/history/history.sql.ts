import type { Temporal } from "temporal-polyfill";
import type { Database } from "../../platform/database.ts";
import type { DayEvent } from "./replay-day.ts";

/** The past as the desk asks for it. Nothing is ever written here. */

/** All events of whatever has ever been on the clinic's date, before and after that too. */
export async function selectDayEvents(database: Database, clinicId: string, date: string): Promise<DayEvent[]> {
  return await database.rows(
    {
      name: "day_events",
      text: `with subjects as materialized (
          select distinct subject_id from events where organization_id = $1 and clinic_id = $2 and service_date = $3)
        select e.subject, e.subject_id, e.occurred_at, e.change
        from subjects s join events e on e.organization_id = $1 and e.subject_id = s.subject_id
        order by e.subject_id, e.version`,
    },
    [database.organizationId, clinicId, date],
  );
}

/** The names, by id, of these patients, practitioners and services. */
export async function selectNames(database: Database, ids: readonly string[]): Promise<Map<string, string>> {
  const rows = await database.rows<{ id: string; name: string }>(
    {
      name: "names",
      text: ["patients", "resources", "services"]
        .map((table) => `select id, name from ${table} where organization_id = $1 and id = any ($2::uuid[])`)
        .join(" union all "),
    },
    [database.organizationId, ids],
  );
  return new Map(rows.map(({ id, name }) => [id, name]));
}

export interface ToldEvent {
  id: string;
  subject: "appointment" | "visit";
  subject_id: string;
  kind: string;
  version: number;
  actor_id: string | null;
  actor_name: string | null;
  occurred_at: Temporal.Instant;
  change: Record<string, unknown>;
}

/** The events of an appointment and its visit, named by either, or of a walk-in; in the order of time. */
export async function selectStory(database: Database, subjectId: string): Promise<ToldEvent[]> {
  return await database.rows(
    {
      name: "story",
      text: `with subjects as materialized (
          select $2::uuid as id
          union select id from visits where organization_id = $1 and appointment_id = $2
          union select appointment_id from visits where organization_id = $1 and id = $2 and appointment_id is not null)
        select e.id, e.subject, e.subject_id, e.kind, e.version, e.actor_id, a.name as actor_name, e.occurred_at, e.change
        from subjects s join events e on e.organization_id = $1 and e.subject_id = s.id and e.subject <> 'payment'
        left join accounts a on a.organization_id = $1 and a.id = e.actor_id
        order by e.occurred_at, e.subject, e.version`,
    },
    [database.organizationId, subjectId],
  );
}
