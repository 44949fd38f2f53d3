import fc from "fast-check";
import { describe, expect, it, test } from "vitest";
import { demand as wanted, monday } from "../../test/matching/wanted.ts";
import { overlaps, type Range } from "../core/ranges.ts";
import { requestCost, type Spot } from "./costs.ts";
import { type Demand, type Offering, type Problem, usualWeights, type Weights } from "./problem.ts";
import { placeSeries } from "./series.ts";

/** Starts as [day, minute], in time order; days count from Monday. */
const offering = (
  practitionerId: string | null,
  starts: readonly (readonly [number, number])[],
  durationMinutes = 30,
): Offering => ({
  serviceId: "s",
  clinicId: "here",
  practitionerId,
  durationMinutes,
  starts: Int32Array.from(starts, ([day, minute]) => (monday + day) * 1440 + minute),
  days: Int32Array.from(starts, ([day]) => monday + day),
  minutes: Int16Array.from(starts, ([, minute]) => minute),
  needs: [],
});

const demand = (over: Partial<Demand>): Demand => wanted({ latestDay: monday + 30, offerings: [0], ...over });

const problemOf = (offerings: Offering[], wanted: Demand, weights: Weights = usualWeights): Problem => ({
  requests: [wanted],
  offerings,
  resources: [],
  weights,
});

/** Where they went, as [day, minute, practitioner]. */
function placed(problem: Problem, terms: Parameters<typeof placeSeries>[2] = { asManyAsFit: true }) {
  return placeSeries(problem, problem.requests[0]!, terms).map((one) => {
    const { days, minutes, practitionerId } = problem.offerings[one.offering]!;
    return [days[one.start]! - monday, minutes[one.start]!, practitionerId];
  });
}

const everyDay = (minutes: number[], days = 31) =>
  Array.from({ length: days }, (_, day) => minutes.map((minute) => [day, minute] as const)).flat();
const mondayAtTen = { weekday: 1, startMinute: 600, endMinute: null, practitionerId: null, weight: 100 };

describe("a series", () => {
  it("follows its pattern, and moves by as little as it can where that is taken", () => {
    const free = everyDay([540, 600, 660]).filter(([day, minute]) => day !== 7 || minute !== 600);
    const wanted = demand({ minDaysBetween: 5, preferredDaysBetween: 7, patterns: [mondayAtTen] });
    expect(placed(problemOf([offering("a", free)], wanted))).toEqual([
      [0, 600, "a"],
      [7, 540, "a"],
      [14, 600, "a"],
    ]);
  });

  it("stays with one practitioner where that costs nothing else", () => {
    const wanted = demand({ offerings: [0, 1], minDaysBetween: 7 });
    const first = offering(
      "a",
      everyDay([600]).filter(([day]) => day !== 14),
    );
    expect(placed(problemOf([first, offering("b", everyDay([600]))], wanted))).toEqual([
      [0, 600, "b"],
      [7, 600, "b"],
      [14, 600, "b"],
    ]);
  });

  it("has the session after the last one that is booked by the same practitioner", () => {
    const offerings = [offering("a", everyDay([600])), offering("b", everyDay([600]))];
    const booked = { fixedDays: [monday], fixedPractitionerIds: ["b"], ticketIds: ["t"], offerings: [0, 1] };
    expect(placed(problemOf(offerings, demand(booked)))).toEqual([[1, 600, "b"]]);
  });

  it.each<[string, Partial<Demand>, number[]]>([
    ["nothing is offered", { offerings: [] }, []],
    ["nothing is owed", { ticketIds: [] }, []],
    ["the window is over", { earliestDay: monday + 5, latestDay: monday + 4 }, []],
    ["the window is long past", { earliestDay: monday - 50, latestDay: monday - 40 }, []],
    ["as many as fit", { latestDay: monday + 13, minDaysBetween: 7 }, [0, 7]],
    ["the patient is elsewhere", { ticketIds: ["t"], busy: [[monday * 1440 + 629, (monday + 1) * 1440 + 601]] }, [2]],
    [
      "the patient is elsewhere right after it",
      { ticketIds: ["t"], busy: [[monday * 1440 + 630, monday * 1440 + 700]] },
      [0],
    ],
    [
      "a booked session keeps its distance",
      { fixedDays: [monday + 3], minDaysBetween: 3, ticketIds: ["t", "u"] },
      [0, 6],
    ],
    ["the gap to a booked session is too long", { fixedDays: [monday - 9], maxDaysBetween: 8 }, []],
    [
      "both gaps of a session in between count",
      { fixedDays: [monday, monday + 20], maxDaysBetween: 10, ticketIds: ["t"] },
      [10],
    ],
    [
      "two fit in between where one does not",
      { fixedDays: [monday, monday + 30], maxDaysBetween: 10, ticketIds: ["t", "u"] },
      [10, 20],
    ],
    ["one does not fit in between", { fixedDays: [monday, monday + 30], maxDaysBetween: 10, ticketIds: ["t"] }, [31]],
  ])("%s", (_case, over, days) => {
    const problem = problemOf([offering("a", everyDay([600], 60))], demand({ latestDay: monday + 59, ...over }));
    expect(placed(problem).map(([day]) => day)).toEqual(days);
  });

  it("leaves out what costs more than that, unless as many are to be placed as fit", () => {
    const wanted = demand({ ticketIds: ["t", "u"], preferredDaysBetween: 1, latestDay: monday + 300 });
    const problem = problemOf(
      [
        offering("a", [
          [0, 600],
          [250, 600],
        ]),
      ],
      wanted,
    );
    expect(placed(problem, {})).toEqual([[0, 600, "a"]]);
    expect(placed(problem)).toHaveLength(2);
  });

  it("does not overlap itself at midnight", () => {
    const late = everyDay([30, 1380], 4);
    const wanted = demand({ latestDay: monday + 3, patterns: [{ ...mondayAtTen, weekday: null, startMinute: 1380 }] });
    const problem = problemOf([offering("a", late, 120)], wanted);
    expect(placed(problem)).toEqual([
      [0, 1380, "a"],
      [1, 1380, "a"],
      [2, 1380, "a"],
    ]);
    const early = {
      ...wanted,
      patterns: [
        { ...mondayAtTen, startMinute: 1380 },
        { ...mondayAtTen, weekday: 2, startMinute: 30 },
      ],
    };
    const spots = placeSeries(problemOf([offering("a", late, 120)], early), { ...early, ticketIds: ["t", "u"] });
    const starts = spots.map(({ start }) => problem.offerings[0]!.starts[start]!);
    expect(starts[1]! - starts[0]!).toBeGreaterThanOrEqual(120);
  });

  it("pays prices, and takes nothing that costs everything", () => {
    const problem = problemOf([offering("a", everyDay([600], 3))], demand({ ticketIds: ["t"] }));
    const prices = [Float64Array.of(Infinity, 7.5, 2.25)];
    const [spot] = placeSeries(problem, problem.requests[0]!, { prices });
    expect(spot).toMatchObject({ start: 2, cost: 2 });
  });

  it("ends soon for 200 sessions and no room for them", () => {
    const wanted = demand({ ticketIds: Array.from({ length: 200 }, (_, i) => String(i)), minDaysBetween: 365 });
    expect(placed(problemOf([offering("a", everyDay([600], 60))], wanted))).toHaveLength(1);
  });
});

