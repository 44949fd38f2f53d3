import type { Temporal } from "temporal-polyfill";
import type { Database } from "../../platform/database.ts";
import type { Asked } from "./waiting-times.sql.ts";

export interface MinutesRow {
  resource_id: string;
  service_date: Temporal.PlainDate;
  minutes: number;
}

/** What appointments of the dates claim of each resource, with what is kept free. Who did not come has released it. */
export async function selectBooked(database: Database, { clinicId, from, to }: Asked): Promise<MinutesRow[]> {
  return await database.rows<MinutesRow>(
    `select c.resource_id, a.service_date, round(sum(extract(epoch from c.ends_at - c.starts_at) / 60))::int as minutes
     from appointments a
     join resource_claims c on c.organization_id = $1 and c.appointment_id = a.id and c.status = 'active'
     where a.organization_id = $1 and a.clinic_id = $2 and a.service_date >= $3 and a.service_date < $4
       and a.status in ('pending', 'confirmed', 'checked_in', 'completed')
     group by c.resource_id, a.service_date`,
    [database.organizationId, clinicId, from, to],
  );
}

/** How long visits of the dates were under way: at the practitioner, and in the room that they were called to. */
export async function selectWorked(database: Database, { clinicId, from, to }: Asked): Promise<MinutesRow[]> {
  return await database.rows<MinutesRow>(
    `select w.resource_id, v.service_date, round(sum(extract(epoch from v.ended_at - v.started_at) / 60))::int as minutes
     from visits v cross join lateral unnest(array[v.practitioner_id, v.room_id]) as w (resource_id)
     where v.organization_id = $1 and v.clinic_id = $2 and v.service_date >= $3 and v.service_date < $4
       and v.ended_at > v.started_at and w.resource_id is not null
     group by w.resource_id, v.service_date`,
    [database.organizationId, clinicId, from, to],
  );
}
