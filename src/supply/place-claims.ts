import type { Range } from "../core/ranges.ts";
import { clash, type ClaimWindows, claimWindows, freeLanes, type Need, type ResourceTime } from "./needs.ts";

export interface PlacedClaim extends ClaimWindows {
  phase: number;
  resourceId: string;
  lane: number;
}

/** Who may meet a need at a start; the caller knows what else stands in the way of a resource, as its room. */
export type CandidatesOf = (need: Need, start: number) => readonly ResourceTime[];

/**
 * The claims of all needs at `start`, or null when they cannot be met together. Of several ways the one that gives the
 * first need its preferred resource and lane, then the second, and so on.
 *
 * Phases of one appointment may compete for the same lanes, so this is a search: backtracking, after a matching at each moment
 * has ruled out what cannot be because too many want too few.
 */
export function placeNeeds(needs: readonly Need[], start: number, candidatesOf: CandidatesOf): PlacedClaim[] | null {
  const choices = needs.map((need, phase) => unitsOf(need, phase, start, candidatesOf(need, start)));
  if (choices.some((units) => units.length === 0)) return null;
  if (!competing(choices)) return choices.map(([first]) => first!);
  const moments = needs.map(({ starts }) => choices.filter((_, i) => runsAt(needs[i]!, starts)));
  if (!moments.every(canMatch)) return null;
  return search(choices, []);
}

/** The first so many ways to meet all needs at `start`, in the order of `placeNeeds`; fewer when there are no more. */
export function placingsOfNeeds(
  needs: readonly Need[],
  start: number,
  candidatesOf: CandidatesOf,
  atMost: number,
): PlacedClaim[][] {
  const choices = needs.map((need, phase) => unitsOf(need, phase, start, candidatesOf(need, start)));
  const found: PlacedClaim[][] = [];
  const go = (placed: PlacedClaim[]): void => {
    if (placed.length === choices.length) return void found.push(placed);
    for (const unit of choices[placed.length]!)
      if (found.length < atMost && !placed.some((claim) => excludes(claim, unit))) go([...placed, unit]);
  };
  if (choices.every((units) => units.length > 0)) go([]);
  return found;
}

/** Every lane that could meet the need, the preferred first. */
function unitsOf(need: Need, phase: number, start: number, candidates: readonly ResourceTime[]): PlacedClaim[] {
  return candidates.flatMap((time) => {
    const windows = claimWindows(time, need, start);
    const { resourceId } = time;
    return freeLanes(time, need, start).map((lane) => ({ phase, resourceId, lane, ...windows }));
  });
}

const runsAt = ({ starts, ends }: Need, minute: number): boolean => starts <= minute && minute < ends;

const excludes = (one: PlacedClaim, other: PlacedClaim): boolean =>
  one.resourceId === other.resourceId && one.lane === other.lane && clash(one, other);

/** Whether any two phases could want the same lane at once. */
function competing(choices: readonly PlacedClaim[][]): boolean {
  return choices.some((units, i) =>
    choices.slice(i + 1).some((others) => units.some((unit) => others.some((other) => excludes(unit, other)))),
  );
}

/** Whether needs that run at the same moment can have a lane each: augmenting paths (Kuhn 1955). */
function canMatch(choices: readonly PlacedClaim[][]): boolean {
  const holder = new Map<string, number>();
  const give = (i: number, tried: Set<string>): boolean =>
    choices[i]!.some(({ resourceId, lane }) => {
      const unit = `${resourceId} ${lane}`;
      if (tried.has(unit)) return false;
      tried.add(unit);
      const current = holder.get(unit);
      if (current !== undefined && !give(current, tried)) return false;
      holder.set(unit, i);
      return true;
    });
  return choices.every((_, i) => give(i, new Set()));
}

function search(choices: readonly PlacedClaim[][], placed: PlacedClaim[]): PlacedClaim[] | null {
  const units = choices[placed.length];
  if (!units) return placed;
  for (const unit of units) {
    if (placed.some((claim) => excludes(claim, unit))) continue;
    const found = search(choices, [...placed, unit]);
    if (found) return found;
  }
  return null;
}

/** Whether phases could compete at some start: they share a candidate, and their windows come near each other. */
export function mayCompete(needs: readonly Need[], slack: number): boolean {
  return needs.some((need, i) =>
    needs.slice(i + 1).some((other) => {
      const near: Range = [other.starts - other.bufferBefore - slack, other.ends + other.bufferAfter + slack];
      const apart = need.ends + need.bufferAfter <= near[0] || need.starts - need.bufferBefore >= near[1];
      return !apart && need.candidates.some((id) => other.candidates.includes(id));
    }),
  );
}
