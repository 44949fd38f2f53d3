import type { Database } from "../platform/database.ts";

export interface PlaceRow {
  timezone: string;
  status: string;
  patient_exists: boolean;
  patient_merged_into: string | null;
  /** Of those who were asked about. */
  known_practitioner_ids: string[];
}

/** The clinic of a request, and whether its patient and the practitioners whom it names are known. */
export async function selectPlace(
  database: Database,
  clinicId: string,
  patientId: string,
  practitionerIds: readonly string[],
): Promise<PlaceRow | undefined> {
  const [row] = await database.rows<PlaceRow>(
    `select c.timezone, c.status,
       exists (select 1 from patients p where p.organization_id = $1 and p.id = $3) as patient_exists,
       (select merged_into from patients where organization_id = $1 and id = $3) as patient_merged_into,
       array(select p.id from practitioners p where p.organization_id = $1 and p.id = any ($4::uuid[])) as known_practitioner_ids
     from clinics c where c.organization_id = $1 and c.id = $2`,
    [database.organizationId, clinicId, patientId, practitionerIds],
  );
  return row;
}
