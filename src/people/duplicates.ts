import { notFound, patientMerged } from "../core/errors.ts";
import type { Database } from "../platform/database.ts";
import { type Page, pageOf, readCursor } from "../platform/paging.ts";
import { selectCandidates, selectKeys, selectPairs, selectPatients, selectSharing } from "./duplicates.sql.ts";
import { type Match, matchPatients } from "./match-patients.ts";
import type { PatientRow } from "./patients.sql.ts";

/** Below this nobody needs to look. */
export const worthALook = 55;
const mostShown = 20;

/** Who may be the same person as this patient, the likeliest first, and who else has the number. */
export async function findDuplicates(
  database: Database,
  id: string,
): Promise<{ items: (Match & { patient: PatientRow })[]; sharing_phone: PatientRow[] }> {
  const patient = await selectKeys(database, id);
  if (!patient) throw notFound("/id", "patient");
  if (patient.merged_into !== null) throw patientMerged(patient.merged_into, "/id");
  const { phone } = patient;
  const [candidates, sharing] = await Promise.all([
    selectCandidates(database, patient),
    phone === null ? [] : selectSharing(database, { id, phone }),
  ]);
  const matches = candidates.map((other) => ({ patient: other, ...matchPatients(patient, other) }));
  const likely = matches.filter(({ score }) => score >= worthALook);
  return { items: likely.sort(byScore).slice(0, mostShown), sharing_phone: sharing };
}

const byScore = (a: Match & { patient: PatientRow }, b: Match & { patient: PatientRow }): number =>
  b.score - a.score || (a.patient.id < b.patient.id ? -1 : 1);

/**
 * Pairs of the whole organization that score at least so much, by the later record. Names alone do not make a pair here, or a
 * town of Mohammeds would; a page may be short and still have a next one.
 */
export async function listDuplicates(
  database: Database,
  query: { min_score: number; limit: number; cursor?: string | undefined },
): Promise<Page<Match & { patients: [PatientRow, PatientRow] }>> {
  const [one, other] = readCursor(query.cursor, "uuid", "uuid");
  const rows = await selectPairs(database, { one: one ?? null, other: other ?? null }, pairsAtOnce + 1);
  const looked = rows.slice(0, pairsAtOnce);
  const patients = await selectPatients(
    database,
    looked.flatMap((pair) => [pair.one, pair.other]),
  );
  const scored = looked.map((pair) => {
    const both: [PatientRow, PatientRow] = [patients.get(pair.other)!, patients.get(pair.one)!];
    return { pair, patients: both, ...matchPatients(...both) };
  });
  const likely = scored.filter(({ score }) => score >= query.min_score);
  const shown = likely.slice(0, query.limit);
  const last = shown.length < likely.length ? shown.at(-1)!.pair : rows.length > looked.length ? looked.at(-1)! : null;
  const page = pageOf(last ? [last, last] : [], 1, (pair) => [pair.one, pair.other]);
  return { items: shown.map(({ pair: _, ...match }) => match), next_cursor: page.next_cursor };
}

/** How many pairs are looked at for one page, most of whom are relatives. */
const pairsAtOnce = 1_000;
