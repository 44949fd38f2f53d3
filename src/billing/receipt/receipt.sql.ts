import type { Temporal } from "temporal-polyfill";
import type { Database } from "../../platform/database.ts";

/** What stands at the head of a receipt. */
export interface HeadRow {
  organization_name: string;
  country: string;
  clinic_name: string;
  timezone: string;
  address: string | null;
  phone: string | null;
  patient_name: string;
  service_name: string | null;
  practitioner_name: string | null;
  contract_number: string | null;
  service_date: Temporal.PlainDate;
}

export async function selectHead(database: Database, paymentId: string): Promise<HeadRow | undefined> {
  const [row] = await database.rows<HeadRow>(
    `select o.name as organization_name, coalesce(k.country, o.country) as country, k.name as clinic_name, k.timezone, k.address, k.phone,
       p.name as patient_name, s.name as service_name, r.name as practitioner_name, c.contract_number, m.service_date
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
