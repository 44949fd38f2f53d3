import { expect, test } from "vitest";
import { placeOf } from "./drop-place.ts";

const columns = [
  { resource_id: "layla", kind: "practitioner" as const, name: "Layla", lanes: 1 },
  { resource_id: "nikos", kind: "practitioner" as const, name: "Nikos", lanes: 1 },
  { resource_id: "room", kind: "room" as const, name: "Room 1", lanes: 1 },
  { resource_id: "bed", kind: "bed" as const, name: "Bed 7", lanes: 1 },
];
const appointment = { practitioner_id: "layla", resource_ids: ["layla", "room"] };

test.each([
  [undefined, {}],
  ["layla", {}],
  ["nikos", { practitioner_id: "nikos" }],
  ["room", {}],
  ["bed", { resource_ids: ["bed"] }],
  ["gone", {}],
])("a card that is dropped on %s asks for %j", (column, place) => {
  expect(placeOf({ columns }, appointment, column)).toEqual(place);
});
