import type { Temporal } from "temporal-polyfill";
import { notFound } from "../../core/errors.ts";
import type { Database } from "../../platform/database.ts";
import {
  type AdmissionRow,
  type BoardBedRow,
  findSession,
  selectAdmissions,
  selectBoardBeds,
  type SessionRow,
} from "./sessions.sql.ts";

export interface SessionBoard extends SessionRow {
  board: (BoardBedRow & { admission: AdmissionRow | null })[];
  without_bed: AdmissionRow[];
}

/** A session with each of its beds and who was given it, and who is admitted and has none yet. Throws `not_found`. */
export async function readBoard(database: Database, id: string, now: Temporal.Instant): Promise<SessionBoard> {
  const [session, beds, admissions] = await Promise.all([
    findSession(database, id, now),
    selectBoardBeds(database, id, now),
    selectAdmissions(database, id, now),
  ]);
  if (!session) throw notFound("/id", "session");
  const given = new Map(admissions.map((admission) => [admission.bed_id, admission]));
  return {
    ...session,
    board: beds.map((bed) => ({ ...bed, admission: given.get(bed.bed_id) ?? null })),
    without_bed: admissions.filter(({ bed_id }) => bed_id === null),
  };
}
