import type { Database } from "../../platform/database.ts";
import type { Asked } from "./waiting-times.sql.ts";

export const leadTimes = ["same_day", "days_1_2", "days_3_7", "days_8_14", "days_15_30", "days_31"] as const;

export interface MissedRow {
  of: "all" | "service" | "practitioner" | "weekday" | "lead_time";
  id: string | null;
  name: string | null;
  weekday: number | null;
  lead_time: (typeof leadTimes)[number] | null;
  appointments: number;
  no_shows: number;
}

/** Of the appointments that were to be kept, those that nobody kept. A lead time is from the clinic's date of booking to that of the visit. */
export async function selectMissed(database: Database, { clinicId, from, to }: Asked): Promise<MissedRow[]> {
  return await database.rows<MissedRow>(
    `with kept as (
       select service_id, practitioner_id, status = 'no_show' as missed, extract(isodow from service_date)::int as weekday,
         service_date - (created_at at time zone timezone)::date as days
       from appointments where organization_id = $1 and clinic_id = $2 and service_date >= $3 and service_date < $4
         and status in ('checked_in', 'completed', 'no_show')),
     binned as (
       select *, case when days <= 0 then 'same_day' when days <= 2 then 'days_1_2' when days <= 7 then 'days_3_7'
         when days <= 14 then 'days_8_14' when days <= 30 then 'days_15_30' else 'days_31' end as lead_time from kept),
     figures as (
       select grouping(service_id) as no_service, grouping(practitioner_id) as no_practitioner, grouping(weekday) as no_weekday,
         grouping(lead_time) as no_lead, service_id, practitioner_id, weekday, lead_time,
         count(*) as appointments, count(*) filter (where missed) as no_shows
       from binned group by grouping sets ((), (service_id), (practitioner_id), (weekday), (lead_time)))
     select case when no_service = 0 then 'service' when no_practitioner = 0 then 'practitioner' when no_weekday = 0 then 'weekday'
         when no_lead = 0 then 'lead_time' else 'all' end as of,
       coalesce(f.service_id, f.practitioner_id) as id, coalesce(s.name, r.name) as name, f.weekday, f.lead_time, f.appointments, f.no_shows
     from figures f
     left join services s on s.organization_id = $1 and s.id = f.service_id
     left join resources r on r.organization_id = $1 and r.id = f.practitioner_id
     order by f.weekday, f.appointments desc, name nulls last, id`,
    [database.organizationId, clinicId, from, to],
  );
}
