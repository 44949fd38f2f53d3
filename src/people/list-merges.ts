import type { Database } from "../platform/database.ts";
import { type Page, pageOf, readCursor } from "../platform/paging.ts";
import { listMerges, type MergeRow } from "./patient-merges.sql.ts";
import type { PatientRow } from "./patients.sql.ts";

/** A merge as the API answers it: with how much it moved, and not what. */
function shownMerge({ moved, merged_by: _, ...merge }: MergeRow) {
  const { appointments, visits, payments, contracts, requests, standing_admissions } = moved;
  const counts = { appointments, visits, payments, contracts, requests, standing_admissions };
  return { ...merge, moved: mapValues(counts, (ids) => ids.length) };
}

/** What merging and undoing answer; made within their transaction, where the answer is kept for a repeat. */
export const mergeAnswer = (patient: PatientRow, merge: MergeRow) => ({
  version: merge.version,
  patient,
  merge: shownMerge(merge),
});

export async function listPatientMerges(
  database: Database,
  query: { patient_id?: string | undefined; limit: number; cursor?: string | undefined },
): Promise<Page<ReturnType<typeof shownMerge>>> {
  const [beforeAt, beforeId] = readCursor(query.cursor, "instant", "uuid");
  const filter = { patientId: query.patient_id ?? null, beforeAt: beforeAt ?? null, beforeId: beforeId ?? null };
  const rows = await listMerges(database, filter, query.limit + 1);
  const page = pageOf(rows, query.limit, ({ merged_at, id }) => [merged_at.toString(), id]);
  return { ...page, items: page.items.map(shownMerge) };
}

function mapValues<Key extends string>(
  record: Record<Key, string[]>,
  map: (ids: string[]) => number,
): Record<Key, number> {
  return Object.fromEntries(Object.entries<string[]>(record).map(([key, ids]) => [key, map(ids)])) as Record<
    Key,
    number
  >;
}
