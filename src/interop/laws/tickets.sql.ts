import type { Law } from "./law.ts";

const asMany: Law = {
  law: 8,
  title: "A request's tickets are as many as it asked for, and its status follows from them",
  sql: `with counted as (
      select r.id, r.status, r.sessions, count(t.id) as tickets, count(t.id) filter (where t.status = 'planned') as planned,
        count(t.id) filter (where t.status = 'scheduled') as scheduled, count(t.id) filter (where t.status = 'cancelled') as cancelled
      from booking_requests r left join session_tickets t on t.organization_id = $1 and t.request_id = r.id
      where r.organization_id = $1 group by r.id, r.status, r.sessions)
    select jsonb_build_array(to_jsonb(c)) as rows from counted c
    where c.tickets <> c.sessions or c.status is distinct from case
      when c.status in ('cancelled', 'expired') and c.planned = 0 then c.status
      when c.cancelled > 0 then null
      when c.planned + c.scheduled = 0 then 'fulfilled'
      when c.planned = 0 then 'scheduled'
      when c.planned = c.sessions then 'open'
      else 'partially_scheduled' end
    order by c.id`,
};

const givenOnce: Law = {
  law: 8,
  title:
    "A scheduled ticket has exactly one live appointment, a completed one the appointment that gave it, a planned one none",
  sql: `select jsonb_build_array(jsonb_build_object('session_ticket_id', t.id, 'status', t.status, 'live', a.live, 'completed', a.completed,
      'missed', a.missed, 'of_others', a.of_others)) as rows
    from session_tickets t
    join booking_requests r on r.organization_id = $1 and r.id = t.request_id
    cross join lateral (
      select count(*) filter (where status in ('held', 'pending', 'confirmed', 'checked_in')) as live,
        count(*) filter (where status = 'completed') as completed, count(*) filter (where status = 'no_show') as missed,
        count(*) filter (where patient_id <> r.patient_id or service_id <> r.service_id) as of_others
      from appointments where organization_id = $1 and session_ticket_id = t.id) a
    where t.organization_id = $1 and (a.of_others > 0 or not case t.status
      when 'scheduled' then a.live = 1 and a.completed = 0
      when 'completed' then a.live = 0 and a.completed = 1
      when 'forfeited' then a.live = 0 and a.completed = 0 and a.missed >= 1
      else a.live = 0 and a.completed = 0 end)
    order by t.id`,
};

export const ticketLaws = [asMany, givenOnce];
