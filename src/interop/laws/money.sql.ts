import type { Law } from "./law.ts";

const entries: Law = {
  law: 6,
  title: "The entries of a payment add up to what is paid, without those that were voided",
  sql: `select jsonb_build_array(jsonb_build_object('payment_id', m.id, 'total_minor', m.total_minor, 'amount_paid_minor', m.amount_paid_minor,
      'entries_minor', e.sum)) as rows
    from payments m
    cross join lateral (
      select coalesce(sum(case kind when 'receipt' then amount_minor else -amount_minor end), 0) as sum
      from payment_entries p where organization_id = $1 and payment_id = m.id and kind <> 'void'
        and not exists (select 1 from payment_entries v where v.organization_id = $1 and v.voids_entry_id = p.id)) e
    where m.organization_id = $1 and e.sum <> m.amount_paid_minor
    order by m.id`,
};

const shares: Law = {
  law: 6,
  title: "The shares of a payment add up to its total",
  sql: `select jsonb_build_array(jsonb_build_object('payment_id', id, 'total_minor', total_minor, 'practitioner_share_minor', practitioner_share_minor,
      'clinic_share_minor', clinic_share_minor)) as rows
    from payments where organization_id = $1 and practitioner_share_minor + clinic_share_minor <> total_minor
    order by id`,
};

const bounds: Law = {
  law: 6,
  title: "No amount is negative, and no more is paid than is owed",
  sql: `select jsonb_build_array(jsonb_build_object('payment_id', id, 'status', status, 'total_minor', total_minor, 'amount_paid_minor', amount_paid_minor,
      'practitioner_share_minor', practitioner_share_minor, 'clinic_share_minor', clinic_share_minor)) as rows
    from payments
    where organization_id = $1 and (total_minor < 0 or practitioner_share_minor < 0 or clinic_share_minor < 0
      or amount_paid_minor not between 0 and total_minor)
    order by id`,
};

const status: Law = {
  law: 6,
  title: "A payment is called paid when it is paid in full, and refunded when nothing of it is left",
  sql: `select jsonb_build_array(jsonb_build_object('payment_id', id, 'status', status, 'total_minor', total_minor, 'amount_paid_minor', amount_paid_minor,
      'paid_at', paid_at)) as rows
    from payments
    where organization_id = $1 and ((status = 'paid') <> (paid_at is not null) or (status = 'paid' and amount_paid_minor <> total_minor)
      or (status = 'refunded' and amount_paid_minor <> 0))
    order by id`,
};

const totals: Law = {
  law: 6,
  title:
    "A visit is charged its price and its adjustments, and comes to that, or to what was paid as long as that is more",
  sql: `select jsonb_build_array(jsonb_build_object('payment_id', m.id, 'price_minor', m.price_minor, 'adjustments_minor', a.sum,
      'charge_minor', m.charge_minor, 'amount_paid_minor', m.amount_paid_minor, 'total_minor', m.total_minor)) as rows
    from payments m
    cross join lateral (
      select coalesce(sum(amount_minor), 0)::bigint as sum from payment_adjustments where organization_id = $1 and payment_id = m.id) a
    where m.organization_id = $1 and (m.total_minor <> greatest(m.charge_minor, m.amount_paid_minor)
      or (m.visit_id is not null and m.charge_minor <> m.price_minor + a.sum) or (m.visit_id is null and a.sum <> 0))
    order by m.id`,
};

const voids: Law = {
  law: 6,
  title: "A void is of one entry of its payment, by the same amount, method, clinic and date, and of no void",
  sql: `select jsonb_build_array(jsonb_build_object('entry_id', v.id, 'voids_entry_id', v.voids_entry_id, 'kind', e.kind)) as rows
    from payment_entries v
    left join payment_entries e on e.organization_id = $1 and e.id = v.voids_entry_id
    where v.organization_id = $1 and v.kind = 'void' and (e.kind = 'void' or (v.payment_id, v.amount_minor, v.method, v.clinic_id, v.occurred_on)
      is distinct from (e.payment_id, e.amount_minor, e.method, e.clinic_id, e.occurred_on))
    order by v.id`,
};

const receipts: Law = {
  law: 6,
  title: "The receipts of a clinic are numbered 1..n",
  sql: `select jsonb_build_array(jsonb_build_object('clinic_id', c.clinic_id, 'last_number', c.last_number, 'entries', e.count, 'numbers', e.numbers,
      'lowest', e.lowest, 'highest', e.highest)) as rows
    from (
      select clinic_id, count(*) as count, count(distinct receipt_number) as numbers, coalesce(min(receipt_number), 1) as lowest,
        coalesce(max(receipt_number), 0) as highest
      from payment_entries where organization_id = $1 group by clinic_id) e
    full join (select clinic_id, last_number from receipt_counters where organization_id = $1) c on c.clinic_id = e.clinic_id
    where coalesce(c.last_number, 0) <> coalesce(e.count, 0) or coalesce(e.numbers, 0) <> coalesce(e.count, 0)
      or coalesce(e.lowest, 1) <> 1 or coalesce(e.highest, 0) <> coalesce(e.count, 0)
    order by 1`,
};

const drawers: Law = {
  law: 6,
  title: "A closed cash drawer expects its float and the cash of its account and date",
  sql: `select jsonb_build_array(jsonb_build_object('drawer_id', d.id, 'float_minor', d.float_minor, 'expected_minor', d.expected_minor,
      'cash_minor', e.cash)) as rows
    from cash_drawers d
    cross join lateral (
      select coalesce(sum(case p.kind when 'receipt' then p.amount_minor else -p.amount_minor end), 0)::bigint as cash
      from payment_entries p join payments m on m.organization_id = $1 and m.id = p.payment_id and m.currency = d.currency
      where p.organization_id = $1 and p.clinic_id = d.clinic_id and p.occurred_on = d.business_date and p.account_id = d.account_id
        and p.method = 'cash' and p.kind <> 'void'
        and not exists (select 1 from payment_entries v where v.organization_id = $1 and v.voids_entry_id = p.id)) e
    where d.organization_id = $1 and d.status = 'closed' and d.expected_minor <> d.float_minor + e.cash
    order by d.id`,
};

const days: Law = {
  law: 6,
  title: "A closed date comes to the money that was moved on it",
  sql: `select jsonb_build_array(jsonb_build_object('clinic_id', d.clinic_id, 'business_date', d.business_date, 'currency', e.currency,
      'entries_minor', e.net, 'figures_minor', t.net)) as rows
    from day_closes d
    cross join lateral (
      select m.currency, sum(case p.kind when 'receipt' then p.amount_minor else -p.amount_minor end)::bigint as net
      from payment_entries p join payments m on m.organization_id = $1 and m.id = p.payment_id
      where p.organization_id = $1 and p.clinic_id = d.clinic_id and p.occurred_on = d.business_date and p.kind <> 'void'
        and not exists (select 1 from payment_entries v where v.organization_id = $1 and v.voids_entry_id = p.id)
      group by m.currency) e
    left join lateral (
      select (x->>'net_minor')::bigint as net from jsonb_array_elements(d.figures->'totals') x where x->>'currency' = e.currency) t on true
    where d.organization_id = $1 and d.closed_at is not null and e.net is distinct from coalesce(t.net, 0)
    order by d.clinic_id, d.business_date`,
};

export const moneyLaws = [entries, shares, bounds, status, totals, voids, receipts, drawers, days];
