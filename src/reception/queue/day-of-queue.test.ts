import { Temporal } from "temporal-polyfill";
import { expect, test } from "vitest";
import { dayAt } from "./day-of-queue.ts";

const [athens, honolulu] = [{ timezone: "Europe/Athens" }, { timezone: "Pacific/Honolulu" }];
const noon = "2026-11-02T10:00:00Z";

test.each<[string, { timezone: string }, string, string | undefined, string, string | null]>([
  ["nothing asked means today", athens, noon, undefined, "2026-11-02", "2026-11-02T02:00:00Z"],
  ["today asked is the same", athens, noon, "2026-11-02", "2026-11-02", "2026-11-02T02:00:00Z"],
  ["yesterday is told as it was", athens, noon, "2026-11-01", "2026-11-01", null],
  ["tomorrow brings nobody along", athens, noon, "2026-11-03", "2026-11-03", null],
  [
    "before midnight at the clinic it is the old day",
    athens,
    "2026-11-02T21:59:59Z",
    undefined,
    "2026-11-02",
    "2026-11-02T13:59:59Z",
  ],
  [
    "midnight at the clinic begins the next",
    athens,
    "2026-11-02T22:00:00Z",
    undefined,
    "2026-11-03",
    "2026-11-02T14:00:00Z",
  ],
  ["the day that ended there is told as it was", athens, "2026-11-02T22:00:00Z", "2026-11-02", "2026-11-02", null],
  [
    "far in the west it is still the day before",
    honolulu,
    "2026-11-02T09:59:00Z",
    undefined,
    "2026-11-01",
    "2026-11-02T01:59:00Z",
  ],
  [
    "the day before, asked there, is today",
    honolulu,
    "2026-11-02T09:59:00Z",
    "2026-11-01",
    "2026-11-01",
    "2026-11-02T01:59:00Z",
  ],
])("%s", (_, clinic, now, asked, date, since) => {
  const day = dayAt(clinic, Temporal.Instant.from(now), asked);
  expect({ ...day, since: day.since?.toString() ?? null }).toEqual({ date, since });
});
