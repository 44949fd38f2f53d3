import { illegalMove, notFound } from "../../core/errors.ts";
import { allows, requestMoves } from "../../core/moves.ts";
import { callOff, lockSessions } from "../../demand/call-off.ts";
import { readRequest, type RequestRow } from "../../demand/requests.ts";
import type { Caller } from "../../platform/http/caller.ts";
import { requireVersion } from "../../platform/http/conditions.ts";
import type { House } from "../../platform/house.ts";

/**
 * Nothing more is placed for a request: its planned sessions are off. Appointments that it has stay; they are cancelled one by one, or
 * with their contract. What a contract has sold of it is given back when the contract is cancelled.
 *
 * Throws `not_found`, `version_mismatch`, or `illegal_move` when it has ended already.
 */
export async function cancelRequest(
  house: House,
  caller: Caller,
  id: string,
  { reason, expectedVersion }: { reason: string | null; expectedVersion: number | null },
): Promise<RequestRow> {
  return await house.postgres.write(caller.organizationId, async (tx) => {
    const [found] = await lockSessions(tx, [id]);
    if (!found) throw notFound("/id", "booking request");
    requireVersion(expectedVersion, found);
    if (!allows(requestMoves.cancel, found.status)) throw illegalMove(found.status);
    const [, cancelled] = await Promise.all([callOff(tx, [id], "cancel", reason, house.now()), readRequest(tx, id)]);
    return cancelled!;
  });
}
