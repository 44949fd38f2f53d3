import { expect, test } from "vitest";
import { wholeMinute } from "./whole-minute.ts";

test.each([
  ["2026-11-02T09:00:00Z", "2026-11-02T09:00:00Z"],
  ["2026-11-02T11:07+02:00", "2026-11-02T09:07:00Z"],
  ["1969-12-31T23:59:00.000Z", "1969-12-31T23:59:00Z"],
])("%s is a whole minute", (text, instant) => expect(wholeMinute(text).toString()).toBe(instant));

test.each([
  "2026-11-02T09:00:01Z",
  "2026-11-02T09:00:00.001Z",
  "2026-11-02T09:00:00.000001Z",
  "2026-11-02T09:00:00.000000001Z",
])("%s is none", (text) =>
  expect(() => wholeMinute(text)).toThrow(
    expect.objectContaining({ code: "invalid_request", errors: [expect.objectContaining({ pointer: "/starts_at" })] }),
  ),
);
