import { normalize } from "../../core/ranges.ts";
import { isoWeekday } from "../../core/zones.ts";
import { offeringCost, patternCost } from "../costs.ts";
import type { Demand, Offering, Problem } from "../problem.ts";

/** One start that a session could have, and what it costs whatever the others do. */
export interface Candidate {
  /** Counted from the first day of the request. */
  day: number;
  /** Of whoever gives it among `Candidates.practitioners`. */
  row: number;
  offering: number;
  start: number;
  cost: number;
  /** Epoch minutes. */
  from: number;
  to: number;
}

/** By day, and on each day by row. */
export interface Candidates {
  nodes: readonly Candidate[];
  practitioners: readonly (string | null)[];
  dayCount: number;
  /** For each day whether something on the day before may last into it. */
  reached: Uint8Array;
}

export type Prices = readonly (Float64Array | undefined)[];

/**
 * Of each day and practitioner the start that costs least: of a day only one is taken, so the others are never needed. Only where
 * sessions on two days that follow each other could overlap at midnight, those are kept too that end earlier or start later.
 */
export function candidatesOf(problem: Problem, demand: Demand, prices: Prices): Candidates {
  const practitioners = [...new Set(demand.offerings.map((i) => problem.offerings[i]!.practitionerId))];
  const dayCount = Math.max(0, demand.latestDay - demand.earliestDay + 1);
  const rows = practitioners.length;
  const nights = demand.minDaysBetween > 1 ? quietNights(dayCount) : nightsOf(problem, demand, dayCount);
  const fronts = Array.from({ length: dayCount * rows }, (): Candidate[] | null => null);
  for (const place of demand.offerings) {
    const row = practitioners.indexOf(problem.offerings[place]!.practitionerId);
    const costAt = costsOf(problem, demand, place, prices[place]);
    eachStart(problem.offerings[place]!, demand, (start, day, from, to) => {
      const cost = costAt(start);
      if (cost === Infinity) return;
      const cell = day * rows + row;
      // An object for each of 200,000 starts would cost more than all the rest.
      const front = fronts[cell];
      if (front && isBeaten(front, cost, nights.startOf(day, from), nights.endOf(day, to), nights)) return;
      const candidate = { day, row, offering: place, start, cost, from, to };
      fronts[cell] = front ? [...unbeaten(front, candidate, nights), candidate] : [candidate];
    });
  }
  const { reached } = nights;
  const nodes = fronts.flatMap((front) => front ?? []);
  return { nodes: worthwhile(nodes, dayCount, reached, problem.weights.continuity), practitioners, dayCount, reached };
}

/**
 * Without those that cost more than the day's cheapest and two changes of practitioner: that one can take their place on every chain,
 * where nothing depends on the hour.
 */
function worthwhile(
  nodes: readonly Candidate[],
  dayCount: number,
  reached: Uint8Array,
  continuity: number,
): readonly Candidate[] {
  const least = new Float64Array(dayCount).fill(Infinity);
  for (const { day, cost } of nodes) least[day] = Math.min(least[day]!, cost);
  const isQuiet = (day: number) => reached[day] === 0 && reached[day + 1] !== 1;
  return nodes.filter(({ day, cost }) => cost <= least[day]! + 2 * continuity || !isQuiet(day));
}

type Visit = (start: number, day: number, from: number, to: number) => void;

/** The starts within the request's days that keep their distance from what is booked, and at which the patient is free. */
function eachStart({ starts, days, durationMinutes }: Offering, demand: Demand, visit: Visit): void {
  const { earliestDay, latestDay } = demand;
  const closed = closedDays(demand);
  const busy = normalize(demand.busy);
  let next = 0;
  for (let i = firstOn(days, earliestDay); i < starts.length && days[i]! <= latestDay; i++) {
    const day = days[i]! - earliestDay;
    if (closed[day] === 1) continue;
    const from = starts[i]!;
    const to = from + durationMinutes;
    while (next < busy.length && busy[next]![1] <= from) next++;
    if (next < busy.length && busy[next]![0] < to) continue;
    visit(i, day, from, to);
  }
}

/** The days too near to a session that is booked. */
function closedDays({ earliestDay, latestDay, fixedDays, minDaysBetween }: Demand): Uint8Array {
  const closed = new Uint8Array(Math.max(0, latestDay - earliestDay + 1));
  for (const fixed of fixedDays) {
    const from = Math.max(0, fixed - minDaysBetween + 1 - earliestDay);
    closed.fill(1, from, Math.max(from, fixed + minDaysBetween - earliestDay));
  }
  return closed;
}

function firstOn(days: Int32Array, day: number): number {
  let low = 0;
  let high = days.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (days[middle]! < day) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** What each start of an offering costs. A year has a few hundred different times of the week, and patterns see no more. */
function costsOf(problem: Problem, demand: Demand, place: number, prices: Float64Array | undefined) {
  const { days, minutes, practitionerId } = problem.offerings[place]!;
  const same = offeringCost(problem, demand, place);
  const known = new Float64Array(demand.patterns.length === 0 ? 0 : 8 * 1440).fill(-1);
  const patternsAt = (start: number): number => {
    if (known.length === 0) return 0;
    const [weekday, minute] = [isoWeekday(days[start]!), minutes[start]!];
    const time = weekday * 1440 + minute;
    if (known[time]! < 0) known[time] = patternCost(demand, problem.weights, weekday, minute, practitionerId);
    return known[time]!;
  };
  return (start: number): number => same + patternsAt(start) + (prices?.[start] ?? 0);
}

/** When it matters at midnight where a session ends and starts. */
interface Nights {
  reached: Uint8Array;
  /** The start and the end as far as they matter to the days before and after. */
  startOf(day: number, from: number): number;
  endOf(day: number, to: number): number;
}

const quietNights = (dayCount: number): Nights => {
  return { reached: new Uint8Array(dayCount), startOf: () => 0, endOf: () => 0 };
};

function nightsOf(problem: Problem, demand: Demand, dayCount: number): Nights {
  const firstStart = new Float64Array(dayCount + 1).fill(Infinity);
  const lastEnd = new Float64Array(dayCount + 1).fill(-Infinity);
  for (const place of demand.offerings)
    eachStart(problem.offerings[place]!, demand, (_, day, from, to) => {
      firstStart[day] = Math.min(firstStart[day]!, from);
      lastEnd[day] = Math.max(lastEnd[day]!, to);
    });
  return {
    reached: Uint8Array.from({ length: dayCount }, (_, day) =>
      day > 0 && lastEnd[day - 1]! > firstStart[day]! ? 1 : 0,
    ),
    startOf: (day, from) => Math.min(from, day === 0 ? -Infinity : lastEnd[day - 1]!),
    endOf: (day, to) => Math.max(to, firstStart[day + 1]!),
  };
}

/** Whether another start of the same day and practitioner is as good in every way. */
function isBeaten(front: readonly Candidate[], cost: number, from: number, to: number, nights: Nights): boolean {
  for (const other of front)
    if (other.cost <= cost && nights.startOf(other.day, other.from) >= from && nights.endOf(other.day, other.to) <= to)
      return true;
  return false;
}

const unbeaten = (front: readonly Candidate[], { cost, day, from, to }: Candidate, nights: Nights): Candidate[] =>
  front.filter(
    (other) =>
      !(
        cost <= other.cost &&
        nights.startOf(day, from) >= nights.startOf(day, other.from) &&
        nights.endOf(day, to) <= nights.endOf(day, other.to)
      ),
  );
