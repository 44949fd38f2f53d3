import type { z } from "zod";
import { mayDo } from "../../core/roles.ts";
import { notFound, patientMerged } from "../../core/errors.ts";
import { findPatient } from "../../people/merges.ts";
import type { Database } from "../../platform/database.ts";
import type { Caller } from "../../platform/http/caller.ts";
import { pageOf, readCursor } from "../../platform/paging.ts";
import { historyKinds, type patientHistoryQuery } from "../history/patient-history-schemas.ts";
import { selectBalance, selectHistory } from "./history.sql.ts";

/**
 * What happened to a patient and what is agreed, the latest first. Who may not see payments gets the rest, without amounts.
 *
 * Throws `not_found`, or `patient_merged` with the kept record's id.
 */
export async function readPatientHistory(
  database: Database,
  caller: Caller,
  id: string,
  query: z.output<typeof patientHistoryQuery>,
) {
  const [beforeAt, beforeId] = readCursor(query.cursor, "instant", "uuid");
  const seesMoney = mayDo(caller.role, "listPayments");
  const kinds = historyKinds.filter((kind) => (query.kind ?? kind) === kind && (seesMoney || kind !== "payment"));
  const filter = { kinds, beforeAt: beforeAt ?? null, beforeId: beforeId ?? null };
  const [patient, rows, balance] = await Promise.all([
    findPatient(database, id),
    kinds.length === 0 ? [] : selectHistory(database, id, filter, query.limit + 1),
    seesMoney ? selectBalance(database, id) : null,
  ]);
  if (!patient) throw notFound("/id", "patient");
  if (patient.merged_into !== null) throw patientMerged(patient.merged_into, "/id");
  const page = pageOf(rows, query.limit, (item) => [item.at.toString(), item.id]);
  const items = seesMoney
    ? page.items
    : page.items.map((item) => ({ ...item, total_minor: null, paid_minor: null, currency: null }));
  return { ...page, items, balance };
}
