import { expect, test } from "vitest";
import { typedDuring, wholeDay } from "./when-values.ts";

const zone = "Africa/Cairo";
const hours = { ...wholeDay("2026-11-23"), whole_days: false };

test.each([
  ["a date ends with the next", wholeDay("2026-11-23"), "2026-11-23", "2026-11-24"],
  ["dates end after the last", { ...wholeDay("2026-12-30"), to_date: "2026-12-31" }, "2026-12-30", "2027-01-01"],
  ["times are the clinic's", hours, "2026-11-23T07:00:00Z", "2026-11-23T15:00:00Z"],
  ["no last date", { ...wholeDay("2026-11-23"), to_date: null }, "2026-11-23", null],
  ["no time", { ...hours, from_time: "" }, null, "2026-11-23T15:00:00Z"],
])("%s", (_, typed, from, to) => {
  expect(typedDuring(typed, zone)).toEqual({ from, to });
});
