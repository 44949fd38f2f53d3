import { type Law, liveAppointment, liveClaim } from "./law.ts";

// One pass in order of starts finds who begins before all earlier ones have ended; only those are joined to their rivals.
const noOverlap = (title: string, starts: string, ends: string): Law => ({
  law: 1,
  title,
  sql: `with live as (
      select id, appointment_id, resource_id, lane, ${starts} as starts_at, ${ends} as ends_at, status from resource_claims
      where organization_id = $1 and status in ${liveClaim}),
    ordered as (
      select *, max(ends_at) over (partition by resource_id, lane order by starts_at, id
                                   rows between unbounded preceding and 1 preceding) as taken_until from live)
    select jsonb_build_array(to_jsonb(earlier), to_jsonb(later) - 'taken_until') as rows
    from ordered later
    join live earlier on earlier.resource_id = later.resource_id and earlier.lane = later.lane and earlier.ends_at > later.starts_at
      and (earlier.starts_at, earlier.id) < (later.starts_at, later.id)
    where later.taken_until > later.starts_at
    order by later.starts_at, later.id`,
});

const claims = noOverlap("Live claims of one resource lane do not overlap", "starts_at", "ends_at");
const leads = noOverlap(
  "Live claims of one resource lane do not overlap what another one keeps free before it",
  "lead_starts_at",
  "lead_ends_at",
);

const patients: Law = {
  law: 1,
  title: "Live appointments of one patient do not overlap, unless waived",
  sql: `with live as (
      select id, patient_id, starts_at, ends_at, status from appointments
      where organization_id = $1 and status in ${liveAppointment} and not overlap_waived),
    ordered as (
      select *, max(ends_at) over (partition by patient_id order by starts_at, id
                                   rows between unbounded preceding and 1 preceding) as busy_until from live)
    select jsonb_build_array(to_jsonb(earlier), to_jsonb(later) - 'busy_until') as rows
    from ordered later
    join live earlier on earlier.patient_id = later.patient_id and earlier.ends_at > later.starts_at
      and (earlier.starts_at, earlier.id) < (later.starts_at, later.id)
    where later.busy_until > later.starts_at
    order by later.starts_at, later.id`,
};

export const overlapLaws = [claims, leads, patients];
