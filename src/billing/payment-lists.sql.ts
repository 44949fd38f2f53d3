import type { Temporal } from "temporal-polyfill";
import type { Database } from "../platform/database.ts";
import { columnsOf, type PaymentRow } from "./payments.sql.ts";

// Of a contract, the services that it sells.
const listed = `select ${columnsOf("m")}, p.name as patient_name,
    coalesce(s.name, (select string_agg(distinct s.name, ', ') from contract_lines l
      join services s on s.organization_id = $1 and s.id = l.service_id
      where l.organization_id = $1 and l.contract_id = m.contract_id)) as service_name,
    r.name as practitioner_name, m.service_date, v.queue_number, v.status as visit_status, v.visit_ticket_id, c.contract_number
  from payments m
  left join visits v on v.organization_id = $1 and v.id = m.visit_id
  left join contracts c on c.organization_id = $1 and c.id = m.contract_id
  join patients p on p.organization_id = $1 and p.id = m.patient_id
  left join services s on s.organization_id = $1 and s.id = v.service_id
  left join resources r on r.organization_id = $1 and r.id = m.practitioner_id`;

export interface ListedPaymentRow extends PaymentRow {
  service_name: string;
  practitioner_name: string | null;
  service_date: Temporal.PlainDate;
}

export interface PaymentFilter {
  clinicId: string | null;
  patientId: string | null;
  status: string | null;
  outstanding: boolean;
  from: string | null;
  to: string | null;
  beforeDate: string | null;
  beforeId: string | null;
}

/** Newest first, before the keyset of the filter. Outstanding is what is due and not paid. */
export async function selectPayments(
  database: Database,
  filter: PaymentFilter,
  limit: number,
): Promise<ListedPaymentRow[]> {
  return await database.rows(
    `${listed}
     where m.organization_id = $1 and ($2::uuid is null or m.clinic_id = $2) and ($3::uuid is null or m.patient_id = $3)
       and ($4::text is null or m.status = $4) and (not $5::boolean or (m.status = 'pending' and m.due_at is not null))
       and ($6::date is null or m.service_date >= $6) and ($7::date is null or m.service_date < $7)
       and ($8::date is null or (m.service_date, m.id) < ($8, $9::uuid))
     order by m.service_date desc, m.id desc limit $10`,
    [
      database.organizationId,
      filter.clinicId,
      filter.patientId,
      filter.status,
      filter.outstanding,
      filter.from,
      filter.to,
      filter.beforeDate,
      filter.beforeId,
      limit,
    ],
  );
}

/** What the payment is owed for, and where. */
export type OwedFor = Pick<PaymentRow, "clinic_id" | "visit_id" | "contract_id">;

export async function selectOwedFor(database: Database, id: string): Promise<OwedFor | undefined> {
  const [row] = await database.rows<OwedFor>(
    "select clinic_id, visit_id, contract_id from payments where organization_id = $1 and id = $2",
    [database.organizationId, id],
  );
  return row;
}

export async function selectPayment(database: Database, id: string): Promise<ListedPaymentRow | undefined> {
  const [row] = await database.rows<ListedPaymentRow>(`${listed} where m.organization_id = $1 and m.id = $2`, [
    database.organizationId,
    id,
  ]);
  return row;
}
