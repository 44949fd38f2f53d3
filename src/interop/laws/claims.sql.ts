import { type Law, liveAppointment, liveClaim } from "./law.ts";

// A service may change after it was booked; appointments then keep the claims of their day. Those booked (or moved) since
// its last change are held against its phases exactly, buffers included.
const phases: Law = {
  law: 2,
  title: "A live appointment has exactly the claims that the phases of its service need",
  sql: `with current as (
      select a.id, a.starts_at, a.practitioner_id, a.service_id from appointments a
      join services s on s.organization_id = $1 and s.id = a.service_id
      where a.organization_id = $1 and a.status in ${liveAppointment} and s.duration_minutes = a.duration_minutes
        and s.updated_at <= (select max(e.occurred_at) from events e
                             where e.organization_id = $1 and e.subject_id = a.id and e.kind in ('book', 'reschedule'))),
    needed as (
      select a.id as appointment_id, (row_number() over (partition by a.id order by p.position) - 1)::smallint as phase,
        coalesce(p.resource_id, a.practitioner_id) as resource_id,
        a.starts_at + make_interval(mins => p.starts_minute - case when p.starts_minute = 0 then s.buffer_before_minutes else 0 end) as starts_at,
        a.starts_at + make_interval(mins => p.ends_minute + case when p.ends_minute = s.duration_minutes then s.buffer_after_minutes else 0 end) as ends_at
      from current a
      join services s on s.organization_id = $1 and s.id = a.service_id
      join service_phases p on p.organization_id = $1 and p.service_id = a.service_id),
    claimed as (
      select c.id, c.appointment_id, c.phase, c.resource_id, c.starts_at, c.ends_at from resource_claims c
      join current a on a.id = c.appointment_id
      where c.organization_id = $1 and c.status in ${liveClaim})
    select jsonb_agg(jsonb_build_object('appointment_id', coalesce(n.appointment_id, c.appointment_id), 'phase', coalesce(n.phase, c.phase),
      'needed', case when n.appointment_id is not null then jsonb_build_object('resource_id', n.resource_id, 'starts_at', n.starts_at, 'ends_at', n.ends_at) end,
      'claimed', case when c.id is not null then jsonb_build_object('id', c.id, 'resource_id', c.resource_id, 'starts_at', c.starts_at, 'ends_at', c.ends_at) end)
      order by coalesce(n.phase, c.phase)) as rows
    from needed n full join claimed c on c.appointment_id = n.appointment_id and c.phase = n.phase
    where (n.resource_id, n.starts_at, n.ends_at) is distinct from (c.resource_id, c.starts_at, c.ends_at)
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
