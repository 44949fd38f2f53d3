import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  covers,
  intersect,
  normalize,
  overlapping,
  overlaps,
  type Range,
  type RangeSet,
  shrink,
  subtract,
  totalLength,
  union,
} from "./ranges.ts";

describe("literal tables", () => {
  test.each<[string, Range[], RangeSet]>([
    ["nothing", [], []],
    ["sorts", [[5, 6], [1, 2]], [[1, 2], [5, 6]]], // prettier-ignore
    ["melts overlaps", [[1, 5], [3, 8]], [[1, 8]]], // prettier-ignore
    ["melts touching ones", [[1, 3], [3, 5]], [[1, 5]]], // prettier-ignore
    ["swallows an inner one", [[1, 9], [3, 5], [4, 6]], [[1, 9]]], // prettier-ignore
    ["drops empty and inverted", [[4, 4], [9, 2], [1, 2]], [[1, 2]]], // prettier-ignore
    ["drops an empty one between neighbours", [[1, 2], [3, 3], [4, 5]], [[1, 2], [4, 5]]], // prettier-ignore
    ["negative numbers", [[-3, -1], [-10, -3]], [[-10, -1]]], // prettier-ignore
    ["drops NaN", [[Number.NaN, 4], [1, Number.NaN]], []], // prettier-ignore
  ])("normalize: %s", (_name, ranges, expected) => {
    expect(normalize(ranges)).toEqual(expected);
  });

  // A morning and an afternoon, in minutes of the day.
  const shifts: RangeSet = [[540, 780], [840, 1020]]; // prettier-ignore

  test.each<[string, RangeSet, RangeSet]>([
    ["nothing", [], shifts],
    ["a break inside", [[600, 615]], [[540, 600], [615, 780], [840, 1020]]], // prettier-ignore
    ["two breaks inside one shift", [[600, 615], [700, 710]], [[540, 600], [615, 700], [710, 780], [840, 1020]]], // prettier-ignore
    ["across the gap", [[720, 900]], [[540, 720], [900, 1020]]], // prettier-ignore
    ["the edges", [[500, 560], [1000, 1100]], [[560, 780], [840, 1000]]], // prettier-ignore
    ["only touching", [[780, 840]], shifts],
    ["exactly one shift", [[540, 780]], [[840, 1020]]],
    ["everything", [[0, 1440]], []],
  ])("subtract: %s", (_name, busy, free) => {
    expect(subtract(shifts, busy)).toEqual(free);
  });

  test("intersect cuts to what both hold", () => {
    expect(intersect(shifts, [[600, 900]])).toEqual([[600, 780], [840, 900]]); // prettier-ignore
    expect(intersect(shifts, [[780, 840]])).toEqual([]);
    expect(intersect(shifts, [])).toEqual([]);
  });

  test("union melts what touches", () => {
    expect(union(shifts, [[780, 840]])).toEqual([[540, 1020]]);
    expect(union([], shifts)).toEqual(shifts);
    expect(union([[0, 1]], [[5, 6]])).toEqual([[0, 1], [5, 6]]); // prettier-ignore
  });

  test.each<[Range, boolean]>([
    [[540, 780], true],
    [[600, 630], true],
    [[530, 560], false],
    [[770, 790], false],
    [[770, 850], false],
    [[790, 800], false],
    [[1020, 1030], false],
    [[790, 790], true],
  ])("covers %j: %s", (range, expected) => {
    expect(covers(shifts, range)).toBe(expected);
  });

  test.each<[Range, Range, boolean]>([
    [[1, 3], [2, 4], true], // prettier-ignore
    [[1, 3], [3, 4], false], // prettier-ignore
    [[1, 9], [4, 5], true], // prettier-ignore
    [[1, 9], [5, 5], false], // prettier-ignore
    [[1, 9], [6, 5], false], // prettier-ignore
  ])("overlaps %j %j: %s", (a, b, expected) => {
    expect(overlaps(a, b)).toBe(expected);
    expect(overlaps(b, a)).toBe(expected);
  });

  test("overlapping gives whole ranges, and none that only touch", () => {
    expect(overlapping(shifts, [770, 850])).toEqual(shifts);
    expect(overlapping(shifts, [700, 840])).toEqual([[540, 780]]);
    expect(overlapping(shifts, [780, 840])).toEqual([]);
    expect(overlapping(shifts, [600, 600])).toEqual([]);
  });

  test("totalLength adds up", () => {
    expect(totalLength(shifts)).toBe(420);
    expect(totalLength([])).toBe(0);
  });

  test("shrink makes room for buffers and drops what is used up", () => {
    expect(shrink([[0, 30], [40, 50], [60, 71]], 5, 5)).toEqual([[5, 25], [65, 66]]); // prettier-ignore
    expect(shrink(shifts, 0, 0)).toEqual(shifts);
    expect(() => shrink(shifts, -1, 0)).toThrow(RangeError);
    expect(() => shrink(shifts, 0, Number.NaN)).toThrow(RangeError);
  });
});

