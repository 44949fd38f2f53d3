import { expect, test } from "vitest";
import type { Placement } from "../api/types.ts";
import { placementIdOf, proposedEvents } from "./proposed-events.ts";

const zone = "Africa/Cairo";
const placement = (part: Partial<Placement>) =>
  ({
    id: "p",
    status: "proposed",
    practitioner_id: "layla",
    resource_ids: ["room"],
    starts_at: "2026-11-23T08:00:00Z",
    ends_at: "2026-11-23T08:20:00Z",
    ...part,
  }) as Placement;
const cards = (part: Partial<Placement>, date = "2026-11-23") => proposedEvents([placement(part)], date, zone, null);

test("a proposal stands at the clinic's time with who would treat", () => {
  expect(cards({})).toMatchObject([
    { id: "proposed p", start: "2026-11-23T10:00", end: "2026-11-23T10:20", resourceIds: ["layla"] },
  ]);
  expect(cards({ practitioner_id: null })[0]?.resourceIds).toEqual(["room"]);
});

test.each<[string, Partial<Placement>, string?]>([
  ["another date", {}, "2026-11-24"],
  ["what is agreed, which the calendar has by itself", { status: "committed" }],
  ["what has no time", { starts_at: null, ends_at: null }],
])("no card for %s", (_, part, date) => expect(cards(part, date)).toEqual([]));

test("the chosen one is marked, and a card tells which placement it is", () => {
  const [card] = proposedEvents([placement({})], "2026-11-23", zone, "p");
  expect(card?.classNames).toContain("chosen");
  expect(placementIdOf(card!.id)).toBe("p");
  expect(placementIdOf("0199")).toBeNull();
});
