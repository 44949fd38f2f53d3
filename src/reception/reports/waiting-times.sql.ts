import type { Database } from "../../platform/database.ts";

export interface Asked {
  clinicId: string;
  from: string;
  to: string;
}

/** What the figures are grouped by: nothing, a service, a practitioner or an hour of the clinic's day. */
export interface WaitsRow {
  of: "all" | "service" | "practitioner" | "hour";
  id: string | null;
  name: string | null;
  hour: number | null;
  visits: number;
  median_minutes: number | null;
  p90_minutes: number | null;
  longest_minutes: number | null;
}

/**
 * Each visit that was called: from when its patient had come and was due until the first call. Who did not answer was called before the time
 * that the visit shows, which its events know. What was completed without a queue was never called, and is called when it ends.
 */
const called = `called as (
    select v.id, v.service_id, v.practitioner_id, v.check_in_time, c.timezone,
      greatest(v.check_in_time, a.starts_at) as waits_from,
      case when v.call_count < 2 then v.called_at else (select min(e.occurred_at) from events e
        where e.organization_id = $1 and e.subject = 'visit' and e.subject_id = v.id and e.kind = 'call') end as first_called
    from visits v
    join clinics c on c.organization_id = $1 and c.id = v.clinic_id
    left join appointments a on a.organization_id = $1 and a.id = v.appointment_id
    where v.organization_id = $1 and v.clinic_id = $2 and v.service_date >= $3 and v.service_date < $4
      and v.called_at is not null and v.check_in_time is not null and v.called_at is distinct from v.ended_at)`;

export async function selectWaits(database: Database, { clinicId, from, to }: Asked): Promise<WaitsRow[]> {
  return await database.rows<WaitsRow>(
    `with ${called},
     waited as (
       select service_id, practitioner_id, extract(hour from waits_from at time zone timezone)::int as hour,
         greatest(0, extract(epoch from first_called - waits_from)::float8 / 60) as minutes from called),
     figures as (
       select grouping(service_id) as no_service, grouping(practitioner_id) as no_practitioner, grouping(hour) as no_hour,
         service_id, practitioner_id, hour, count(*) as visits,
         round(percentile_cont(0.5) within group (order by minutes)::numeric, 1)::float8 as median_minutes,
         round(percentile_cont(0.9) within group (order by minutes)::numeric, 1)::float8 as p90_minutes,
         round(max(minutes)::numeric, 1)::float8 as longest_minutes
       from waited group by grouping sets ((), (service_id), (practitioner_id), (hour)))
     select case when no_service = 0 then 'service' when no_practitioner = 0 then 'practitioner' when no_hour = 0 then 'hour' else 'all' end as of,
       coalesce(f.service_id, f.practitioner_id) as id, coalesce(s.name, r.name) as name, f.hour, f.visits,
       f.median_minutes, f.p90_minutes, f.longest_minutes
     from figures f
     left join services s on s.organization_id = $1 and s.id = f.service_id
     left join resources r on r.organization_id = $1 and r.id = f.practitioner_id
     order by f.hour, f.visits desc, name nulls last, id`,
    [database.organizationId, clinicId, from, to],
  );
}

export interface CalibrationRow {
  told: number;
  inside: number;
  sooner: number;
  later: number;
}

/** How what was told on joining compares with what came, to the minute. Who came again after being told counts no more. */
export async function selectCalibration(database: Database, { clinicId, from, to }: Asked): Promise<CalibrationRow> {
  const [row] = await database.rows<CalibrationRow>(
    `with ${called},
     held as (
       select t.low_minutes, t.high_minutes, extract(epoch from k.first_called - t.made_at)::float8 / 60 as minutes
       from called k join visit_estimates t on t.organization_id = $1 and t.visit_id = k.id and t.made_at >= k.check_in_time)
     select count(*) as told, count(*) filter (where minutes >= low_minutes - 1 and minutes <= high_minutes + 1) as inside,
       count(*) filter (where minutes < low_minutes - 1) as sooner, count(*) filter (where minutes > high_minutes + 1) as later
     from held`,
    [database.organizationId, clinicId, from, to],
  );
  return row!;
}
