import { expect, test } from "vitest";
import type { Placement } from "../api/types.ts";
import { byDate, countsOf, inView } from "./placement-groups.ts";

const one = (id: string, status: Placement["status"], starts_at: string | null = null) =>
  ({ id, status, starts_at }) as Placement;

const some = [
  one("late", "proposed", "2026-11-24T08:00:00Z"),
  one("nowhere", "unplaced"),
  // 00:30 of the 24th in Cairo.
  one("night", "committed", "2026-11-23T22:30:00Z"),
  one("early", "refused", "2026-11-23T08:00:00Z"),
  one("back", "undone", "2026-11-23T09:00:00Z"),
];

test("each status is counted, and what was undone only in all", () => {
  expect(countsOf(some)).toEqual({ all: 5, proposed: 1, refused: 1, unplaced: 1, committed: 1 });
});

test("what could not be had and is booked elsewhere counts as booked", () => {
  const elsewhere = { ...one("elsewhere", "refused"), instead_at: "2026-11-25T08:00:00Z" };
  expect(countsOf([...some, elsewhere])).toMatchObject({ refused: 1, committed: 2 });
  expect(inView([...some, elsewhere], "refused").map(({ id }) => id)).toEqual(["early"]);
});

test("a view shows its status alone", () => {
  expect(inView(some, "refused").map(({ id }) => id)).toEqual(["early"]);
  expect(inView(some, "all")).toHaveLength(5);
});

test("dates are the clinic's, in time order; what has no time comes last", () => {
  const days = [...byDate(some, "Africa/Cairo")].map(([date, on]) => [date, on.map(({ id }) => id)]);
  expect(days).toEqual([
    ["2026-11-23", ["early", "back"]],
    ["2026-11-24", ["night", "late"]],
    [null, ["nowhere"]],
  ]);
});
