import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { assumed, remaining } from "./duration.ts";
import { estimateWait, type Load } from "./estimate-wait.ts";

const load = (ableIds: string, low: number, mean: number, high: number, certain = true): Load => ({
  ableIds: [...ableIds],
  low,
  mean,
  high,
  certain,
});
const exactly = (ableIds: string, minutes: number) => load(ableIds, minutes, minutes, minutes);
const works = (...begins: [string, number][]) => new Map(begins);
const both = works(["a", 0], ["b", 0]);

describe("between how many minutes and how many", () => {
  test.each<[string, string, Load[], Map<string, number>, [number, number] | null]>([
    ["nobody before: at once", "a", [], both, [0, 0]],
    ["one exact treatment", "a", [exactly("a", 20)], both, [20, 20]],
    ["somebody else's patients do not count", "a", [exactly("b", 20)], both, [0, 0]],
    ["one that varies", "a", [load("a", 15, 20, 30)], both, [15, 30]],
    [
      "deviations cancel out: 40 - 7.1 and 40 + 14.1",
      "a",
      Array.from({ length: 2 }, () => load("a", 15, 20, 30)),
      both,
      [32, 55],
    ],
    ["for anybody, one before and one of two is free", "ab", [exactly("ab", 20)], both, [0, 10]],
    ["for anybody, both at work for 20 minutes", "ab", [exactly("a", 20), exactly("b", 20)], both, [10, 20]],
    ["half of who waits for anybody falls to one", "a", [exactly("ab", 20)], both, [10, 10]],
    [
      "only one of them works: all of it falls to that one",
      "ab",
      [exactly("ab", 20)],
      works(["a", 0], ["b", 90]),
      [20, 20],
    ],
    ["work begins in half an hour", "a", [exactly("a", 20)], works(["a", 30], ["b", 0]), [50, 50]],
    ["who is expected may come in time or not", "a", [load("a", 15, 20, 30, false)], both, [0, 30]],
    ["nobody works who could", "c", [], both, null],
    ["nobody could", "", [], both, null],
  ])("%s", (_, able, before, workers, expected) => {
    const range = estimateWait([...able], before, workers);
    expect(range && [range.lowMinutes, range.highMinutes]).toEqual(expected);
  });
});

const anyAble = fc.subarray(["a", "b", "c", "d"], { minLength: 1 });
const anyLoad = fc
  .record({
    ableIds: anyAble,
    minutes: fc.array(fc.integer({ min: 0, max: 120 }), { minLength: 3, maxLength: 3 }),
    certain: fc.boolean(),
  })
  .map(({ ableIds, minutes, certain }): Load => {
    const [low, mean, high] = minutes.sort((a, b) => a - b) as [number, number, number];
    return { ableIds, low, mean, high, certain };
  });
const anyWorkers = fc.uniqueArray(fc.tuple(fc.constantFrom("a", "b", "c", "d"), fc.constantFrom(0, 0, 0, 15, 60)), {
  selector: ([id]) => id,
});

describe("for everybody", () => {
  test("more people before you never give smaller bounds", () => {
    fc.assert(
      fc.property(
        anyAble,
        fc.array(anyLoad, { maxLength: 12 }),
        anyLoad,
        fc.nat(),
        anyWorkers,
        (able, before, more, at, begins) => {
          const workers = new Map(begins);
          const without = estimateWait(able, before, workers);
          const place = at % (before.length + 1);
          const withMore = estimateWait(able, before.toSpliced(place, 0, more), workers);
          expect(withMore === null).toBe(without === null);
          if (!without || !withMore) return;
          expect(withMore.lowMinutes).toBeGreaterThanOrEqual(without.lowMinutes);
          expect(withMore.highMinutes).toBeGreaterThanOrEqual(without.highMinutes);
        },
      ),
      { numRuns: 3_000 },
    );
  });

  test("the range is one, and not below zero", () => {
    fc.assert(
      fc.property(anyAble, fc.array(anyLoad, { maxLength: 12 }), anyWorkers, (able, before, begins) => {
        const range = estimateWait(able, before, new Map(begins));
        if (!range) return;
        expect(range.lowMinutes).toBeGreaterThanOrEqual(0);
        expect(range.highMinutes).toBeGreaterThanOrEqual(range.lowMinutes);
      }),
      { numRuns: 2_000 },
    );
  });
});

describe("what is left of a treatment", () => {
  test.each([
    [0, { low: 12, mean: 20, high: 30 }],
    [10, { low: 2, mean: 10, high: 20 }],
    [20, { low: 0, mean: 5, high: 10 }],
    // Longer than nearly ever: half of the spread is still to come.
    [45, { low: 0, mean: 4.5, high: 9 }],
  ])("after %i minutes", (elapsed, expected) => {
    expect(remaining(assumed(20), elapsed)).toEqual(expected);
  });
});
