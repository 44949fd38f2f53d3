import { type Law, liveAppointment, liveClaim } from "./law.ts";

// The phases are those of the booking, whatever the service says today; who met a need of any kind is the claim's own to say.
const phases: Law = {
  law: 2,
  title: "A live appointment has exactly the claims that the phases it was booked with need",
  sql: `with needed as (
      select a.id as appointment_id, (p.position - 1)::smallint as phase, a.starts_at + make_interval(mins => (p.span ->> 0)::int) as starts_at,
        a.starts_at + make_interval(mins => (p.span ->> 1)::int) as ends_at
      from appointments a cross join lateral jsonb_array_elements(a.phases) with ordinality as p (span, position)
      where a.organization_id = $1 and a.status in ${liveAppointment} and a.phases is not null),
    claimed as (
      select c.id, c.appointment_id, c.phase, greatest(c.starts_at, c.lead_starts_at) as starts_at, least(c.ends_at, c.lead_ends_at) as ends_at
      from resource_claims c join appointments a on a.organization_id = $1 and a.id = c.appointment_id
      where c.organization_id = $1 and c.status in ${liveClaim} and a.status in ${liveAppointment} and a.phases is not null)
    select jsonb_agg(jsonb_build_object('appointment_id', coalesce(n.appointment_id, c.appointment_id), 'phase', coalesce(n.phase, c.phase),
      'needed', case when n.appointment_id is not null then jsonb_build_object('starts_at', n.starts_at, 'ends_at', n.ends_at) end,
      'claimed', case when c.id is not null then jsonb_build_object('id', c.id, 'starts_at', c.starts_at, 'ends_at', c.ends_at) end)
      order by coalesce(n.phase, c.phase)) as rows
    from needed n full join claimed c on c.appointment_id = n.appointment_id and c.phase = n.phase
    where n.phase is null or c.phase is null or c.starts_at > n.starts_at or c.ends_at < n.ends_at
    group by coalesce(n.appointment_id, c.appointment_id)
    order by 1`,
};

const whole: Law = {
  law: 2,
  title: "A live appointment has one live claim for each phase, within its time and buffers",
  sql: `select jsonb_build_array(jsonb_build_object('appointment_id', a.id, 'status', a.status, 'starts_at', a.starts_at, 'ends_at', a.ends_at,
      'claims', c.claims)) as rows
    from appointments a
    cross join lateral (
      select count(*) as claims, count(distinct phase) as phases, max(phase) as last_phase, bool_and((status = 'held') = (a.status = 'held')) as fitting,
        bool_and(starts_at >= a.starts_at - interval '4 hours' and ends_at <= a.ends_at + interval '4 hours'
                 and starts_at < a.ends_at and ends_at > a.starts_at) as within
      from resource_claims where organization_id = $1 and appointment_id = a.id and status in ${liveClaim}) c
    where a.organization_id = $1 and a.status in ${liveAppointment}
      and (c.claims = 0 or c.phases <> c.claims or c.last_phase <> c.claims - 1 or not c.fitting or not c.within)
    order by a.id`,
};

const dead: Law = {
  law: 2,
  title: "A dead appointment has no live claims",
  sql: `select jsonb_agg(jsonb_build_object('appointment_id', a.id, 'status', a.status, 'claim_id', c.id, 'claim_status', c.status) order by c.id) as rows
    from appointments a
    join resource_claims c on c.organization_id = $1 and c.appointment_id = a.id and c.status in ${liveClaim}
    where a.organization_id = $1 and a.status not in ${liveAppointment}
    group by a.id order by a.id`,
};

export const claimLaws = [phases, whole, dead];