/** Every way to place them, by trying; rules and subsets are written anew here, only the costs are the referee's. */
function bruteForce(problem: Problem, prices: Float64Array[], asManyAsFit: boolean): number {
  const [wanted] = problem.requests as [Demand];
  const spots = wanted.offerings
    .flatMap((place) => [...problem.offerings[place]!.starts.keys()].map((start): Spot => ({ offering: place, start })))
    .filter((spot) => isAllowed(problem, wanted, spot))
    .sort((a, b) => startOf(problem, a) - startOf(problem, b));
  let best: { count: number; cost: number } = { count: 0, cost: requestCost(problem, wanted, []) };
  const extend = (chosen: Spot[], from: number): void => {
    if (chosen.length > 0 && keepsDistances(problem, wanted, chosen)) {
      const paid = chosen.reduce((sum, { offering: place, start }) => sum + (prices[place]?.[start] ?? 0), 0);
      const cost = requestCost(problem, wanted, chosen) + paid;
      const more = asManyAsFit && chosen.length > best.count;
      if (more || ((!asManyAsFit || chosen.length === best.count) && cost < best.cost))
        best = { count: chosen.length, cost };
    }
    if (chosen.length === wanted.ticketIds.length) return;
    for (let i = from; i < spots.length; i++) extend([...chosen, spots[i]!], i + 1);
  };
  extend([], 0);
  return best.cost;
}

const startOf = ({ offerings }: Problem, { offering: place, start }: Spot): number => offerings[place]!.starts[start]!;
const dayOf = ({ offerings }: Problem, { offering: place, start }: Spot): number => offerings[place]!.days[start]!;
const duringOf = (problem: Problem, spot: Spot): Range => {
  const from = startOf(problem, spot);
  return [from, from + problem.offerings[spot.offering]!.durationMinutes];
};

const isAllowed = (problem: Problem, { earliestDay, latestDay, busy }: Demand, spot: Spot): boolean =>
  dayOf(problem, spot) >= earliestDay &&
  dayOf(problem, spot) <= latestDay &&
  !busy.some((range) => overlaps(range, duringOf(problem, spot)));

function keepsDistances(problem: Problem, wanted: Demand, chosen: readonly Spot[]): boolean {
  const own = chosen.map((spot) => ({ day: dayOf(problem, spot), fixed: false }));
  const all = [...own, ...wanted.fixedDays.map((day) => ({ day, fixed: true }))].sort((a, b) => a.day - b.day);
  const spaced = all.every((session, i) => {
    const before = all[i - 1];
    if (!before || (before.fixed && session.fixed)) return true;
    const days = session.day - before.day;
    return days >= wanted.minDaysBetween && days <= (wanted.maxDaysBetween ?? Infinity);
  });
  const apart = chosen.every((one, i) =>
    chosen.slice(i + 1).every((other) => !overlaps(duringOf(problem, one), duringOf(problem, other))),
  );
  return spaced && apart;
}

