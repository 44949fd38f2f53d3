import { type Law, liveAppointment, liveClaim } from "./law.ts";

/** The beds of its session that each live appointment claims. */
const claimed = `
  select a.id, a.session_id, a.bed_id, c.resource_id as claimed_id
  from appointments a
    left join (resource_claims c join session_beds b on b.organization_id = $1 and b.bed_id = c.resource_id)
      on c.organization_id = $1 and c.appointment_id = a.id and c.status in ${liveClaim} and b.session_id = a.session_id
  where a.organization_id = $1 and a.session_id is not null and a.status in ${liveAppointment}`;

const ownBed: Law = {
  law: 7,
  title: "Who is admitted to a session claims one of its beds, and that is the bed that was given",
  sql: `with claimed as (${claimed})
    select jsonb_build_array(jsonb_build_object('appointment_id', id, 'session_id', session_id, 'bed_id', min(bed_id::text),
      'claimed', jsonb_agg(distinct claimed_id))) as rows
    from claimed group by id, session_id
    having count(distinct claimed_id) <> 1 or min(bed_id::text) <> min(claimed_id::text)
    order by id`,
};

const oneEach: Law = {
  law: 7,
  title: "No bed of a session is claimed by two who are admitted to it, and so no more are than it has beds",
  sql: `with claimed as (${claimed})
    select jsonb_agg(distinct jsonb_build_object('appointment_id', id, 'session_id', session_id, 'claimed', claimed_id)) as rows
    from claimed where claimed_id is not null group by session_id, claimed_id having count(distinct id) > 1
    order by session_id, claimed_id`,
};

const within: Law = {
  law: 7,
  title: "Who is admitted to a session is treated within its time, at its clinic and with its service",
  sql: `select jsonb_build_array(jsonb_build_object('appointment_id', a.id, 'session_id', s.id, 'starts_at', a.starts_at, 'ends_at', a.ends_at,
      'session_starts_at', s.starts_at, 'session_ends_at', s.ends_at)) as rows
    from appointments a join sessions s on s.organization_id = $1 and s.id = a.session_id
    where a.organization_id = $1 and a.status in ${liveAppointment}
      and (a.starts_at < s.starts_at or a.ends_at > s.ends_at or a.clinic_id <> s.clinic_id or a.service_id <> s.service_id)
    order by a.id`,
};

const ownBeds: Law = {
  law: 7,
  title: "The beds of a session rule have its time, for its service alone",
  sql: `select jsonb_build_array(jsonb_build_object('schedule_rule_id', b.id, 'session_rule_id', r.id)) as rows
    from schedule_rules b join session_rules r on r.organization_id = $1 and r.id = b.session_rule_id
    where b.organization_id = $1 and (b.clinic_id <> r.clinic_id or b.service_id is distinct from r.service_id
      or b.valid_to is not distinct from r.valid_to and r.status = 'active' and (b.weekday, b.start_local, b.end_local, b.timezone)
        is distinct from (r.weekday, r.start_local, r.end_local, r.timezone))
    order by b.id`,
};

export const sessionLaws = [ownBed, oneEach, within, ownBeds];