describe("against a naive oracle of one boolean per point", () => {
  const SIZE = 48;
  const range = fc.tuple(fc.integer({ min: 0, max: SIZE }), fc.integer({ min: 0, max: SIZE })) as fc.Arbitrary<Range>;
  const ranges = fc.array(range, { maxLength: 14 });
  const points = Array.from({ length: SIZE }, (_, point) => point);

  const holds = (some: readonly Range[], point: number) => some.some(([start, end]) => start <= point && point < end);
  const bits = (some: readonly Range[]) => points.map((point) => holds(some, point));
  const isRangeSet = (set: RangeSet) =>
    set.every(([start, end], i) => start < end && (i === 0 || set[i - 1]![1] < start));

  const always = (check: (a: RangeSet, b: RangeSet, raw: Range[], probe: Range) => void) =>
    fc.assert(
      fc.property(ranges, ranges, range, (a, b, probe) => check(normalize(a), normalize(b), a, probe)),
      { numRuns: 1000 },
    );

  test("normalize keeps the points and gives a range set, once and for all", () => {
    always((set, _b, raw) => {
      expect(bits(set)).toEqual(bits(raw));
      expect(isRangeSet(set)).toBe(true);
      expect(normalize(set)).toEqual(set);
    });
  });

  test.each([
    ["union", union, (a: boolean, b: boolean) => a || b],
    ["intersect", intersect, (a: boolean, b: boolean) => a && b],
    ["subtract", subtract, (a: boolean, b: boolean) => a && !b],
  ])("%s is the same on every point and gives a range set", (_name, operation, onPoint) => {
    always((a, b) => {
      const result = operation(a, b);
      expect(bits(result)).toEqual(points.map((point) => onPoint(holds(a, point), holds(b, point))));
      expect(isRangeSet(result)).toBe(true);
    });
  });

  test("covers, overlaps and overlapping ask about every point", () => {
    always((set, _b, _raw, probe) => {
      const inProbe = points.filter((point) => holds([probe], point));
      expect(covers(set, probe)).toBe(inProbe.every((point) => holds(set, point)));
      expect(overlapping(set, probe)).toEqual(set.filter((member) => inProbe.some((point) => holds([member], point))));
      for (const member of set) {
        expect(overlaps(member, probe)).toBe(inProbe.some((point) => holds([member], point)));
      }
    });
  });

  test("totalLength counts the points; a set falls into what it shares with another and the rest", () => {
    always((a, b) => {
      expect(totalLength(a)).toBe(bits(a).filter(Boolean).length);
      expect(totalLength(intersect(a, b)) + totalLength(subtract(a, b))).toBe(totalLength(a));
      expect(union(intersect(a, b), subtract(a, b))).toEqual(a);
    });
  });

  test("shrink keeps exactly the points with enough room on both sides", () => {
    const amount = fc.integer({ min: 0, max: 6 });
    fc.assert(
      fc.property(ranges, amount, amount, (raw, before, after) => {
        const set = normalize(raw);
        const result = shrink(set, before, after);
        // A point stays when the stretch from `before` earlier to `after` later lies within one range.
        expect(bits(result)).toEqual(points.map((point) => covers(set, [point - before, point + 1 + after])));
        expect(isRangeSet(result)).toBe(true);
      }),
      { numRuns: 1000 },
    );
  });
});
