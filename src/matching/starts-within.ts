import type { Range } from "../core/ranges.ts";
import type { Spot } from "./costs.ts";
import type { Demand, Offering, Problem } from "./problem.ts";

export interface Start extends Spot {
  /** Epoch minutes. */
  range: Range;
}

/** Every start from the first to the last of these days that would do. */
export function* startsWithin(
  { offerings }: Problem,
  demand: Demand,
  [first, last]: readonly [number, number],
  would: (offering: Offering, start: number) => boolean,
): Generator<Start> {
  for (const index of demand.offerings) {
    const offering = offerings[index]!;
    const { days, starts, durationMinutes } = offering;
    for (let start = firstOn(days, first); start < days.length && days[start]! <= last; start++)
      if (would(offering, start))
        yield { offering: index, start, range: [starts[start]!, starts[start]! + durationMinutes] };
  }
}

/** The place of the first start on this day or later. Binary search. */
function firstOn(days: Int32Array, day: number): number {
  let [low, high] = [0, days.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (days[middle]! < day) low = middle + 1;
    else high = middle;
  }
  return low;
}
