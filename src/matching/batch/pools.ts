import type { Problem } from "../problem.ts";
import { type Ceiling, ceilingsOf } from "./ceilings.ts";
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
  /** What holds its windows down: the ceilings of this and of every pool that has all its members. */
  ceilings: readonly number[];
}

/** The lanes of all resources one after the other, and which pools the needs of all offerings name. */
export function gatherPools(problem: Problem, clock: Clock) {
  const firstLane: number[] = [];
  let lanes = 0;
  for (const resource of problem.resources) {
    firstLane.push(lanes);
    lanes += resource.lanes.length;
  }
  const places = new Map<string, number>();
  const lists: (readonly number[])[] = [];
  const lengths: Set<number>[] = [];
  for (const { needs } of problem.offerings)
    for (const { anyOf, from, to } of needs) {
      if (!places.has(anyOf.join())) {
        places.set(anyOf.join(), lists.push(anyOf) - 1);
        lengths.push(new Set());
      }
      lengths[places.get(anyOf.join())!]!.add((to - from) / clock.atomMinutes);
    }
  const around = poolsAround(lists);
  const ceilings: Ceiling[] = [];
  const ceilingsBy = lists.map((members, outer) => {
    const windows = lengths.flatMap((own, inner) => (around[inner]!.includes(outer) ? [...own] : []));
    return ceilingsOf(problem, members, windows, clock).map((one) => ceilings.push(one) - 1);
  });
  const pools = lists.map((members, at): Pool => {
    const all = members.flatMap((one) => problem.resources[one]!.lanes.map((_, lane) => firstLane[one]! + lane));
    return { members, lanes: Int32Array.from(all), ceilings: around[at]!.flatMap((outer) => ceilingsBy[outer]!) };
  });
  return { pools, ceilings, poolOf: (anyOf: readonly number[]): number => places.get(anyOf.join())! };
}

/** Of each list of members those that have all of them. Of lists of the same members in another order only the first counts. */
function poolsAround(lists: readonly (readonly number[])[]): number[][] {
  const sets = lists.map((members) => new Set(members));
  const isAround = (inner: number, outer: number): boolean =>
    lists[inner]!.every((member) => sets[outer]!.has(member)) &&
    !(sets[outer]!.size === sets[inner]!.size && outer > inner);
  return lists.map((_, inner) => [...lists.keys()].filter((outer) => inner === outer || isAround(inner, outer)));
}
