import { expect, test } from "vitest";
import { readClock, readUtc } from "./legacy-times.ts";

test.each([
  ["09:30:00", "09:30"],
  ["09:30", "09:30"],
  ["00:00:00.000000", "00:00"],
  ["23:59:00", "23:59"],
  ["24:00:00", null],
  ["09:60:00", null],
  ["09:30:15", null],
  ["9:30", null],
  ["", null],
])("the clock %j reads %j", (text: string, expected: string | null) => {
  expect(readClock(text)).toBe(expected);
});

test.each([
  ["2026-10-25T09:00:00", "2026-10-25T09:00:00Z"],
  ["2026-10-25 09:00:00", "2026-10-25T09:00:00Z"],
  ["2026-10-25 09:00", "2026-10-25T09:00:00Z"],
  ["2026-10-25T09:00:00.000000Z", "2026-10-25T09:00:00Z"],
  ["2026-10-25 09:00:00+00", "2026-10-25T09:00:00Z"],
  ["2026-10-25T09:00:00+02:00", "2026-10-25T07:00:00Z"],
  ["2026-02-30T09:00:00", null],
  ["2026-10-25", null],
  ["25/10/2026 09:00", null],
])("the point in time %j reads %j, whatever the server's zone", (text: string, expected: string | null) => {
  expect(readUtc(text)?.toString() ?? null).toBe(expected);
});
