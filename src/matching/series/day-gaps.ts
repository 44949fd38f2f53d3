import { slidingLeast, type Windows } from "./sliding-least.ts";

/** What may lie between a session and the one before it, day by day; days are counted from the first of the request. */
export interface DayGaps {
  /** Of the days before each day those from which a session may follow: with the preferred days between or more, and with fewer. */
  longer: Windows;
  shorter: Windows;
  preferred: number;
  /** For each day that a gap differs from the preferred one. */
  weight: number;
}

export interface Spacing {
  min: number;
  max: number | null;
  /** Null, and a weight of 0, where any number of days is as good. */
  preferred: number | null;
  weight: number;
}

/**
 * `since` says for each day the first that may come before it; `reached` those that the night before may reach into, for which the
 * day right before is not looked at here.
 */
export function dayGapsOf({ min, max, preferred, weight }: Spacing, since: Int32Array, reached: Uint8Array): DayGaps {
  const lows = since.map((first, day) => Math.max(first, day - (max ?? Infinity)));
  const highs = since.map((_, day) => day - (min === 1 && reached[day] === 1 ? 2 : min));
  const paid = preferred === null ? 0 : weight;
  // Where no gap is better than another, all of them count as longer ones.
  const wished = paid === 0 ? 0 : preferred!;
  return {
    longer: { lows, highs: highs.map((high, day) => Math.min(high, day - wished)) },
    shorter: { lows: lows.map((low, day) => Math.max(low, day - wished + 1)), highs },
    preferred: wished,
    weight: paid,
  };
}

/**
 * For each day the day before it from which to come costs least, by what it costs to be there and by the gap; -1 where there is none.
 *
 * A gap costs in proportion to its distance from the preferred one, so of all longer gaps the best is the same whatever the day, and
 * of all shorter ones too: two sliding windows find them in linear time.
 */
export function leastBefore(costs: Float64Array, { longer, shorter, preferred, weight }: DayGaps): Int32Array {
  const far = slidingLeast(weight === 0 ? costs : costs.map((cost, day) => cost - weight * day), longer);
  if (weight === 0) return far;
  const near = slidingLeast(
    costs.map((cost, day) => cost + weight * day),
    shorter,
  );
  const costFrom = (day: number, before: number): number =>
    before === -1 ? Infinity : costs[before]! + weight * Math.abs(day - before - preferred);
  return far.map((before, day) => (costFrom(day, near[day]!) < costFrom(day, before) ? near[day]! : before));
}
