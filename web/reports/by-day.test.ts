import { expect, test } from "vitest";
import { byDay } from "./by-day.ts";

const day = (date: string, working_minutes: number, booked_minutes: number) => ({
  date,
  working_minutes,
  booked_minutes,
  worked_minutes: 0,
});

test("a date has the share of everybody who worked, and none of who did not", () => {
  const layla = { days: [day("2026-11-24", 400, 100), day("2026-11-23", 480, 0)] };
  const karim = { days: [day("2026-11-23", 0, 0), day("2026-11-24", 200, 200)] };
  expect(byDay([layla, karim])).toEqual([
    { date: "2026-11-23", shares: [0, null] },
    { date: "2026-11-24", shares: [0.25, 1] },
  ]);
});
