import { expect, test } from "vitest";
import type { TimeOffRequest } from "../api/types.ts";
import { shownTimeOff } from "./time-off-shown.ts";

const request = (id: string, status: string, ends_at: string) => ({ id, status, ends_at }) as TimeOffRequest;
const requests = [
  request("gone", "approved", "2026-11-01T00:00:00Z"),
  request("forgotten", "pending", "2026-11-02T00:00:00Z"),
  request("now", "approved", "2026-11-25T00:00:00Z"),
  request("refused", "denied", "2026-12-01T00:00:00Z"),
  request("new", "pending", "2026-12-05T00:00:00Z"),
];
const today = "2026-11-22T22:00:00Z";
const idsOf = (show: "approved" | undefined, since: string | null) =>
  shownTimeOff(requests, { show, since }).map((group) => [group.status, ...group.requests.map(({ id }) => id)]);

test("what waits comes first, and stays though its time is over", () => {
  expect(idsOf(undefined, today)).toEqual([
    ["pending", "forgotten", "new"],
    ["approved", "now"],
    ["denied", "refused"],
  ]);
});

test("one status alone, with what is over or without", () => {
  expect(idsOf("approved", today)).toEqual([["approved", "now"]]);
  expect(idsOf("approved", null)).toEqual([["approved", "gone", "now"]]);
  expect(shownTimeOff([], { show: "approved", since: today })).toEqual([]);
});
