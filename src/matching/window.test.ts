import { expect, it } from "vitest";
import type { Wanted } from "./problem.sql.ts";
import { windowOf } from "./window.ts";

// Epoch day 20775 is 18 November 2026.
const today = 20_775;
const given = { day: today, practitioner_id: null };

it.each<[string, Partial<Wanted>, number, number]>([
  ["so long as the days that are named", { latest_date: "2026-12-18" }, 0, 30],
  ["from the past on, for what is late", { earliest_date: "2026-11-08", latest_date: "2026-12-18" }, -10, 30],
  ["ninety days at least", {}, 0, 90],
  ["28 days for each session", { ticket_ids: Array(6).fill("t") }, 0, 168],
  ["four times the least days", { ticket_ids: Array(6).fill("t"), min_days_between: 10 }, 0, 240],
  ["the most days", { ticket_ids: Array(20).fill("t"), max_days_between: 10 }, 0, 200],
  ["what is booked counts", { ticket_ids: Array(3).fill("t"), given: [given, given, given] }, 0, 168],
  ["400 days and no more", { ticket_ids: Array(200).fill("t") }, 0, 400],
  ["nor with a date", { latest_date: "2031-01-01" }, 0, 400],
  ["from a date that is to come", { earliest_date: "2026-11-28", latest_date: "2031-01-01" }, 10, 410],
  ["nothing when it is over", { earliest_date: "2026-10-01", latest_date: "2026-11-01" }, -48, -17],
])("%s", (_case, over, earliest, latest) => {
  const wanted = {
    earliest_date: "2026-11-18",
    latest_date: null,
    min_days_between: 1,
    max_days_between: null,
    ticket_ids: ["t"],
    given: [],
    ...over,
  } as Partial<Wanted> as Wanted;
  expect(windowOf(wanted, today)).toEqual({ earliestDay: today + earliest, latestDay: today + latest });
});
