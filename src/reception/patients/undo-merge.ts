import type { Temporal } from "temporal-polyfill";
import { DomainError, notFound } from "../../core/errors.ts";
import {
  findMerge,
  formerFields,
  lockPatients,
  markParted,
  markUndone,
  mergeAnswer,
  writeFields,
} from "../../people/merges.ts";
import type { Transaction } from "../../platform/database.ts";
import type { Caller } from "../../platform/http/caller.ts";
import { requireVersion, stale } from "../../platform/http/conditions.ts";
import type { House } from "../../platform/house.ts";
import { lockBelongings } from "./belongings.sql.ts";
import { selectGoingBack } from "./going-back.sql.ts";
import { handOver } from "./hand-over.ts";
import { restoreTickets } from "./tickets.sql.ts";

/**
 * The two records are two people's after all: what the merge moved and is still the kept record's goes back, with what was made
 * since for a contract, a request or a standing admission that goes back. Everything else that was made since stays, and so does
 * what somebody has changed in the kept record's fields.
 *
 * Throws `not_undoable` when it was undone before or the kept record was itself merged since, `version_mismatch` or `not_found`.
 */
export async function undoMerge(
  house: House,
  caller: Caller,
  id: string,
  expectedVersion: number | null,
): Promise<ReturnType<typeof mergeAnswer>> {
  const parted = await house.postgres.write(caller.organizationId, (tx) =>
    undoLocked(tx, { id, expectedVersion, actorId: caller.accountId, now: house.now() }),
  );
  house.wake(caller.organizationId);
  return parted;
}

interface Undoing {
  id: string;
  expectedVersion: number | null;
  actorId: string;
  now: Temporal.Instant;
}

async function undoLocked(tx: Transaction, { id, expectedVersion, actorId, now }: Undoing) {
  const merge = await findMerge(tx, id);
  if (!merge) throw notFound("/id", "merge");
  requireVersion(expectedVersion, merge);
  if (merge.undone_at !== null) throw notUndoable("The merge was undone before.");
  const { kept_id: keptId, merged_id: mergedId, moved } = merge;
  await lockBelongings(tx, [keptId]);
  const found = await lockPatients(tx, [keptId, mergedId]);
  const kept = found.get(keptId)!;
  if (kept.merged_into !== null) throw notUndoable("The record was merged into another one since; undo that first.");
  if (!(await markUndone(tx, id, merge.version, actorId, now))) throw stale();
  await writeFields(tx, kept, formerFields(kept, moved.fields), now);
  await markParted(tx, { id: mergedId, keptId, others: moved.patients }, now);
  await restoreTickets(tx, mergedId, moved.joined);
  const ids = await selectGoingBack(tx, keptId, moved);
  await handOver(tx, { from: keptId, to: mergedId, kind: "unmerge", actorId, now }, ids);
  const [after, patients] = [await findMerge(tx, id), await lockPatients(tx, [mergedId])];
  return mergeAnswer(patients.get(mergedId)!, after!);
}

const notUndoable = (detail: string) => new DomainError("not_undoable", detail);
