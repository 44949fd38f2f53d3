import { expect, test } from "vitest";
import type { Standing } from "../api/types.ts";
import { countUpTo, shownStatus, sinceThen } from "./since.ts";

const booked = {
  status: "confirmed",
  visit_status: "scheduled",
  service_date: "2026-11-18",
  starts_at: "2026-11-18T09:00:00Z",
  practitioner_id: "eleni",
  practitioner_name: "Eleni",
} as Standing;
const since = (now: Partial<Standing>) => sinceThen({ ...booked, now: { ...booked, ...now } });
const nothing = { status: null, isMoved: false, practitioner: null };

test.each([
  ["confirmed", "scheduled", "appointment", "confirmed"],
  ["confirmed", "waiting", "appointment", "confirmed"],
  ["checked_in", "called", "visit", "called"],
  ["completed", "pending_payment", "visit", "pending_payment"],
  ["no_show", "no_show", "appointment", "no_show"],
  ["checked_in", null, "appointment", "checked_in"],
  [null, "left", "visit", "left"],
] as const)("%s with a visit that is %s shows the %s as %s", (status, visit_status, of, shown) => {
  expect(shownStatus({ ...booked, status, visit_status })).toEqual({ of, status: shown });
});

test("nothing has changed", () => {
  expect(since({})).toEqual(nothing);
  expect(since({ queue_number: 4 })).toEqual(nothing);
});

test.each<[Partial<Standing>, object]>([
  [{ status: "cancelled" }, { status: { of: "appointment", status: "cancelled" } }],
  [{ starts_at: "2026-11-18T10:00:00Z" }, { isMoved: true }],
  [{ service_date: "2026-11-19" }, { isMoved: true }],
  [{ practitioner_id: "nikos", practitioner_name: "Nikos" }, { practitioner: "Nikos" }],
])("%o is said", (now, said) => {
  expect(since(now)).toEqual({ ...nothing, ...said });
});

test("moments count from the one at which they happened", () => {
  const moments = ["2026-11-18T08:00:00Z", "2026-11-18T08:30:00.0001Z", "2026-11-18T08:30:00.0002Z"];
  const at = ["2026-11-18T07:59:59Z", "2026-11-18T10:00:00+02:00", moments[1]!, "2026-11-18T08:30:01Z"];
  expect(at.map((moment) => countUpTo(moments, moment))).toEqual([0, 1, 2, 3]);
});
