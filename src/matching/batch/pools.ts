import type { Problem } from "../problem.ts";
import type { Clock } from "./clock.ts";

/**
 * All resources of which a need takes any one. The bound counts how many are in use of a pool at a time and not which; who takes one
 * of a pool also takes one of every pool around it.
 */
export interface Pool {
  /** Places in `Problem.resources`, as a need names them: the preferred first. */
  members: readonly number[];
  /** Their lanes, in the same order: places in `Lanes`. */
  lanes: Int32Array;
  /** This and every pool that has all its members. */
  around: readonly number[];
  /** Lanes that are free in each atom before anything is placed. */
  capacity: Int16Array;
}

/** The lanes of all resources one after the other, and which pools the needs of all offerings name. */
export function gatherPools(
  problem: Problem,
  clock: Clock,
): { pools: Pool[]; poolOf: (anyOf: readonly number[]) => number } {
  const firstLane: number[] = [];
  let lanes = 0;
  for (const resource of problem.resources) {
    firstLane.push(lanes);
    lanes += resource.lanes.length;
  }
  const places = new Map<string, number>();
  const lists: (readonly number[])[] = [];
  for (const { needs } of problem.offerings)
    for (const { anyOf } of needs) if (!places.has(anyOf.join())) places.set(anyOf.join(), lists.push(anyOf) - 1);
  const sets = lists.map((members) => new Set(members));
  const pools = lists.map((members, at): Pool => {
    const capacity = new Int16Array(clock.atoms);
    for (const member of members)
      for (const lane of problem.resources[member]!.lanes)
        for (const [start, end] of lane) {
          const from = Math.max(0, clock.atomFrom(start));
          const to = Math.min(clock.atoms, clock.atomTo(end));
          for (let atom = from; atom < to; atom++) capacity[atom]!++;
        }
    return {
      members,
      lanes: Int32Array.from(
        members.flatMap((one) => problem.resources[one]!.lanes.map((_, lane) => firstLane[one]! + lane)),
      ),
      around: sets.flatMap((set, other) => (other === at || isAround(set, lists, at, other) ? [other] : [])),
      capacity,
    };
  });
  return { pools, poolOf: (anyOf) => places.get(anyOf.join())! };
}

/** Lists of the same members in another order are one pool to the bound: only the first of them counts. */
function isAround(
  set: ReadonlySet<number>,
  lists: readonly (readonly number[])[],
  inner: number,
  outer: number,
): boolean {
  return (
    lists[inner]!.every((member) => set.has(member)) && !(set.size === new Set(lists[inner]).size && outer > inner)
  );
}
