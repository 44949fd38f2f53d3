import { Temporal } from "temporal-polyfill";
import { expect, test } from "vitest";
import { textOfMinute } from "../../core/zones.ts";
import { startsIn } from "./pace.ts";

const at = (time: string) => Temporal.Instant.from(`2026-11-02T${time}Z`);

/** The clock times at which somebody may be put on in a session from 08:05, `pace` minutes apart. */
const startsFrom = (now: string, pace: number, until: string): string =>
  startsIn({ starts_at: at("08:05"), ends_at: at(until), start_every_minutes: pace }, at(now))
    .map((minute) => textOfMinute(minute).slice(11, 16))
    .join(" ");

test.each([
  ["long before", "06:00", "08:05"],
  ["a moment before it begins", "08:04:59.999", "08:05"],
  ["as it begins", "08:05", "08:05"],
  ["a moment after it began", "08:05:00.001", "08:06"],
  ["in the middle of a minute", "08:30:30", "08:31"],
  ["on a minute", "08:31", "08:31"],
  ["at its last minute", "09:04", "09:04"],
  ["a moment after its last minute", "09:04:00.001", ""],
  ["as it ends", "09:05", ""],
  ["after it", "11:00", ""],
])("a session in which all start together has one start: %s", (_, now, starts) => {
  expect(startsFrom(now, 0, "09:05")).toBe(starts);
});

test.each([
  ["long before", "06:00", "08:05 08:25 08:45"],
  ["as it begins", "08:05", "08:05 08:25 08:45"],
  ["a moment after it began", "08:05:00.001", "08:25 08:45"],
  ["between two places", "08:15", "08:25 08:45"],
  ["a minute before a place", "08:24", "08:25 08:45"],
  ["at a place", "08:25", "08:25 08:45"],
  ["a moment after a place", "08:25:00.001", "08:45"],
  ["at the last place", "08:45", "08:45"],
  ["a moment after the last place", "08:45:00.001", ""],
  ["as it ends", "09:05", ""],
  ["after it", "11:00", ""],
])("a session with a start every 20 minutes keeps to its own grid: %s", (_, now, starts) => {
  expect(startsFrom(now, 20, "09:05")).toBe(starts);
});

test.each([
  ["08:06", 1, "08:05"],
  ["08:08", 1, "08:05 08:06 08:07"],
  ["08:24", 20, "08:05"],
  ["08:25", 20, "08:05"],
  ["08:26", 20, "08:05 08:25"],
  ["08:44", 20, "08:05 08:25"],
  ["09:05", 90, "08:05"],
])("nobody starts when a session is over: until %s, every %i minutes", (until, pace, starts) => {
  expect(startsFrom("08:00", pace, until)).toBe(starts);
});

test("who comes late to a session whose end is off the grid still has its last place", () => {
  expect(startsFrom("08:10", 20, "08:50")).toBe("08:25 08:45");
  expect(startsFrom("08:10", 90, "09:05")).toBe("");
});
