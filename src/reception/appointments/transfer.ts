import { allows, visitMoves } from "../../core/moves.ts";
import { fault, illegalMove, notFound } from "../../core/errors.ts";
import type { Caller } from "../../platform/http/caller.ts";
import { requireVersion } from "../../platform/http/conditions.ts";
import type { House } from "../../platform/house.ts";
import { lockVisit, type VisitRow } from "../../visits/visits.ts";
import { announceVisit } from "../announce.ts";
import { requireAble, handOverPayment } from "../queue/hand-over.ts";
import { moveVisitByTable } from "../queue/move-visit.ts";

interface Wanted {
  practitionerId: string;
  reason: string;
  expectedVersion: number | null;
}

/**
 * Another practitioner takes the patient, who goes back into the queue and keeps the place in it. The payment and its share follow;
 * what was booked, and whose time that is, stays as it was agreed.
 *
 * Throws `not_found`, `version_mismatch`, `illegal_move` for who does not wait, or `not_offered`.
 */
export async function transfer(
  house: House,
  caller: Caller,
  id: string,
  { practitionerId, reason, expectedVersion }: Wanted,
): Promise<{ visit: VisitRow }> {
  const now = house.now();
  const transferred = await house.postgres.write(caller.organizationId, async (tx) => {
    const { accountId: actorId } = caller;
    const found = await lockVisit(tx, id);
    if (!found) throw notFound("/id", "visit");
    requireVersion(expectedVersion, found);
    await requireAble(tx, found, practitionerId);
    if (!allows(visitMoves.transfer, found.status)) throw illegalMove(found.status);
    if (found.practitioner_id === practitionerId)
      throw fault("invalid_request", "/practitioner_id", "The patient is with this practitioner already.");
    const place = { practitioner_id: practitionerId, room_id: null };
    const step = { times: {}, place, reason, actorId, expectedVersion: null, now };
    const visit = await moveVisitByTable(tx, id, "transfer", step);
    await handOverPayment(tx, visit, { actorId, now });
    await announceVisit(tx, visit, now, found.practitioner_id);
    return { visit };
  });
  house.wake(caller.organizationId);
  return transferred;
}
