import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { DomainError } from "../core/errors.ts";
import type { Range } from "../core/ranges.ts";
import { bestVisit, type Step } from "./itinerary/best-visit.ts";
import { precedenceOf } from "./itinerary/order.ts";
import type { Stop } from "./itinerary/stop.ts";
import { wayBetween } from "./itinerary/way.ts";
import { compatible } from "./replan/components.ts";

const weights = { waiting_minute: 1, walking_minute: 2 };

const stop = (start: number, minutes: number, given: Partial<Stop> & { by?: string; buffer?: number } = {}): Stop => {
  const { by = null, buffer = 0, ...more } = given;
  const resourceIds = more.resourceIds ?? [];
  const range: Range = [start - buffer, start + minutes + buffer];
  const takes = [...(by === null ? [] : [by]), ...resourceIds].map((unit) => ({ unit, range, lead: range }));
  return { start, end: start + minutes, clinicId: "here", practitionerId: by, resourceIds, takes, ...more };
};
const asked = (count: number, more: object = {}) => ({ service_ids: Array.from({ length: count }, String), ...more });

/** The first must be over before the other. */
const pair = (first: number, second: number) => ({ first, second });

/** Every order, and in each of them every start. */
function bruteForce(stops: readonly (readonly Stop[])[], before: readonly number[], taken: Stop[], done = 0): number {
  if (taken.length === stops.length)
    return compatible(taken.map(({ takes }) => ({ cost: 0, takes, session: null }))) ? 0 : Infinity;
  let least = Infinity;
  for (const [service, own] of stops.entries()) {
    if (done & (1 << service) || (before[service]! & done) !== before[service]) continue;
    for (const one of own) {
      const last = taken.at(-1);
      const walking = last ? wayBetween(last, one) : 0;
      const waiting = last ? one.start - last.end - walking : 0;
      if (waiting < 0) continue;
      const rest = bruteForce(stops, before, [...taken, one], done | (1 << service));
      least = Math.min(least, waiting + 2 * walking + rest);
    }
  }
  return least;
}

