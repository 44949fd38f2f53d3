import { illegalMove, notFound } from "../core/errors.ts";
import { readRequest } from "../demand/requests.ts";
import type { Actor } from "../platform/http/caller.ts";
import { requireVersion } from "../platform/http/conditions.ts";
import type { House } from "../platform/house.ts";
import { sayFeasibility } from "./course.ts";
import { fillRequests } from "./fill-requests.ts";

const over: ReadonlySet<string> = new Set(["fulfilled", "cancelled", "expired"]);

/**
 * Books what can be booked of a request's planned sessions, and says where the rest stands in the way. Throws `not_found`, and
 * `illegal_move` for a request that is over, and `version_mismatch` when another version of it is expected.
 */
export async function autoFill(
  house: House,
  actor: Actor,
  id: string,
  {
    expectedVersion = null,
    onProgress,
  }: { expectedVersion?: number | null; onProgress?: Parameters<typeof fillRequests>[3] } = {},
) {
  const read = () => house.postgres.read(actor.organizationId, (database) => readRequest(database, id));
  const found = await read();
  if (!found) throw notFound("/id", "booking request");
  requireVersion(expectedVersion, found);
  if (over.has(found.status)) throw illegalMove(found.status);
  const { appointments, course } = await fillRequests(house, actor, [id], onProgress);
  return { request: (await read())!, appointments, feasibility: sayFeasibility(course) };
}
