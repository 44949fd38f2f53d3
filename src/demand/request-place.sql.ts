import type { Database } from "../platform/database.ts";

export interface PlaceRow {
  timezone: string;
  status: string;
  patient_exists: boolean;
}

/** The clinic of a request, and whether its patient is known. */
export async function selectPlace(
  database: Database,
  clinicId: string,
  patientId: string,
): Promise<PlaceRow | undefined> {
  const [row] = await database.rows<PlaceRow>(
    `select c.timezone, c.status,
       exists (select 1 from patients p where p.organization_id = $1 and p.id = $3) as patient_exists
     from clinics c where c.organization_id = $1 and c.id = $2`,
    [database.organizationId, clinicId, patientId],
  );
  return row;
}
