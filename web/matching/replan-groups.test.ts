import { expect, test } from "vitest";
import type { Placement } from "../api/types.ts";
import { openOf, remedyOf, toCall } from "./replan-groups.ts";

const was = { starts_at: "2026-11-23T08:00:00Z" } as NonNullable<Placement["was"]>;

test.each([
  ["sameTime", "2026-11-23T10:00:00+02:00"],
  ["otherTime", "2026-11-24T08:00:00Z"],
  ["callList", null],
])("%s for what was at 08:00Z and is to be at %s", (remedy, starts_at) =>
  expect(remedyOf({ was, starts_at })).toBe(remedy),
);

test("what is agreed or was undone is neither open nor to be called", () => {
  const all = (["proposed", "unplaced", "committed", "refused", "undone"] as const).map(
    (status) => ({ status }) as Placement,
  );
  expect(openOf(all).map(({ status }) => status)).toEqual(["proposed"]);
  expect(toCall(all).map(({ status }) => status)).toEqual(["unplaced", "refused"]);
});
