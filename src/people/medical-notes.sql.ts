import type { Temporal } from "temporal-polyfill";
import type { Database, Transaction } from "../platform/database.ts";

export interface MedicalNoteRow {
  id: string;
  patient_id: string;
  visit_id: string | null;
  corrects_id: string | null;
  corrected_by_id: string | null;
  body: string;
  account_id: string;
  account_name: string;
  created_at: Temporal.Instant;
}

const columns = `n.id, n.patient_id, n.visit_id, n.corrects_id,
  (select c.id from medical_notes c where c.organization_id = n.organization_id and c.corrects_id = n.id order by c.created_at desc, c.id desc
   limit 1) as corrected_by_id,
  n.body, n.account_id,
  (select a.name from accounts a where a.organization_id = n.organization_id and a.id = n.account_id) as account_name, n.created_at`;

export async function insertMedicalNote(
  tx: Transaction,
  note: {
    id: string;
    patientId: string;
    visitId: string | null;
    correctsId: string | null;
    body: string;
    accountId: string;
  },
  now: Temporal.Instant,
): Promise<void> {
  await tx.rows(
    `insert into medical_notes (organization_id, id, patient_id, visit_id, corrects_id, body, account_id, created_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [tx.organizationId, note.id, note.patientId, note.visitId, note.correctsId, note.body, note.accountId, now],
  );
}

export async function findMedicalNote(database: Database, id: string): Promise<MedicalNoteRow | undefined> {
  const [row] = await database.rows<MedicalNoteRow>(
    `select ${columns} from medical_notes n where n.organization_id = $1 and n.id = $2`,
    [database.organizationId, id],
  );
  return row;
}

/** The latest first, after the keyset (time, id). */
export async function listMedicalNotes(
  database: Database,
  patientId: string,
  before: { at: string | null; id: string | null },
  limit: number,
): Promise<MedicalNoteRow[]> {
  return await database.rows(
    `select ${columns} from medical_notes n
     where n.organization_id = $1 and n.patient_id = $2 and ($3::timestamptz is null or (n.created_at, n.id) < ($3, $4::uuid))
     order by n.created_at desc, n.id desc limit $5`,
    [database.organizationId, patientId, before.at, before.id, limit],
  );
}

/** Whether the visit is one of the patient's. */
export async function isVisitOf(database: Database, visitId: string, patientId: string): Promise<boolean> {
  const rows = await database.rows("select 1 from visits where organization_id = $1 and id = $2 and patient_id = $3", [
    database.organizationId,
    visitId,
    patientId,
  ]);
  return rows.length > 0;
}
