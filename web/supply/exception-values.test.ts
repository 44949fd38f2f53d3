import { expect, test } from "vitest";
import type { ScheduleException } from "../api/types.ts";
import { exceptionPieces } from "./exception-pieces.ts";
import { exceptionBody, exceptionValues } from "./exception-values.ts";

const zone = "Africa/Cairo";
const exception = (starts_at: string, ends_at: string) =>
  ({
    id: "e",
    kind: "blocked",
    source: "manual",
    timezone: zone,
    created_at: "2026-11-18T09:00:00Z",
    starts_at,
    ends_at,
  }) as ScheduleException;
const here = { resourceId: "p", clinicId: "c", zone };
const drawn = { kind: "blocked", date: "2026-11-23" } as const;

test("whole dates are sent as dates, the end as the date after the last one", () => {
  const typed = { ...exceptionValues(null, drawn, here), to_date: "2026-11-25", reason: " Congress " };
  expect(exceptionBody(typed, zone)).toMatchObject({
    from: "2026-11-23",
    to: "2026-11-26",
    timezone: zone,
    resource_id: "p",
    reason: "Congress",
  });
});

test("times are those of the clinic; one that the clock skips is the change", () => {
  const typed = { ...exceptionValues(null, drawn, here), whole_days: false, from_time: "10:00", to_time: "11:30" };
  expect(exceptionBody(typed, zone)).toMatchObject({ from: "2026-11-23T08:00:00Z", to: "2026-11-23T09:30:00Z" });
  // In Athens clocks go from 03:00 to 04:00 on that date.
  const skipped = { ...typed, from_date: "2027-03-28", from_time: "03:20", to_date: "2027-03-28", to_time: "05:00" };
  expect(exceptionBody(skipped, "Europe/Athens")).toMatchObject({ from: "2027-03-28T01:00:00Z" });
});

test("what was sent can be edited as it was typed, also across a clock change", () => {
  const days = exceptionValues(exception("2027-04-28T22:00:00Z", "2027-04-30T21:00:00Z"), drawn, here);
  expect(days).toMatchObject({ whole_days: true, from_date: "2027-04-29", to_date: "2027-04-30" });
  const hours = exceptionValues(exception("2026-11-23T08:00:00Z", "2026-11-23T09:30:00Z"), drawn, here);
  expect(hours).toMatchObject({ whole_days: false, from_time: "10:00", to_time: "11:30", to_date: "2026-11-23" });
});

test("blocked time is blocked everywhere, opened time lies at the clinic and may have lanes", () => {
  expect(exceptionValues(null, drawn, here)).toMatchObject({ clinic_id: null, whole_days: true });
  const opened = exceptionValues(null, { ...drawn, kind: "available" }, here);
  expect(opened).toMatchObject({ clinic_id: "c", whole_days: false });
  expect(exceptionBody({ ...opened, lanes: 2 }, zone)).toMatchObject({ lanes: 2, slot_minutes: undefined });
  expect(exceptionBody({ ...opened, lanes: 2, resource_id: null }, zone)).not.toHaveProperty("lanes");
});

test("a closure is everybody's, at the clinic", () => {
  const closed = exceptionValues(null, drawn, { ...here, resourceId: null });
  expect(closed).toMatchObject({ clinic_id: "c", resource_id: null });
});

test("an exception of years draws what is shown", () => {
  const long = exception("2020-01-01T00:00:00Z", "2030-01-01T00:00:00Z");
  const pieces = exceptionPieces([long], ["2026-11-23", "2026-11-24"], zone);
  expect(pieces.map(({ date, from, to }) => [date, from, to])).toEqual([
    ["2026-11-23", 0, 1440],
    ["2026-11-24", 0, 1440],
  ]);
});

test("of two exceptions the one made later lies above, be it by thousandths", () => {
  const made = (id: string, created_at: string) => ({
    ...exception("2026-11-23T08:00:00Z", "2026-11-23T09:30:00Z"),
    id,
    created_at,
  });
  const both = [made("second", "2026-11-18T09:00:00.124Z"), made("first", "2026-11-18T09:00:00.12Z")];
  const drawnInTurn = exceptionPieces(both, ["2026-11-23"], zone).map((piece) => piece.exception.id);
  expect(drawnInTurn).toEqual(["first", "second"]);
});
