import type { Range } from "../core/ranges.ts";
import { LeftOver } from "./left-over.ts";
import type { Demand, Placed, Problem } from "./problem.ts";
import { placeSeries } from "./series.ts";

/** What was offered and could not be had all the same: `keyOf` of a start. */
export type Avoided = ReadonlySet<string>;

export const keyOf = (clinicId: string, practitionerId: string | null, start: number): string =>
  `${clinicId} ${practitionerId} ${start}`;

type Plan = readonly (readonly Placed[])[];

/** Whether a plan places more sessions, or as many for less. */
export function isBetter(one: Plan, other: Plan): boolean {
  const more = one.flat().length - other.flat().length;
  return more > 0 || (more === 0 && costOf(one) < costOf(other));
}

const costOf = (plan: Plan): number => plan.flat().reduce((sum, { cost }) => sum + cost, 0);

/** Further away than this nothing takes time of a session: it lasts a day at most, and so do its buffers. */
const nearMinutes = 3 * 1440;

/**
 * Places one request after another, in their own order or in this one, as many sessions of each as fit: each exactly, in what the ones
 * before it leave. The answer stands in their own order.
 */
export function placeInTurn(
  problem: Problem,
  avoided: Avoided,
  order: readonly number[] = [...problem.requests.keys()],
): Placed[][] {
  const left = new LeftOver(problem);
  const taken: { patientId: string; range: Range }[] = [];
  const placed: Placed[][] = [];
  for (const at of order) placed[at] = placeOne(problem.requests[at]!);
  return placed;

  function placeOne(demand: Demand): Placed[] {
    const own = taken.filter(({ patientId }) => patientId === demand.patientId).map(({ range }) => range);
    const prices = pricesOf(
      problem,
      demand.offerings,
      left,
      taken.map(({ range }) => range),
      avoided,
    );
    const terms = { prices, asManyAsFit: true };
    return placeSeries(problem, { ...demand, busy: [...demand.busy, ...own] }, terms).map((one) => {
      const chosen = { ...one, resources: left.choose(one.offering, one.start) ?? one.resources };
      left.take(chosen);
      taken.push({ patientId: demand.patientId, range: rangeOf(problem, one) });
      return chosen;
    });
  }
}

/** When the patient is there. */
export function rangeOf({ offerings }: Problem, { offering, start }: Placed): Range {
  const { starts, durationMinutes } = offerings[offering]!;
  return [starts[start]!, starts[start]! + durationMinutes];
}

/** What is avoided, and what the sessions before have left no resources for, is forbidden. */
function pricesOf(
  { offerings }: Problem,
  places: readonly number[],
  left: LeftOver,
  taken: readonly Range[],
  avoided: Avoided,
): (Float64Array | undefined)[] {
  const prices: (Float64Array | undefined)[] = [];
  if (taken.length === 0 && avoided.size === 0) return prices;
  for (const place of places) {
    const { starts, clinicId, practitionerId } = offerings[place]!;
    prices[place] = Float64Array.from(starts, (start, i) => {
      if (avoided.has(keyOf(clinicId, practitionerId, start))) return Infinity;
      const near = taken.some(([from, to]) => start > from - nearMinutes && start < to + nearMinutes);
      return near && !left.isLeft(place, i) ? Infinity : 0;
    });
  }
  return prices;
}
