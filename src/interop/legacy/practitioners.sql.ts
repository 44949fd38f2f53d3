import type { Database } from "../../platform/database.ts";

export interface KnownPractitioner {
  id: string;
  name: string;
  status: "active" | "retired";
  /** Those that are open. */
  clinic_ids: string[];
}

/** Every practitioner, with the clinics at which they work. */
export async function selectPractitioners(database: Database): Promise<KnownPractitioner[]> {
  return await database.rows(
    `select r.id, r.name, r.status, array(
       select c.id from practitioner_clinics p join clinics c on c.organization_id = $1 and c.id = p.clinic_id
       where p.organization_id = $1 and p.practitioner_id = r.id and c.status = 'active' order by c.id) as clinic_ids
     from resources r where r.organization_id = $1 and r.kind = 'practitioner' order by r.id`,
    [database.organizationId],
  );
}
