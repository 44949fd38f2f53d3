import type { Temporal } from "temporal-polyfill";
import { illegalMove } from "../../core/errors.ts";
import { allows, sessionMoves } from "../../core/moves.ts";
import type { Transaction } from "../../platform/database.ts";
import type { Caller } from "../../platform/http/caller.ts";
import type { House } from "../../platform/house.ts";
import { rulesChanged } from "../../supply/announce-slots.ts";
import { findSession, type ListedSessionRow } from "../../supply/sessions/sessions.ts";
import { lockBedsOf } from "./bed-service.ts";
import { deleteClosing, insertBlocks } from "./session-blocks.sql.ts";
import { lockExpectedSession, readBeds, recordSession } from "./session-record.ts";

/**
 * Closes a session: it admits nobody more, and its patients come all the same. No start in it is offered to anybody. Throws
 * `not_found`, `version_mismatch` or `illegal_move`.
 */
export async function closeSession(
  house: House,
  caller: Caller,
  id: string,
  expectedVersion: number | null,
): Promise<ListedSessionRow> {
  return await turn(house, caller, { id, move: "close", expectedVersion });
}

/** Opens it again to who comes new. Throws as `closeSession` does. */
export async function reopenSession(
  house: House,
  caller: Caller,
  id: string,
  expectedVersion: number | null,
): Promise<ListedSessionRow> {
  return await turn(house, caller, { id, move: "reopen", expectedVersion });
}

interface Turn {
  id: string;
  move: "close" | "reopen";
  expectedVersion: number | null;
}

async function turn(house: House, caller: Caller, wanted: Turn): Promise<ListedSessionRow> {
  const now = house.now();
  const turned = await house.postgres.write(caller.organizationId, (tx) =>
    turnWithin(tx, wanted, caller.accountId, now),
  );
  house.wake(caller.organizationId);
  return turned;
}

async function turnWithin(
  tx: Transaction,
  { id, move, expectedVersion }: Turn,
  actorId: string,
  now: Temporal.Instant,
): Promise<ListedSessionRow> {
  const session = await lockExpectedSession(tx, id, expectedVersion);
  if (!allows(sessionMoves[move], session.status)) throw illegalMove(session.status);
  const beds = await readBeds(tx, id, now);
  await lockBedsOf(tx, beds);
  const bedIds = beds.map((bed) => bed.id);
  const during = { from: session.starts_at, to: session.ends_at };
  if (move === "reopen") await deleteClosing(tx, id);
  else await insertBlocks(tx, session, { bedIds, ...during, reason: null, createdBy: actorId, isClosing: true }, now);
  await recordSession(tx, id, { kind: move, change: { status: sessionMoves[move].to } }, actorId, now);
  await rulesChanged(tx, { resourceIds: bedIds }, now, [session.clinic_id]);
  return (await findSession(tx, id, now))!;
}
