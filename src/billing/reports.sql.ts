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

// Half to even, as the shares of the totals are split. `bp` is numeric, so that the product does not overflow.
const share = "div(paid * bp, 10000)";
const rest = "mod(paid * bp, 10000)";
const halfEven = `(${share} + case when ${rest} > 5000 or (${rest} = 5000 and mod(${share}, 2) = 1) then 1 else 0 end)::bigint`;

/** What is whose of the payments of these dates of service that are due, and of what was paid for them. */
export async function selectShares(database: Database, { clinicId, from, to }: Range): Promise<ShareRow[]> {
  return await database.rows(
    `with due as (
       select practitioner_id, currency, total_minor, practitioner_share_minor, clinic_share_minor,
         least(amount_paid_minor, charge_minor) as paid, share_basis_points::numeric as bp
       from payments
       where organization_id = $1 and ($2::uuid is null or clinic_id = $2) and service_date >= $3 and service_date < $4 and due_at is not null),
     split as (select *, ${halfEven} as practitioner_paid from due)
     select s.practitioner_id, r.name as practitioner_name, s.currency, count(*) as payments, sum(s.total_minor)::bigint as total_minor,
       sum(s.practitioner_share_minor)::bigint as practitioner_share_minor, sum(s.clinic_share_minor)::bigint as clinic_share_minor,
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