const minutesOfDay = [0, 30, 540, 600, 660, 780, 1380, 1410];
const times = fc.uniqueArray(fc.tuple(fc.integer({ min: 0, max: 12 }), fc.constantFrom(...minutesOfDay)), {
  maxLength: 7,
  selector: ([day, minute]) => day * 1440 + minute,
});
const somebody = fc.constantFrom("a", "b", "c");
const anyOffering = fc
  .record({ by: somebody, times, long: fc.constantFrom(30, 120, 700) })
  .map(({ by, times: unsorted, long }) =>
    offering(
      by,
      unsorted.toSorted(([d, m], [e, n]) => d * 1440 + m - (e * 1440 + n)),
      long,
    ),
  );
const anyPattern = fc.record({
  weekday: fc.option(fc.integer({ min: 1, max: 7 })),
  startMinute: fc.option(fc.constantFrom(0, 600, 1380)),
  endMinute: fc.constant(null),
  practitionerId: fc.option(somebody),
  weight: fc.integer({ min: 1, max: 100 }),
});
const anyDemand = fc
  .record({
    count: fc.integer({ min: 1, max: 4 }),
    from: fc.integer({ min: -2, max: 3 }),
    days: fc.integer({ min: 3, max: 14 }),
    minDaysBetween: fc.integer({ min: 1, max: 4 }),
    spare: fc.option(fc.integer({ min: 0, max: 6 })),
    preferred: fc.option(fc.integer({ min: 0, max: 5 })),
    fixed: fc.uniqueArray(
      fc.record({ day: fc.integer({ min: -3, max: 15 }), by: fc.option(somebody, { nil: undefined }) }),
      {
        maxLength: 2,
        selector: ({ day }) => day,
      },
    ),
    patterns: fc.array(anyPattern, { maxLength: 3 }),
    preferredPractitionerId: fc.option(somebody),
    priority: fc.integer({ min: 0, max: 2 }),
    busy: fc.array(fc.tuple(fc.integer({ min: 0, max: 14 * 1440 }), fc.integer({ min: 1, max: 900 })), {
      maxLength: 2,
    }),
  })
  .map(({ count, from, days, spare, preferred, fixed, busy, ...rest }) =>
    demand({
      ...rest,
      ticketIds: Array.from({ length: count }, (_, i) => `t${i}`),
      earliestDay: monday + from,
      latestDay: monday + from + days,
      maxDaysBetween: spare === null ? null : rest.minDaysBetween + spare,
      preferredDaysBetween: preferred === null ? null : rest.minDaysBetween + Math.min(preferred, spare ?? Infinity),
      fixedDays: fixed.map(({ day }) => monday + day),
      fixedPractitionerIds: fixed.map(({ by }) => by),
      busy: busy.map(([start, length]): Range => [monday * 1440 + start, monday * 1440 + start + length]),
    }),
  );
const anyWeights = fc
  .record({
    unplaced: fc.constantFrom(5, 50, 1000),
    late_day: fc.integer({ min: 0, max: 5 }),
    gap_day: fc.integer({ min: 0, max: 20 }),
    continuity: fc.integer({ min: 0, max: 40 }),
  })
  .map((some): Weights => ({ ...usualWeights, ...some }));

test("equals trying everything, on 500 small requests", { timeout: 120_000 }, () => {
  const asked = fc.record({
    offerings: fc.array(anyOffering, { minLength: 1, maxLength: 3 }),
    wanted: anyDemand,
    weights: anyWeights,
    priced: fc.boolean(),
    asManyAsFit: fc.boolean(),
  });
  fc.assert(
    fc.property(asked, fc.infiniteStream(fc.constantFrom(0, 3, 25, -10)), ({ offerings, wanted, ...terms }, some) => {
      const everywhere = { ...wanted, offerings: [...offerings.keys()] };
      const problem = problemOf(offerings, everywhere, terms.weights);
      const prices = terms.priced
        ? offerings.map(({ starts }) => Float64Array.from(starts, () => some.next().value))
        : [];
      const spots = placeSeries(problem, everywhere, { prices, asManyAsFit: terms.asManyAsFit });
      expect(spots.every((spot) => isAllowed(problem, everywhere, spot))).toBe(true);
      expect(spots.length === 0 || keepsDistances(problem, everywhere, spots)).toBe(true);
      const counted = requestCost(problem, everywhere, spots);
      const leftOut = (everywhere.ticketIds.length - spots.length) * terms.weights.unplaced * (1 + wanted.priority);
      expect(spots.reduce((sum, { cost }) => sum + cost, leftOut)).toBe(counted);
      const paid = spots.reduce((sum, { offering: place, start }) => sum + (prices[place]?.[start] ?? 0), counted);
      expect(paid).toBe(bruteForce(problem, prices, terms.asManyAsFit));
    }),
    { numRuns: 500 },
  );
});
