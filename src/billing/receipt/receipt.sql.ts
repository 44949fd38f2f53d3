import type { Temporal } from "temporal-polyfill";
import type { Database } from "../../platform/database.ts";

/** What stands at the head of every paper: whose it is, and whom it is for. */
export interface ClinicHeadRow {
  organization_name: string;
  country: string;
  clinic_name: string;
  timezone: string;
  address: string | null;
  phone: string | null;
  patient_name: string;
  service_date: Temporal.PlainDate;
}

/** What stands at the head of a receipt. */
export interface HeadRow extends ClinicHeadRow {
  service_name: string | null;
  practitioner_name: string | null;
  contract_number: string | null;
}

/** Of a clinic `k` of an organization `o` and a patient `p`. */
const clinicHead = `o.name as organization_name, coalesce(k.country, o.country) as country, k.name as clinic_name, k.timezone, k.address, k.phone,
       p.name as patient_name`;

export async function selectHead(database: Database, paymentId: string): Promise<HeadRow | undefined> {
  const [row] = await database.rows<HeadRow>(
    `select ${clinicHead}, s.name as service_name, r.name as practitioner_name, c.contract_number, m.service_date
     from payments m
     join organizations o on o.id = $1
     join clinics k on k.organization_id = $1 and k.id = m.clinic_id
     join patients p on p.organization_id = $1 and p.id = m.patient_id
     left join visits v on v.organization_id = $1 and v.id = m.visit_id
     left join services s on s.organization_id = $1 and s.id = v.service_id
     left join resources r on r.organization_id = $1 and r.id = m.practitioner_id
     left join contracts c on c.organization_id = $1 and c.id = m.contract_id
     where m.organization_id = $1 and m.id = $2`,
    [database.organizationId, paymentId],
  );
  return row;
}

/** At the head of the bill of a visit ticket. */
export async function selectBillHead(database: Database, ticketId: string): Promise<ClinicHeadRow | undefined> {
  const [row] = await database.rows<ClinicHeadRow>(
    `select ${clinicHead}, t.service_date
     from visit_tickets t
     join organizations o on o.id = $1
     join clinics k on k.organization_id = $1 and k.id = t.clinic_id
     join patients p on p.organization_id = $1 and p.id = t.patient_id
     where t.organization_id = $1 and t.id = $2`,
    [database.organizationId, ticketId],
  );
  return row;
}