describe("the visit with the least waiting", () => {
  const anyStop = fc
    .record({
      start: fc.integer({ min: 0, max: 20 }).map((tens) => tens * 10),
      minutes: fc.constantFrom(10, 20, 30),
      by: fc.option(fc.constantFrom("eleni", "nikos"), { nil: undefined }),
      buffer: fc.constantFrom(0, 0, 10),
      resourceIds: fc.subarray(["room 1", "room 2"], { maxLength: 1 }),
      clinicId: fc.constantFrom("here", "here", "here", "there"),
    })
    .map(({ start, minutes, by, ...more }) => stop(start, minutes, by === undefined ? more : { by, ...more }));
  const stops = fc.array(fc.array(anyStop, { maxLength: 6 }), { minLength: 1, maxLength: 4 });
  const pairs = fc.array(fc.tuple(fc.nat(3), fc.nat(3)), { maxLength: 2 });

  test("equals the best of all orders and starts", () => {
    fc.assert(
      fc.property(stops, pairs, (all, wanted) => {
        // From a lower place to a higher one there is no circle.
        const after = wanted
          .filter(([first, then]) => first < then && then < all.length)
          .map(([first, then]) => pair(first, then));
        const before = precedenceOf(asked(all.length, { after }));
        const found = bestVisit(all, before, weights, Infinity);
        expect(found?.cost ?? Infinity).toBe(bruteForce(all, before, []));
        if (!found) return;
        const places = found.steps.map(({ service }) => service);
        expect(places.toSorted()).toEqual([...all.keys()]);
        for (const { first, second } of after) expect(places.indexOf(first)).toBeLessThan(places.indexOf(second));
        expect(found.steps.reduce((sum, { cost }) => sum + cost, 0)).toBe(found.cost);
        expect(compatible(found.steps.map((step) => ({ cost: 0, takes: step.stop.takes, session: null })))).toBe(true);
      }),
      { numRuns: 1500 },
    );
  });

  const said = (steps: Step[]) => steps.map(({ service, stop: { start } }) => `${service}@${start}`);
  test.each<[string, Stop[][], object, string[]]>([
    [
      "one after the other",
      [
        [stop(0, 20), stop(60, 20)],
        [stop(40, 20), stop(80, 20)],
      ],
      {},
      ["0@60", "1@80"],
    ],
    ["the other way round", [[stop(60, 20)], [stop(0, 20), stop(40, 20)]], {}, ["1@40", "0@60"]],
    [
      "unless that is not allowed",
      [[stop(60, 20)], [stop(40, 20), stop(90, 20)]],
      { in_order: true },
      ["0@60", "1@90"],
    ],
    [
      "with two minutes between two rooms",
      [
        [stop(0, 20, { resourceIds: ["a"] })],
        [stop(20, 20, { resourceIds: ["b"] }), stop(25, 20, { resourceIds: ["b"] })],
      ],
      {},
      ["0@0", "1@25"],
    ],
    [
      "rather in the same room",
      [
        [stop(0, 20, { resourceIds: ["a"] })],
        [stop(22, 20, { resourceIds: ["b"] }), stop(22, 20, { resourceIds: ["a"] })],
      ],
      {},
      ["0@0", "1@22"],
    ],
    [
      "with half an hour to another clinic",
      [[stop(0, 20)], [stop(40, 20, { clinicId: "there" }), stop(50, 20, { clinicId: "there" })]],
      {},
      ["0@0", "1@50"],
    ],
    [
      "not through the buffer of the same practitioner",
      [
        [stop(0, 20, { by: "eleni", buffer: 5 })],
        [stop(20, 20, { by: "eleni", buffer: 5 }), stop(30, 20, { by: "eleni", buffer: 5 })],
      ],
      {},
      ["0@0", "1@30"],
    ],
  ])("%s", (_, all, more, expected) => {
    const found = bestVisit(all, precedenceOf(asked(all.length, more)), weights, Infinity);
    expect(said(found!.steps)).toEqual(expected);
  });

  test("is none when there is none for less", () => {
    const all = [[stop(0, 20)], [stop(50, 20)]];
    expect(bestVisit(all, [0, 0], weights, 31)?.cost).toBe(30);
    expect(bestVisit(all, [0, 0], weights, 30)).toBeNull();
    expect(bestVisit([[stop(0, 20)], []], [0, 0], weights, Infinity)).toBeNull();
  });

  test("of five services in a full clinic is found at once", () => {
    const starts = Array.from({ length: 48 }, (_, i) => i * 10);
    const all = [20, 30, 40, 20, 50].map((minutes, service) =>
      ["a", "b", "c", "d", "e", "f"].flatMap((by) =>
        starts
          .filter((start) => ((start / 10) * 7 + service) % 5 < 3)
          .map((start) => stop(start, minutes, { by, resourceIds: [`room ${service}`] })),
      ),
    );
    const begun = performance.now();
    expect(bestVisit(all, [0, 0, 0, 0, 0], weights, Infinity)!.steps).toHaveLength(5);
    expect(performance.now() - begun).toBeLessThan(5_000);
  });
});

describe("what precedes what", () => {
  test.each([
    [{}, [0, 0, 0]],
    [{ in_order: true }, [0, 1, 2]],
    [{ after: [pair(2, 0)] }, [4, 0, 0]],
    [{ in_order: true, after: [pair(0, 2)] }, [0, 1, 3]],
  ])("%j", (more, expected) => expect(precedenceOf(asked(3, more))).toEqual(expected));

  test.each([
    [{ after: [pair(0, 0)] }, "/itinerary/after"],
    [
      {
        after: [pair(0, 1), pair(1, 0)],
      },
      "/itinerary/after",
    ],
    [{ in_order: true, after: [pair(2, 0)] }, "/itinerary/after"],
    [{ after: [pair(0, 3)] }, "/itinerary/after/0/then"],
  ])("%j cannot be", (more, pointer) => {
    try {
      precedenceOf(asked(3, more));
      expect.unreachable();
    } catch (error) {
      expect((error as DomainError).errors.map((fault) => fault.pointer)).toEqual([pointer]);
    }
  });
});
