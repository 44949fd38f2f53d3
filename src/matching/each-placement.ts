import { type DomainError, fault, illegalMove, notFound, refusalOf } from "../core/errors.ts";
import type { Caller } from "../platform/http/caller.ts";
import { requireVersion } from "../platform/http/conditions.ts";
import type { OnePart } from "../platform/http/once.ts";
import type { House } from "../platform/house.ts";
import { type Plan, readPlan } from "./plan-record.ts";
import type { PlacementRow } from "./placements.sql.ts";
import { selectPlan } from "./plans.sql.ts";
import { requireDistinct } from "./question.ts";
import { Overtaken } from "./settle.ts";

/** A plan, and those of its placements that somebody decides about. */
export interface Chosen {
  plan: Plan;
  placements: readonly PlacementRow[];
}

/** All placements, or those that are named. Throws `not_found` and `invalid_request` with a pointer. */
export async function choosePlacements(
  house: House,
  { organizationId }: Caller,
  planId: string,
  ids?: readonly string[],
): Promise<Chosen> {
  const plan = await house.postgres.read(organizationId, (database) => readPlan(database, planId));
  if (!ids) return { plan, placements: plan.placements };
  if (ids.length === 0)
    throw fault("invalid_request", "/placement_ids", "Name at least one placement, or none at all.");
  requireDistinct(ids, "/placement_ids");
  const known = new Map(plan.placements.map((placement) => [placement.id, placement]));
  const placements = ids.map((id, i) => {
    const placement = known.get(id.toLowerCase());
    if (!placement) throw notFound(`/placement_ids/${i}`, "placement");
    return placement;
  });
  return { plan, placements };
}

export interface EachCommand {
  chosen: Chosen;
  expectedVersion: number | null;
  onePart: OnePart;
  /** What is done with one of them. */
  one: (house: House, placement: PlacementRow) => Promise<object>;
  /** What is written down when it is refused. */
  refused: (placement: PlacementRow, refusal: DomainError) => Promise<void>;
}

/**
 * Does something with each of the placements, one after another, each in a transaction of its own, and gives the plan as it is then.
 * What was decided about already is left alone, so that a call which broke off goes on where it stopped. Throws `illegal_move` when
 * nothing was left to do, `version_mismatch`, and `unavailable` in the middle of it.
 */
export async function eachPlacement(house: House, { organizationId }: Caller, command: EachCommand): Promise<Plan> {
  const { chosen, expectedVersion, onePart } = command;
  const { plan, placements } = chosen;
  // Who repeats a call with its key has seen the plan as it was before the first one.
  let isSeen = expectedVersion === null;
  let isAnyLeft = false;
  for (const [i, placement] of placements.entries()) {
    const work = async (part: House) => {
      if (!isSeen) await requireSame(house, organizationId, plan.id, expectedVersion);
      isSeen = true;
      return await command.one(part, placement);
    };
    try {
      await onePart(i, work);
      isSeen = isAnyLeft = true;
    } catch (error) {
      if (!isSeen) throw error;
      isAnyLeft = (await isNoted(error, (refusal) => command.refused(placement, refusal))) || isAnyLeft;
    }
  }
  const after = await house.postgres.read(organizationId, (database) => readPlan(database, plan.id));
  if (!isAnyLeft) throw illegalMove(after.status);
  return after;
}

async function requireSame(house: House, organizationId: string, planId: string, expected: number | null) {
  const plan = await house.postgres.read(organizationId, (database) => selectPlan(database, planId));
  if (plan) requireVersion(expected, plan);
}

/** Writes a refusal down, and says whether there was still something to decide. */
async function isNoted(error: unknown, note: (refusal: DomainError) => Promise<void>): Promise<boolean> {
  try {
    if (error instanceof Overtaken) throw error;
    await note(refusalOf(error));
    return true;
  } catch (another) {
    if (another instanceof Overtaken) return false;
    throw another;
  }
}
