import { expect, test } from "vitest";
import { absenceOf, absenceValues } from "./absence-values.ts";

const zone = "Africa/Cairo";
const values = (from?: string, to?: string) => absenceValues({ resource: "layla", from, to }, "2026-11-23", zone);

test("without a time the whole of today is meant, to the start of tomorrow", () => {
  expect(absenceOf(values(), zone)).toEqual({
    resource_id: "layla",
    from: "2026-11-22T22:00:00Z",
    to: "2026-11-23T22:00:00Z",
  });
});

test.each([
  ["2026-11-23T08:00:00Z", "2026-11-23T10:30:00Z"],
  ["2026-11-22T22:00:00Z", "2026-11-25T22:00:00Z"],
  ["2026-11-23T20:00:00Z", "2026-11-24T05:00:00Z"],
])("what was asked from %s to %s is asked again as it was", (from, to) => {
  expect(absenceOf(values(from, to), zone)).toEqual({ resource_id: "layla", from, to });
});

test("whole days are shown as such, with the last of them", () => {
  expect(values("2026-11-22T22:00:00Z", "2026-11-25T22:00:00Z")).toMatchObject({
    whole_days: true,
    from_date: "2026-11-23",
    to_date: "2026-11-25",
  });
});

test("nobody is away while something is missing", () => {
  expect(absenceOf({ ...values(), resource_id: null }, zone)).toBeNull();
  expect(absenceOf({ ...values(), to_date: null }, zone)).toBeNull();
});
