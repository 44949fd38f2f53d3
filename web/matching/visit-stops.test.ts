import { expect, test } from "vitest";
import type { Placement } from "../api/types.ts";
import { stopsOf } from "./visit-stops.ts";

const at = (id: string, from: string | null, to: string | null, walking?: number) =>
  ({
    id,
    starts_at: from && `2026-11-23T${from}:00Z`,
    ends_at: to && `2026-11-23T${to}:00Z`,
    reasons: {
      met: [],
      given_up: walking === undefined ? [] : [{ code: "walking", cost: walking * 2, minutes: walking }],
      blocked: [],
    },
  }) as unknown as Placement;

const told = (placements: Placement[]) =>
  stopsOf(placements).map(({ placement, waiting, walking }) => [placement.id, waiting, walking]);

test("in time order, the time between is the way and the rest of it waiting", () => {
  expect(told([at("b", "09:00", "09:20", 5), at("a", "08:00", "08:40"), at("c", "09:20", "09:40")])).toEqual([
    ["a", 0, 0],
    ["b", 15, 5],
    ["c", 0, 0],
  ]);
});

test("what was not placed has no stop, and no way is longer than the time for it", () => {
  expect(told([at("a", "08:00", "08:40"), at("x", null, null), at("b", "08:42", "09:00", 5)])).toEqual([
    ["a", 0, 0],
    ["b", 0, 2],
  ]);
});
