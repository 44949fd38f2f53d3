import type { Temporal } from "temporal-polyfill";
import type { z } from "zod";
import { notFound, patientMerged } from "../core/errors.ts";
import type { Database, Transaction } from "../platform/database.ts";
import { newId } from "../platform/ids.ts";
import { type Page, pageOf, readCursor } from "../platform/paging.ts";
import {
  findMedicalNote,
  insertMedicalNote,
  isVisitOf,
  listMedicalNotes,
  type MedicalNoteRow,
} from "./medical-notes.sql.ts";
import type { newMedicalNote } from "./note-schemas.ts";
import { findPatient } from "./patients.sql.ts";

/**
 * Writes what clinicians write for each other. A note stays as it was written; another one corrects it.
 *
 * Throws `not_found` with a pointer, `patient_merged` with the kept record's id.
 */
export async function writeMedicalNote(
  tx: Transaction,
  patientId: string,
  wanted: z.output<typeof newMedicalNote>,
  accountId: string,
  now: Temporal.Instant,
): Promise<MedicalNoteRow> {
  await requirePatient(tx, patientId);
  const { body, visit_id: visitId = null, corrects_id: correctsId = null } = wanted;
  if (visitId !== null && !(await isVisitOf(tx, visitId, patientId))) throw notFound("/visit_id", "visit");
  const corrected = correctsId === null ? null : await findMedicalNote(tx, correctsId);
  if (correctsId !== null && corrected?.patient_id !== patientId) throw notFound("/corrects_id", "medical note");
  const id = newId();
  await insertMedicalNote(tx, { id, patientId, visitId, correctsId, body, accountId }, now);
  return (await findMedicalNote(tx, id))!;
}

/** The patient's notes, the latest first. Throws as `writeMedicalNote` does. */
export async function readMedicalNotes(
  database: Database,
  patientId: string,
  query: { limit: number; cursor?: string | undefined },
): Promise<Page<MedicalNoteRow>> {
  await requirePatient(database, patientId);
  const [at, id] = readCursor(query.cursor, "instant", "uuid");
  const rows = await listMedicalNotes(database, patientId, { at: at ?? null, id: id ?? null }, query.limit + 1);
  return pageOf(rows, query.limit, (note) => [note.created_at.toString(), note.id]);
}

async function requirePatient(database: Database, id: string): Promise<void> {
  const patient = await findPatient(database, id);
  if (!patient) throw notFound("/id", "patient");
  if (patient.merged_into !== null) throw patientMerged(patient.merged_into, "/id");
}
