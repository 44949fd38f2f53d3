import { covers, normalize, type Range, type RangeSet, subtract } from "../core/ranges.ts";
import type { ResourceTime } from "../supply/needs.ts";
import type { Offering, Problem, Supply } from "./problem.ts";

/**
 * What of a resource is free within `window`, by what each question of a clinic and a service knows of it.
 *
 * Nothing is closed here that the evaluator offers: of buffers that may be shared only the part after the appointment is taken, and
 * of the hours only that is cut which lies `slack` minutes, the longest buffer, inside a time when the lane is closed.
 */
export function supplyOf(times: readonly ResourceTime[], window: Range, slack: number): Supply {
  const time = times[0]!;
  const count = Math.max(...times.map(({ hours }) => hours.lanes.length));
  const lanes = Array.from({ length: count }, (_, lane) => {
    const free = subtract([window], takenOf(time, lane));
    return needsHours(time, count) ? subtract(free, closedOf(times, lane, window, slack)) : free;
  });
  return { resourceId: time.resourceId, kind: time.kind, lanes };
}

function closedOf(times: readonly ResourceTime[], lane: number, window: Range, slack: number): RangeSet {
  const open = normalize(times.flatMap(({ hours }) => hours.lanes[lane] ?? []));
  return normalize(subtract([window], open).map(([from, to]): Range => [from + slack, to - slack]));
}

const takenOf = ({ claims }: ResourceTime, lane: number): RangeSet =>
  normalize(claims.filter((claim) => claim.lane === lane + 1).map(({ range }) => range));

/** Where somebody has a choice, of lanes or of resources, each has to say when it is there. Starts know it of a single practitioner. */
const needsHours = ({ kind, hours }: ResourceTime, lanes: number): boolean =>
  hours.stretches !== null && (lanes > 1 || kind !== "practitioner");

/** For each need of a start one that has a free lane for it, the preferred first; null where they cannot all have one. */
export function chooseResources(
  { resources }: Pick<Problem, "resources">,
  { starts, needs }: Offering,
  startIndex: number,
): number[] | null {
  const start = starts[startIndex]!;
  const choices = needs.map(({ from, to, anyOf }) => {
    const during: Range = [start + from, start + to];
    return anyOf.flatMap((resource) =>
      resources[resource]!.lanes.flatMap((free, lane) => (covers(free, during) ? [{ resource, lane, during }] : [])),
    );
  });
  return search(choices, [])?.map(({ resource }) => resource) ?? null;
}

interface Choice {
  resource: number;
  lane: number;
  during: Range;
}

function search(choices: readonly Choice[][], chosen: Choice[]): Choice[] | null {
  const options = choices[chosen.length];
  if (!options) return chosen;
  for (const option of options) {
    if (chosen.some((other) => excludes(other, option))) continue;
    const found = search(choices, [...chosen, option]);
    if (found) return found;
  }
  return null;
}

const excludes = (one: Choice, other: Choice): boolean =>
  one.resource === other.resource &&
  one.lane === other.lane &&
  one.during[0] < other.during[1] &&
  other.during[0] < one.during[1];
