import { notFound } from "../../core/errors.ts";
import { hasEntriesSince } from "../../billing/payments.ts";
import { readEvents } from "../../booking/appointments.ts";
import { notUndoable } from "../../booking/undo-plan.ts";
import type { Caller } from "../../platform/http/caller.ts";
import { requireVersion } from "../../platform/http/conditions.ts";
import type { House } from "../../platform/house.ts";
import { lockVisit, moveVisit, type VisitRow } from "../../visits/visits.ts";
import { announceVisit } from "../announce.ts";
import { formerPlace } from "./former-place.ts";
import { handOverPayment } from "./hand-over.ts";

/**
 * Takes back what was done last to a visit in the queue, as an event of its own: a call, another call, a call that nobody answered,
 * handing over. The place in line is the one from before; the payment follows to the practitioner from before.
 *
 * Throws `not_found`, `version_mismatch`, or `not_undoable` when anything has happened to the visit since, or money that went to the
 * other practitioner.
 */
export async function undoMove(
  house: House,
  caller: Caller,
  id: string,
  expectedVersion: number | null,
): Promise<{ visit: VisitRow }> {
  const now = house.now();
  const undone = await house.postgres.write(caller.organizationId, async (tx) => {
    const { accountId: actorId } = caller;
    const found = await lockVisit(tx, id);
    if (!found) throw notFound("/id", "visit");
    requireVersion(expectedVersion, found);
    const { eventId, status, times, place } = formerPlace(await readEvents(tx, id));
    const isHandedBack = place.practitioner_id !== found.practitioner_id;
    if (isHandedBack && (await hasEntriesSince(tx, id, eventId)))
      throw notUndoable("Money has been taken or given back since.");
    const back = { from: [found.status], to: status, version: null, times, place, kind: "undo", actorId, now };
    const visit = (await moveVisit(tx, id, back))!;
    if (isHandedBack) await handOverPayment(tx, visit, { actorId, now });
    await announceVisit(tx, visit, now, found.practitioner_id);
    return { visit };
  });
  house.wake(caller.organizationId);
  return undone;
}
