import type { Law } from "./law.ts";

const held: Law = {
  law: 11,
  title: "An offer that waits for an answer is a hold of its request's session, for as long as it says",
  sql: `select jsonb_build_array(jsonb_build_object('offer_id', o.id, 'appointment_id', a.id, 'status', a.status,
      'session_ticket_id', a.session_ticket_id, 'request_id', t.request_id, 'hold_expires_at', a.hold_expires_at,
      'expires_at', o.expires_at)) as rows
    from waitlist_offers o
    left join appointments a on a.organization_id = $1 and a.id = o.appointment_id
    left join session_tickets t on t.organization_id = $1 and t.id = o.session_ticket_id
    where o.organization_id = $1 and o.status = 'offered'
      and (a.status is distinct from 'held' or a.session_ticket_id is distinct from case when o.moves_appointment_id is null then o.session_ticket_id end
        or t.request_id is distinct from o.request_id or a.hold_expires_at is distinct from o.expires_at)
    order by o.id`,
};

const oneOffer: Law = {
  law: 11,
  title:
    "An opening is on offer exactly while one offer of it waits for an answer, and filled by the one that was accepted",
  sql: `with counted as (
      select w.id, w.status, count(o.id) filter (where o.status = 'offered') as offered,
        count(o.id) filter (where o.status = 'accepted') as accepted
      from waitlist_openings w left join waitlist_offers o on o.organization_id = $1 and o.opening_id = w.id
      where w.organization_id = $1 group by w.id, w.status)
    select jsonb_build_array(jsonb_build_object('opening_id', id, 'status', status, 'offered', offered, 'accepted', accepted)) as rows
    from counted
    where offered <> case status when 'on_offer' then 1 else 0 end or accepted <> case status when 'filled' then 1 else 0 end
    order by id`,
};

const within: Law = {
  law: 11,
  title:
    "What waits for an answer has some of its opening, and is at the clinic and with the practitioner that it frees",
  sql: `select jsonb_build_array(jsonb_build_object('offer_id', o.id, 'opening_id', w.id, 'appointment_id', a.id,
      'starts_at', a.starts_at, 'ends_at', a.ends_at)) as rows
    from waitlist_offers o
    join waitlist_openings w on w.organization_id = $1 and w.id = o.opening_id
    join appointments a on a.organization_id = $1 and a.id = o.appointment_id
    where o.organization_id = $1 and o.status = 'offered'
      and (a.starts_at >= w.ends_at or a.ends_at <= w.starts_at or a.clinic_id <> w.clinic_id
        or a.practitioner_id is distinct from w.practitioner_id)
    order by o.id`,
};

const oneEach: Law = {
  law: 11,
  title: "A request has at most one offer that waits for an answer, and no opening is offered to it twice",
  sql: `select jsonb_agg(jsonb_build_object('offer_id', id, 'request_id', request_id, 'opening_id', opening_id, 'status', status)
      order by id) as rows
    from waitlist_offers where organization_id = $1 and status = 'offered' group by request_id having count(*) > 1
    union all
    select jsonb_agg(jsonb_build_object('offer_id', id, 'request_id', request_id, 'opening_id', opening_id, 'status', status)
      order by id)
    from waitlist_offers where organization_id = $1 group by request_id, opening_id having count(*) > 1`,
};

export const waitlistLaws = [held, oneOffer, within, oneEach];
