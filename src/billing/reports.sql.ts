import type { Temporal } from "temporal-polyfill";
import type { Database } from "../platform/database.ts";

export interface ShareRow {
  practitioner_id: string | null;
  practitioner_name: string | null;
  currency: string;
  payments: number;
  total_minor: number;
  practitioner_share_minor: number;
  clinic_share_minor: number;
  paid_minor: number;
  practitioner_paid_minor: number;
  clinic_paid_minor: number;
}

interface Range {
  clinicId: string | null;
  from: string;
  /** The date after the last one. */
  to: string;
}

/** The part of an amount that a share in basis points is, half to even, as the shares of totals are split. `bp` is numeric: the product may be long. */
function halfEven(amount: string): string {
  const [share, rest] = [`div(${amount} * bp, 10000)`, `mod(${amount} * bp, 10000)`];
  return `(${share} + case when ${rest} > 5000 or (${rest} = 5000 and mod(${share}, 2) = 1) then 1 else 0 end)::bigint`;
}

/** The visits `m` whose session of a contract, by line `l`, was given or used up. What was used up nobody treated. */
const prepaid = `payments m
       join appointments a on a.organization_id = $1 and a.id = m.appointment_id
       join session_tickets t on t.organization_id = $1 and t.id = a.session_ticket_id
         and (a.status, t.status) in (('completed', 'completed'), ('no_show', 'forfeited'))
       join booking_requests r on r.organization_id = $1 and r.id = t.request_id
       join contract_lines l on l.organization_id = $1 and l.id = r.contract_line_id`;
const inRange = "($2::uuid is null or m.clinic_id = $2) and m.service_date >= $3 and m.service_date < $4";

/**
 * What is whose of the payments of these dates of service that are due, and of what was paid for them.
 *
 * What a contract sells is shared session by session, on the date of each that was given; what was paid for the contract pays the sessions in their
 * order. What was not given yet is nobody's.
 */
export async function selectShares(database: Database, { clinicId, from, to }: Range): Promise<ShareRow[]> {
  return await database.rows(
    `with touched as materialized (select distinct l.contract_id from ${prepaid} where m.organization_id = $1 and ${inRange}),
     given as (
       select distinct on (t.id) l.contract_id, m.clinic_id, m.service_date, a.starts_at, t.id, l.price_minor as total,
         case a.status when 'completed' then m.practitioner_id end as practitioner_id,
         case a.status when 'completed' then m.share_basis_points else 0 end as bp
       from ${prepaid} join touched on touched.contract_id = l.contract_id
       where m.organization_id = $1 order by t.id, a.starts_at desc),
     sessions as (
       select g.*, k.currency, least(k.amount_paid_minor, k.charge_minor)
         - coalesce(sum(g.total) over (partition by g.contract_id order by g.starts_at, g.id rows between unbounded preceding and 1 preceding), 0) as left_over
       from given g join payments k on k.organization_id = $1 and k.contract_id = g.contract_id),
     due as (
       select m.practitioner_id, m.currency, m.total_minor as total, least(m.amount_paid_minor, m.charge_minor) as paid, m.share_basis_points::numeric as bp
       from payments m
       where m.organization_id = $1 and ${inRange} and m.due_at is not null and m.contract_id is null
         and not exists (
           select 1 from appointments a
           join session_tickets t on t.organization_id = $1 and t.id = a.session_ticket_id
           join booking_requests r on r.organization_id = $1 and r.id = t.request_id and r.contract_line_id is not null
           where a.organization_id = $1 and a.id = m.appointment_id)
       union all
       select m.practitioner_id, m.currency, m.total, greatest(0, least(m.total, m.left_over)), m.bp::numeric from sessions m where ${inRange}),
     split as (select *, ${halfEven("total")} as practitioner_share, ${halfEven("paid")} as practitioner_paid from due)
     select s.practitioner_id, r.name as practitioner_name, s.currency, count(*) as payments, sum(s.total)::bigint as total_minor,
       sum(s.practitioner_share)::bigint as practitioner_share_minor, sum(s.total - s.practitioner_share)::bigint as clinic_share_minor,
       sum(s.paid)::bigint as paid_minor, sum(s.practitioner_paid)::bigint as practitioner_paid_minor,
       sum(s.paid - s.practitioner_paid)::bigint as clinic_paid_minor
     from split s left join resources r on r.organization_id = $1 and r.id = s.practitioner_id
     group by s.practitioner_id, r.name, s.currency
     order by r.name nulls last, s.practitioner_id, s.currency`,
    [database.organizationId, clinicId, from, to],
  );
}

export interface MovementRow {
  receipt_number: number;
  occurred_on: Temporal.PlainDate;
  occurred_at: Temporal.Instant;
  kind: string;
  voids_number: number | null;
  method: string;
  amount_minor: number;
  currency: string;
  account_name: string | null;
  patient_name: string;
  service_name: string | null;
  practitioner_name: string | null;
  service_date: Temporal.PlainDate;
  contract_number: string | null;
  reason: string | null;
}

/** Every movement of money of a clinic's dates, in the order of the receipts. */
export async function selectMovements(
  database: Database,
  { clinicId, from, to }: Range & { clinicId: string },
): Promise<MovementRow[]> {
  return await database.rows(
    `select e.receipt_number, e.occurred_on, e.occurred_at, e.kind, w.receipt_number as voids_number, e.method, e.amount_minor, m.currency,
       a.name as account_name, p.name as patient_name, s.name as service_name, r.name as practitioner_name, m.service_date, c.contract_number,
       e.reason
     from payment_entries e
     join payments m on m.organization_id = $1 and m.id = e.payment_id
     join patients p on p.organization_id = $1 and p.id = m.patient_id
     left join payment_entries w on w.organization_id = $1 and w.id = e.voids_entry_id
     left join accounts a on a.organization_id = $1 and a.id = e.account_id
     left join visits v on v.organization_id = $1 and v.id = m.visit_id
     left join services s on s.organization_id = $1 and s.id = v.service_id
     left join resources r on r.organization_id = $1 and r.id = m.practitioner_id
     left join contracts c on c.organization_id = $1 and c.id = m.contract_id
     where e.organization_id = $1 and e.clinic_id = $2 and e.occurred_on >= $3 and e.occurred_on < $4
     order by e.receipt_number`,
    [database.organizationId, clinicId, from, to],
  );
}
