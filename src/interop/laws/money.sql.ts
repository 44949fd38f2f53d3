import type { Law } from "./law.ts";

const entries: Law = {
  law: 6,
  title: "The entries of a payment add up to what is paid",
  sql: `select jsonb_build_array(jsonb_build_object('payment_id', m.id, 'total_minor', m.total_minor, 'amount_paid_minor', m.amount_paid_minor,
      'entries_minor', e.sum)) as rows
    from payments m
    cross join lateral (
      select coalesce(sum(case kind when 'receipt' then amount_minor else -amount_minor end), 0) as sum
      from payment_entries where organization_id = $1 and payment_id = m.id) e
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

export const moneyLaws = [entries, shares, bounds, status];
