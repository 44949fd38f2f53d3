import type { Temporal } from "temporal-polyfill";
import { DomainError, fault, notFound, patientMerged } from "../../core/errors.ts";
import { countOnSlots } from "../../booking/appointments.ts";
import {
  changedFields,
  findMerge,
  insertMerge,
  type Keep,
  lockPatients,
  markMerged,
  mergeAnswer,
  mergedFields,
  type PatientRow,
  writeFields,
} from "../../people/merges.ts";
import type { Transaction } from "../../platform/database.ts";
import type { Caller } from "../../platform/http/caller.ts";
import { requireVersion } from "../../platform/http/conditions.ts";
import type { House } from "../../platform/house.ts";
import { newId } from "../../platform/ids.ts";
import { expireHolds } from "../appointments/expire.ts";
import { lockBelongings, selectOverlaps, selectRunOut } from "./belongings.sql.ts";
import { handOver } from "./hand-over.ts";

export interface MergeCommand {
  id: string;
  intoId: string;
  reason: string | null;
  keep: Keep;
  /** Of the record that is given up. */
  expectedVersion: number | null;
}

/**
 * Two records are one person's: everything of the one becomes the other's, which fills its gaps from it, and the one points to
 * the other from then on. Whatever is being booked for either at this moment comes along or is refused.
 *
 * Throws `patient_merged` with the kept record's id when either was merged before, `appointments_overlap` with the ids of live
 * appointments that one person cannot have both, `version_mismatch`, `not_found` or `invalid_request`.
 */
export async function mergePatients(
  house: House,
  caller: Caller,
  command: MergeCommand,
): Promise<ReturnType<typeof mergeAnswer>> {
  if (command.id === command.intoId)
    throw fault("invalid_request", "/into_id", "A record cannot be merged into itself.");
  const merged = await house.postgres.write(caller.organizationId, (tx) =>
    mergeLocked(tx, command, caller.accountId, house.now()),
  );
  house.wake(caller.organizationId);
  return merged;
}

async function mergeLocked(tx: Transaction, command: MergeCommand, actorId: string, now: Temporal.Instant) {
  const both = [command.intoId, command.id];
  const runOut = await expireHolds(tx, await selectRunOut(tx, both, now), now);
  await lockBelongings(tx, both);
  const { merged, kept } = await lockBoth(tx, command);
  const overlaps = await selectOverlaps(tx, kept.id, merged.id);
  if (overlaps.length > 0)
    throw new DomainError("appointments_overlap", "Move or cancel one of each two appointments first.", {
      members: { overlaps },
    });
  const over = { from: merged.id, to: kept.id, kind: "merge", actorId, now } as const;
  const moved = await handOver(tx, over, null);
  if (runOut.appointmentIds.length > 0) await countOnSlots(tx, runOut.appointmentIds, runOut.released);
  const patients = await markMerged(tx, merged.id, kept.id, now);
  const after = mergedFields(kept, merged, command.keep);
  const patient = await writeFields(tx, kept, after, now);
  const id = newId();
  const record = { ...moved, patients, fields: changedFields(fieldsOf(kept), after) };
  await insertMerge(
    tx,
    { id, keptId: kept.id, mergedId: merged.id, moved: record, reason: command.reason, actorId },
    now,
  );
  return mergeAnswer(patient, (await findMerge(tx, id))!);
}

/** Both records, which nobody writes for until the end. */
async function lockBoth(tx: Transaction, { id, intoId, expectedVersion }: MergeCommand) {
  const found = await lockPatients(tx, [id, intoId]);
  const [merged, kept] = [found.get(id), found.get(intoId)];
  if (!merged) throw notFound("/id", "patient");
  if (!kept) throw notFound("/into_id", "patient");
  if (merged.merged_into !== null) throw patientMerged(merged.merged_into, "/id");
  if (kept.merged_into !== null) throw patientMerged(kept.merged_into, "/into_id");
  requireVersion(expectedVersion, merged);
  return { merged, kept };
}

function fieldsOf({ id: _id, merged_into: _into, created_at: _at, version: _version, ...fields }: PatientRow) {
  return fields;
}
