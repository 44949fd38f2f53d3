import type { Database } from "../platform/database.ts";

interface PatientTermsRow {
  allow_patient_reschedule: boolean;
  max_reschedule_count: number;
  late_cancel_notice_minutes: number;
  late_cancel_fee_minor: number;
  no_show_fee_minor: number;
  currency: string;
}

const patientTerms = {
  name: "patient_terms",
  text: `select allow_patient_reschedule, max_reschedule_count, late_cancel_notice_minutes,
           late_cancel_fee_minor, no_show_fee_minor, currency
         from services where organization_id = $1 and id = $2`,
};

/** What the service asks of its patients today. */
export async function selectPatientTerms(database: Database, serviceId: string): Promise<PatientTermsRow> {
  const [row] = await database.rows<PatientTermsRow>(patientTerms, [database.organizationId, serviceId]);
  return row!;
}
