import type { Temporal } from "temporal-polyfill";
import type { Database, Transaction } from "../../platform/database.ts";
import type { Duration } from "./duration.ts";

/** How long a service keeps a practitioner; with null, anybody. */
export interface LearnedRow extends Duration {
  service_id: string;
  practitioner_id: string | null;
  visits: number;
}

/**
 * What the visits of a clinic since a date took, from the call until the practitioner called the next one who waited already, or else
 * until the end. What was completed without a queue tells nothing. Only what was seen often enough is said.
 */
export async function selectLearned(
  database: Database,
  clinicId: string,
  since: Temporal.PlainDate,
  fewest: number,
): Promise<LearnedRow[]> {
  return await database.rows<LearnedRow>(
    {
      name: "learned_durations",
      text: `with worked as (
        select service_id, practitioner_id, called_at, ended_at,
          lead(called_at) over next as next_called, lead(coalesce(in_line_since, check_in_time)) over next as next_came
        from visits where organization_id = $1 and clinic_id = $2 and service_date >= $3
          and status in ('pending_payment', 'completed') and ended_at > called_at
        window next as (partition by practitioner_id, service_date order by called_at)),
      took as (
        select service_id, practitioner_id, extract(epoch from case
          when practitioner_id is not null and next_came <= ended_at and next_called < ended_at + interval '15 minutes' then next_called
          else ended_at end - called_at)::float8 / 60 as minutes from worked)
      select service_id, practitioner_id, count(*) as visits, avg(minutes) as mean,
        percentile_cont(0.1) within group (order by minutes) as low, percentile_cont(0.9) within group (order by minutes) as high
      from took where minutes between 0.5 and 1440
      group by grouping sets ((service_id, practitioner_id), (service_id))
      having count(*) >= $4 and (grouping(practitioner_id) = 1 or practitioner_id is not null)`,
    },
    [database.organizationId, clinicId, since, fewest],
  );
}

/** Who treats what at a clinic. */
export async function selectOffers(
  database: Database,
  clinicId: string,
): Promise<{ service_id: string; practitioner_id: string }[]> {
  return await database.rows(
    {
      name: "offers_of_clinic",
      text: `select p.service_id, p.practitioner_id from service_clinics c
        join service_practitioners p on p.organization_id = $1 and p.service_id = c.service_id
        join practitioner_clinics w on w.organization_id = $1 and w.practitioner_id = p.practitioner_id and w.clinic_id = $2
        join resources r on r.organization_id = $1 and r.id = p.practitioner_id and r.status = 'active'
        where c.organization_id = $1 and c.clinic_id = $2 order by 1, 2`,
    },
    [database.organizationId, clinicId],
  );
}

/** Clinics to which somebody came since who has not been told anything yet; at most `limit`. */
export async function selectUntold(
  database: Database,
  since: Temporal.Instant,
  now: Temporal.Instant,
  limit: number,
): Promise<{ clinic_id: string; timezone: string; visit_ids: string[] }[]> {
  const today = now.toZonedDateTimeISO("UTC").toPlainDate();
  return await database.rows(
    {
      name: "untold_visits",
      text: `select v.clinic_id, c.timezone, array_agg(v.id) as visit_ids
        from clinics c join visits v on v.organization_id = $1 and v.clinic_id = c.id and v.service_date between $4 and $5
          and v.status = 'waiting' and v.check_in_time between $2 and $3
        left join appointments a on a.organization_id = $1 and a.id = v.appointment_id
        where c.organization_id = $1 and (a.id is null or a.status = 'checked_in')
          and (select count(*) from visit_estimates t where t.organization_id = $1 and t.visit_id = v.id) = 0
        group by v.clinic_id, c.timezone order by v.clinic_id limit $6`,
    },
    [database.organizationId, since, now, today.subtract({ days: 1 }), today.add({ days: 1 }), limit],
  );
}

export interface Told {
  visitId: string;
  lowMinutes: number;
  highMinutes: number;
}

/** Writes down what patients were told; what somebody was told before stays. Says to whom something new was told. */
export async function insertEstimates(
  tx: Transaction,
  told: readonly Told[],
  now: Temporal.Instant,
): Promise<string[]> {
  const rows = await tx.rows<{ visit_id: string }>(
    {
      name: "insert_estimates",
      text: `insert into visit_estimates (organization_id, visit_id, made_at, low_minutes, high_minutes)
        select $1::uuid, t.visit_id, $2, t.low_minutes, t.high_minutes
        from unnest($3::uuid[], $4::smallint[], $5::smallint[]) as t (visit_id, low_minutes, high_minutes)
        on conflict on constraint visit_estimates_pkey do nothing returning visit_id`,
    },
    [
      tx.organizationId,
      now,
      told.map(({ visitId }) => visitId),
      told.map(({ lowMinutes }) => lowMinutes),
      told.map(({ highMinutes }) => highMinutes),
    ],
  );
  return rows.map(({ visit_id }) => visit_id);
}
