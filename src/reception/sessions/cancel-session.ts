import type { Temporal } from "temporal-polyfill";
import type { z } from "zod";
import { illegalMove } from "../../core/errors.ts";
import { allows, sessionMoves } from "../../core/moves.ts";
import type { Transaction } from "../../platform/database.ts";
import type { Caller } from "../../platform/http/caller.ts";
import type { House } from "../../platform/house.ts";
import { rulesChanged } from "../../supply/announce-slots.ts";
import type { sessionCalledOff } from "../../supply/sessions/admission-schemas.ts";
import { lockBedsOf } from "./bed-service.ts";
import { deleteClosing, insertBlocks, type PatientOfBed, selectStranded } from "./session-blocks.sql.ts";
import { lockExpectedSession, readBeds, recordSession } from "./session-record.ts";

export type CalledOff = Omit<z.output<typeof sessionCalledOff>, "starts_at" | "moved"> & {
  starts_at: Temporal.Instant;
  moved: (PatientOfBed & { starts_at: Temporal.Instant })[];
};

interface Cancelling {
  id: string;
  reason: string;
  expectedVersion: number | null;
}

/**
 * Calls a session off. Its patients keep their appointments until somebody moves or cancels them, and are listed: a re-plan of the
 * session proposes where they go. Throws `not_found`, `version_mismatch` or `illegal_move`.
 */
export async function cancelSession(house: House, caller: Caller, command: Cancelling): Promise<CalledOff> {
  const now = house.now();
  const cancelled = await house.postgres.write(caller.organizationId, (tx) =>
    cancelWithin(tx, command, caller.accountId, now),
  );
  house.wake(caller.organizationId);
  return cancelled;
}

async function cancelWithin(
  tx: Transaction,
  { id, reason, expectedVersion }: Cancelling,
  actorId: string,
  now: Temporal.Instant,
): Promise<CalledOff> {
  const found = await lockExpectedSession(tx, id, expectedVersion);
  if (!allows(sessionMoves.cancel, found.status)) throw illegalMove(found.status);
  const beds = await readBeds(tx, id, now);
  await lockBedsOf(tx, beds);
  const bedIds = beds.map((bed) => bed.id);
  await deleteClosing(tx, id);
  const during = { from: found.starts_at, to: found.ends_at };
  await insertBlocks(tx, found, { bedIds, ...during, reason, createdBy: actorId }, now);
  const change = { status: sessionMoves.cancel.to, cancelled_at: now.toString(), cancellation_reason: reason };
  const session = await recordSession(tx, id, { kind: "cancel", change }, actorId, now);
  const stranded = await selectStranded(tx, id);
  await rulesChanged(tx, { resourceIds: bedIds }, now, [found.clinic_id]);
  return { session_id: id, status: session.status, starts_at: session.starts_at, moved: [], stranded };
}
