import { expect, test } from "vitest";
import { droppedPlace } from "./dropped-place.ts";

const columns = [
  { resource_id: "layla", kind: "practitioner" as const, name: "Layla", lanes: 1 },
  { resource_id: "room", kind: "room" as const, name: "Room 1", lanes: 1 },
];
const at = (column: string, date: string, time: string) =>
  droppedPlace({ columns, timezone: "Africa/Cairo" }, date, { column, time });

test("a column of who treats names the practitioner, any other one the thing", () => {
  const starts_at = "2026-11-23T08:20:00Z";
  expect(at("layla", "2026-11-23", "10:20")).toEqual({ starts_at, practitioner_id: "layla" });
  expect(at("room", "2026-11-23", "10:20")).toEqual({ starts_at, resource_ids: ["room"] });
});

test("a time that the clinic's clock skips is no place", () => {
  expect(at("layla", "2027-04-30", "00:20")).toBeNull();
});
