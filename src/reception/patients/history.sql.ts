import type { Temporal } from "temporal-polyfill";
import type { Database } from "../../platform/database.ts";

export interface HistoryRow {
  kind: "visit" | "payment" | "visit_ticket" | "contract";
  id: string;
  at: Temporal.Instant;
  service_date: Temporal.PlainDate;
  timezone: string;
  clinic_id: string;
  clinic_name: string;
  title: string | null;
  practitioner_name: string | null;
  status: string | null;
  appointment_id: string | null;
  booking_id: string | null;
  visits: number | null;
  total_minor: number | null;
  paid_minor: number | null;
  currency: string | null;
}

const practitioner = (of: string) =>
  `(select r.name from resources r where r.organization_id = $1 and r.id = ${of}.practitioner_id)`;

const service = (of: string) =>
  `(select s.name from services s where s.organization_id = $1 and s.id = ${of}.service_id)`;

/** A visit stands where it was to begin or where the patient arrived, and everything else where it was made. */
const things = {
  visit: `select 'visit' as kind, v.id, coalesce(a.starts_at, v.check_in_time, v.created_at) as at, v.service_date, v.clinic_id,
      coalesce(a.service_name, ${service("v")}) as title, ${practitioner("v")} as practitioner_name, v.status, v.appointment_id, a.booking_id,
      null::integer as visits, null::bigint as total_minor, null::bigint as paid_minor, null::text as currency
    from visits v left join appointments a on a.organization_id = $1 and a.id = v.appointment_id
    where v.organization_id = $1 and v.patient_id = $2`,
  payment: `select 'payment', m.id, m.created_at, m.service_date, m.clinic_id,
      coalesce(a.service_name, ${service("v")}, c.contract_number), ${practitioner("m")}, m.status, m.appointment_id, a.booking_id, null,
      m.total_minor, m.amount_paid_minor, m.currency
    from payments m
    left join appointments a on a.organization_id = $1 and a.id = m.appointment_id
    left join visits v on v.organization_id = $1 and v.id = m.visit_id
    left join contracts c on c.organization_id = $1 and c.id = m.contract_id
    where m.organization_id = $1 and m.patient_id = $2`,
  visit_ticket: `select 'visit_ticket', t.id, t.created_at, t.service_date, t.clinic_id, null, null, null, null, null, o.visits, o.total_minor,
      o.paid_minor, o.currency
    from visit_tickets t cross join lateral (
      select count(*)::integer as visits, sum(m.total_minor)::bigint as total_minor, sum(m.amount_paid_minor)::bigint as paid_minor,
        min(m.currency) as currency
      from visits v left join payments m on m.organization_id = $1 and m.visit_id = v.id
      where v.organization_id = $1 and v.visit_ticket_id = t.id) o
    where t.organization_id = $1 and t.patient_id = $2 and o.visits > 0`,
  contract: `select 'contract', c.id, c.created_at, (c.created_at at time zone k.timezone)::date, c.clinic_id, c.contract_number, null, c.status, null,
      null, null, null, null, null
    from contracts c join clinics k on k.organization_id = $1 and k.id = c.clinic_id
    where c.organization_id = $1 and c.patient_id = $2`,
};

/** The latest first, after the keyset (time, id). */
export async function selectHistory(
  database: Database,
  patientId: string,
  filter: { kinds: readonly HistoryRow["kind"][]; beforeAt: string | null; beforeId: string | null },
  limit: number,
): Promise<HistoryRow[]> {
  const of = filter.kinds.map((kind) => things[kind]).join(" union all ");
  return await database.rows(
    `with first (kind, id, at, service_date, clinic_id, title, practitioner_name, status, appointment_id, booking_id, visits, total_minor,
       paid_minor, currency) as (${of})
     select f.*, k.name as clinic_name, k.timezone from first f join clinics k on k.organization_id = $1 and k.id = f.clinic_id
     where $3::timestamptz is null or (f.at, f.id) < ($3, $4::uuid)
     order by f.at desc, f.id desc limit $5`,
    [database.organizationId, patientId, filter.beforeAt, filter.beforeId, limit],
  );
}

export interface BalanceRow {
  currency: string;
  due_minor: number;
  paid_minor: number;
}

/** What is due and not paid, and what was paid, by currency. */
export async function selectBalance(database: Database, patientId: string): Promise<BalanceRow[]> {
  return await database.rows(
    `select currency, coalesce(sum(total_minor - amount_paid_minor) filter (where status = 'pending' and due_at is not null), 0)::bigint as due_minor,
       sum(amount_paid_minor)::bigint as paid_minor
     from payments where organization_id = $1 and patient_id = $2 group by currency order by currency`,
    [database.organizationId, patientId],
  );
}
