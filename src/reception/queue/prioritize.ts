import { prioritizable } from "../../core/moves.ts";
import { illegalMove, notFound } from "../../core/errors.ts";
import type { Caller } from "../../platform/http/caller.ts";
import { requireVersion } from "../../platform/http/conditions.ts";
import type { House } from "../../platform/house.ts";
import { prioritizeVisit, readVisit, type VisitRow } from "../../visits/visits.ts";
import { announceVisit } from "../announce.ts";

interface Wanted {
  priority: number;
  reason: string | null;
  expectedVersion: number | null;
}

/**
 * Says who goes first, and why; with 0 nobody does. Throws `not_found`, `version_mismatch`, or `illegal_move` once it is the
 * patient's turn.
 */
export async function prioritize(
  house: House,
  caller: Caller,
  id: string,
  { priority, reason, expectedVersion: version }: Wanted,
): Promise<{ visit: VisitRow }> {
  const now = house.now();
  const prioritized = await house.postgres.write(caller.organizationId, async (tx) => {
    const change = { priority, reason: priority === 0 ? null : reason, from: prioritizable, version };
    const visit = await prioritizeVisit(tx, id, { ...change, actorId: caller.accountId, now });
    if (visit) {
      await announceVisit(tx, visit, now);
      return { visit };
    }
    const found = await readVisit(tx, id);
    if (!found) throw notFound("/id", "visit");
    requireVersion(version, found);
    throw illegalMove(found.status);
  });
  house.wake(caller.organizationId);
  return prioritized;
}
