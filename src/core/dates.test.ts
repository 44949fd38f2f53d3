import fc from "fast-check";
import { Temporal } from "temporal-polyfill";
import { expect, test } from "vitest";
import { ageOn, isPlausibleBirthDate } from "./dates.ts";

const date = (text: string) => Temporal.PlainDate.from(text);

test.each([
  ["1980-06-15", "2026-06-14", 45],
  ["1980-06-15", "2026-06-15", 46],
  ["1980-06-15", "2026-05-31", 45],
  ["1980-06-15", "2026-07-01", 46],
  ["2026-06-15", "2026-06-15", 0],
  ["2025-12-31", "2026-01-01", 0],
  ["2004-02-29", "2025-02-28", 20],
  ["2004-02-29", "2025-03-01", 21],
  ["2004-02-29", "2024-02-29", 20],
  ["2026-06-16", "2026-06-15", -1],
])("born %s, on %s: %d", (birth, on, age) => {
  expect(ageOn(date(birth), date(on))).toBe(age);
});

test.each([
  ["2026-06-15", true],
  ["2026-06-16", false],
  ["2027-01-01", false],
  ["1896-06-15", true],
  ["1895-06-16", true],
  ["1895-06-15", false],
  ["1000-01-01", false],
])("born %s is plausible on 2026-06-15: %s", (birth, plausible) => {
  expect(isPlausibleBirthDate(date(birth), date("2026-06-15"))).toBe(plausible);
});

test("agrees with Temporal's count of years", () => {
  const day = fc.integer({ min: -30_000, max: 80_000 }).map((days) => date("1970-01-01").add({ days }));
  fc.assert(
    fc.property(day, day, (a, b) => {
      const [birth, on] = Temporal.PlainDate.compare(a, b) <= 0 ? [a, b] : [b, a];
      expect(ageOn(birth, on)).toBe(birth.until(on, { largestUnit: "years" }).years);
    }),
    { numRuns: 500 },
  );
});
