import type { Law } from "./law.ts";

/** What a contract sells, what of it was given or used up, and what is still ahead. */
const sold = `cross join lateral (
      select coalesce(sum(sessions * price_minor), 0)::bigint as sold_minor, coalesce(sum(sessions), 0) as sessions
      from contract_lines where organization_id = $1 and contract_id = c.id) s
    cross join lateral (
      select coalesce(sum(l.price_minor) filter (where t.status in ('completed', 'forfeited')), 0)::bigint as given_minor,
        count(*) filter (where t.status in ('completed', 'forfeited')) as given,
        count(*) filter (where t.status in ('planned', 'scheduled')) as ahead
      from contract_lines l
      join booking_requests r on r.organization_id = $1 and r.contract_line_id = l.id
      join session_tickets t on t.organization_id = $1 and t.request_id = r.id
      where l.organization_id = $1 and l.contract_id = c.id) g`;

const payment: Law = {
  law: 6,
  title:
    "A contract has one payment from when it is signed: of what it sells, or of what was given or paid when it is cancelled",
  sql: `select jsonb_build_array(jsonb_build_object('contract_id', c.id, 'status', c.status, 'payment_id', m.id, 'total_minor', m.total_minor,
      'amount_paid_minor', m.amount_paid_minor, 'sold_minor', s.sold_minor, 'given_minor', g.given_minor)) as rows
    from contracts c ${sold}
    left join payments m on m.organization_id = $1 and m.contract_id = c.id
    where c.organization_id = $1 and ((m.id is null) <> (c.confirmed_at is null) or (c.status = 'draft' and c.confirmed_at is not null)
      or m.total_minor <> case when c.status = 'cancelled' then greatest(g.given_minor, m.amount_paid_minor) else s.sold_minor end
      or m.practitioner_share_minor <> 0 or m.patient_id <> c.patient_id or m.currency <> c.currency)
    order by c.id`,
};

// Money may move after the end, but no more comes in than was given: so what was due is between what is left of it and all that came in.
const refund: Law = {
  law: 6,
  title: "What is to be given back of a cancelled contract is what was paid beyond what was given",
  sql: `select jsonb_build_array(jsonb_build_object('contract_id', c.id, 'refund_due_minor', c.refund_due_minor, 'given_minor', g.given_minor,
      'amount_paid_minor', m.amount_paid_minor, 'receipts_minor', e.receipts_minor)) as rows
    from contracts c ${sold}
    left join payments m on m.organization_id = $1 and m.contract_id = c.id
    cross join lateral (
      select coalesce(sum(amount_minor) filter (where kind = 'receipt'), 0)::bigint as receipts_minor
      from payment_entries where organization_id = $1 and payment_id = m.id) e
    where c.organization_id = $1 and c.status = 'cancelled' and ((c.refund_due_minor is null) <> (m.id is null)
      or c.refund_due_minor not between greatest(0, m.amount_paid_minor - g.given_minor) and greatest(0, e.receipts_minor - g.given_minor))
    order by c.id`,
};

const prepaid: Law = {
  law: 6,
  title: "A session that a contract has paid for costs nothing at the desk",
  sql: `select jsonb_build_array(jsonb_build_object('appointment_id', a.id, 'payment_id', m.id, 'total_minor', m.total_minor)) as rows
    from booking_requests r
    join session_tickets t on t.organization_id = $1 and t.request_id = r.id
    join appointments a on a.organization_id = $1 and a.session_ticket_id = t.id
    join payments m on m.organization_id = $1 and m.appointment_id = a.id
    where r.organization_id = $1 and r.contract_line_id is not null and (m.total_minor <> 0 or a.price_minor <> 0)
    order by a.id`,
};

const requests: Law = {
  law: 8,
  title:
    "A line has one request of as many sessions from when its contract is signed, for the same patient, service and clinic",
  sql: `select jsonb_build_array(jsonb_build_object('contract_id', c.id, 'line_id', l.id, 'status', c.status, 'sessions', l.sessions,
      'request_id', r.id, 'requested', r.sessions)) as rows
    from contract_lines l
    join contracts c on c.organization_id = $1 and c.id = l.contract_id
    left join booking_requests r on r.organization_id = $1 and r.contract_line_id = l.id
    where l.organization_id = $1 and ((r.id is null) <> (c.confirmed_at is null)
      or (r.id is not null and (r.sessions, r.patient_id, r.service_id, r.clinic_id) <> (l.sessions, c.patient_id, l.service_id, c.clinic_id)))
    order by l.id`,
};

const end: Law = {
  law: 8,
  title:
    "A contract is completed exactly when all its sessions were given or used up, and nothing of a cancelled one is ahead",
  sql: `select jsonb_build_array(jsonb_build_object('contract_id', c.id, 'status', c.status, 'sessions', s.sessions, 'given', g.given,
      'ahead', g.ahead)) as rows
    from contracts c ${sold}
    where c.organization_id = $1 and case c.status
      when 'draft' then false
      when 'cancelled' then g.ahead > 0
      else (c.status = 'completed') <> (g.given = s.sessions) end
    order by c.id`,
};

export const contractLaws = [payment, refund, prepaid, requests, end];
