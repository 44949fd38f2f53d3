import { expect, test } from "vitest";
import type { Feasibility } from "../api/types.ts";
import { dateLineOf, monthsOn, placeOf, rowsOf, sessionsOf, type Standing, withRoom } from "./session-line.ts";

const zone = "Africa/Cairo";
type Placed = Feasibility["lines"][number]["placements"][number];

const placed = (ordinal: number, startsAt: string | null, reasons: Partial<Placed["reasons"]> = {}): Placed => ({
  ordinal,
  place: startsAt
    ? { clinic_id: "c", practitioner_id: null, resource_ids: [], starts_at: startsAt, ends_at: startsAt }
    : null,
  practitioner_name: null,
  reasons: { met: [], given_up: [], blocked: [], ...reasons },
});
const missed = (code: "pattern" | "on_time" | "practitioner") => ({ given_up: [{ code, cost: 1 }] });

test.each<[string, Placed, Standing]>([
  ["as wished", placed(1, "2026-12-07T08:00:00Z"), "kept"],
  ["later than the first day is no wish given up", placed(1, "2026-12-07T08:00:00Z", missed("on_time")), "kept"],
  ["at another time", placed(1, "2026-12-08T08:00:00Z", missed("pattern")), "gave"],
  ["with somebody else", placed(1, "2026-12-08T08:00:00Z", missed("practitioner")), "gave"],
  ["nowhere", placed(1, null, missed("pattern")), "unplaced"],
])("how a session stands: %s", (_, placement, standing) => {
  expect(sessionsOf([placement], zone)[0]?.standing).toBe(standing);
});

test("dates are the clinic's, and sessions stand in their order", () => {
  const sessions = sessionsOf([placed(2, "2026-12-14T08:00:00Z"), placed(1, "2026-12-06T23:30:00Z")], zone);
  expect(sessions.map(({ ordinal, date }) => [ordinal, date])).toEqual([
    [1, "2026-12-07"],
    [2, "2026-12-14"],
  ]);
});

test("the line goes from the first session to the last, and no session has none", () => {
  const sessions = sessionsOf(
    [1, 2, 3].map((n) => placed(n, `2026-12-${n * 7 + 10}T08:00:00Z`)),
    zone,
  );
  const line = dateLineOf(sessions)!;
  expect(line).toEqual({ from: "2026-12-17", to: "2026-12-31" });
  expect(sessions.map(({ date }) => placeOf(line, date!))).toEqual([0, 50, 100]);
  expect(dateLineOf(sessionsOf([placed(1, null)], zone))).toBeNull();
});

test("one session has a week to stand on", () => {
  expect(dateLineOf(sessionsOf([placed(1, "2026-12-28T08:00:00Z")], zone))).toEqual({
    from: "2026-12-28",
    to: "2027-01-04",
  });
});

test("months are marked at their firsts, and not too many of them", () => {
  expect(monthsOn({ from: "2026-11-15", to: "2027-02-01" })).toEqual(["2026-12-01", "2027-01-01", "2027-02-01"]);
  expect(monthsOn({ from: "2026-12-02", to: "2026-12-20" })).toEqual([]);
  const years = monthsOn({ from: "2026-01-02", to: "2028-12-31" });
  expect(years.length).toBeLessThanOrEqual(8);
  expect(years[0]).toBe("2026-02-01");
});

test("words and marks keep their distance", () => {
  expect(withRoom([0, 4, 12, 20, 100], 10)).toEqual([true, false, true, false, true]);
  expect(rowsOf([0, 1, 2, 10], 3)).toEqual([0, 1, 2, 0]);
});
