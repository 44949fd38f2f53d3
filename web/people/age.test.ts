import { expect, test } from "vitest";
import { ageOn } from "./age.ts";

test.each([
  ["1980-05-04", "2026-05-03", 45],
  ["1980-05-04", "2026-05-04", 46],
  ["2024-02-29", "2025-03-01", 1],
  ["2026-11-18", "2026-11-18", 0],
])("who was born on %s is on %s %i", (birth, date, years) => {
  expect(ageOn(birth, date)).toBe(years);
});
