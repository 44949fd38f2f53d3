import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Lead, learn, type Reading, timeBy } from "./clock-reading.ts";

const reading = (sentMs: number, answeredMs: number, databaseMs: number): Reading => ({
  sentMs,
  answeredMs,
  databaseMs,
});
const lead = (leastMs: number, mostMs: number, asOfMs: number): Lead => ({ leastMs, mostMs, asOfMs });

/** What clocks run apart within milliseconds does not matter here. */
const tenth = (ms: number) => Math.round(ms * 10) / 10;

test.for([
  ["the first reading", undefined, reading(100, 104, 9_000), lead(8_896, 8_900, 104), false],
  ["a quicker one narrows it", lead(8_890, 8_900, 100), reading(100, 101, 8_997), lead(8_896, 8_897, 101), false],
  [
    "a slow one says nothing new",
    lead(8_896, 8_898, 104),
    reading(104, 3_104, 12_000),
    lead(8_896, 8_899.5, 3_104),
    false,
  ],
  ["half of one agrees", lead(8_890, 8_900, 100), reading(100, 110, 9_005), lead(8_895, 8_900, 110), false],
  ["the clock was set ahead", lead(8_896, 8_898, 104), reading(104, 106, 12_604), lead(12_498, 12_500, 106), true],
  ["the clock was set back", lead(8_896, 8_898, 104), reading(104, 106, 5_004), lead(4_898, 4_900, 106), true],
] as const)("%s", ([, known, sample, expected, jumped]) => {
  const { lead: found, jumped: saidSo } = learn(known, sample);
  const rounded = lead(tenth(found.leastMs), tenth(found.mostMs), found.asOfMs);
  expect([rounded, saidSo]).toEqual([expected, jumped]);
});

test("what was known long ago is known less well: clocks run apart", () => {
  const hourLater = learn(lead(8_000, 8_000, 0), reading(3_600_000, 3_604_000, 3_610_500));
  expect(hourLater).toEqual({ lead: lead(6_500, 9_802, 3_604_000), jumped: false });
});

describe("of a clock that is never set", () => {
  const ask = fc.tuple(
    fc.integer({ min: 0, max: 20_000 }),
    fc.integer({ min: 0, max: 500 }),
    fc.integer({ min: 0, max: 500 }),
  );

  test("the truth is never ruled out, nothing is taken for a jump, and time is wrong by less than the quickest answer took", () => {
    fc.assert(
      fc.property(fc.integer({ min: -1e9, max: 1e12 }), fc.tuple(ask, ask, ask, ask), (truth, asks) => {
        let known: Lead | undefined;
        let [steady, quickest] = [0, Infinity];
        for (const [pause, there, back] of asks) {
          steady += pause;
          const sample = reading(steady, steady + there + back, steady + there + truth);
          const learnt = learn(known, sample);
          expect(learnt.jumped).toBe(false);
          known = learnt.lead;
          steady += there + back;
          quickest = Math.min(quickest, there + back);
          expect(known.leastMs).toBeLessThanOrEqual(truth);
          expect(known.mostMs).toBeGreaterThanOrEqual(truth);
          expect(Math.abs(timeBy(known, steady) - steady - truth)).toBeLessThanOrEqual(quickest + 0.001 * steady);
        }
      }),
    );
  });
});
