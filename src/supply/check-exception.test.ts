import { describe, expect, test } from "vitest";
import { faultsOfException } from "./check-exception.ts";

const block = {
  kind: "blocked",
  source: "manual",
  resource_id: null,
  clinic_id: null,
  lanes: null,
  slot_minutes: null,
} as const;
const opening = { ...block, kind: "available", resource_id: "doctor", clinic_id: "clinic" } as const;

describe("an exception", () => {
  test.each<[string, Parameters<typeof faultsOfException>[0], string | null, string[]]>([
    ["that blocks everything", block, null, []],
    ["that blocks one resource", { ...block, resource_id: "doctor" }, null, []],
    ["that blocks one room", block, "room", []],
    ["that lifts a holiday for all", { ...block, kind: "available", clinic_id: "clinic" }, null, []],
    ["that opens time", opening, null, []],
    ["that opens time with slots of its own", { ...opening, lanes: 2, slot_minutes: 20 }, "room", []],
    ["that opens time nowhere", { ...opening, clinic_id: null }, null, ["/clinic_id"]],
    ["that blocks in lanes", { ...block, resource_id: "doctor", lanes: 1 }, null, ["/lanes"]],
    ["that lifts in slots", { ...block, kind: "available", slot_minutes: 15 }, null, ["/slot_minutes"]],
    ["that is a holiday", { ...block, source: "holiday", clinic_id: "clinic" }, null, []],
    ["that is a holiday of nowhere", { ...block, source: "holiday" }, null, ["/clinic_id"]],
    ["that is a holiday and opens", { ...opening, source: "holiday" }, null, ["/kind"]],
    ["in a bed", block, "bed", ["/room_id"]],
    ["in a room of another clinic", { ...block, clinic_id: "clinic" }, "far room", ["/room_id"]],
    [
      "with everything wrong",
      { ...block, kind: "available", source: "holiday", lanes: 1, slot_minutes: 5 },
      "station",
      ["/kind", "/clinic_id", "/lanes", "/slot_minutes", "/room_id"],
    ],
  ])("%s", (_, exception, room, pointers) => {
    const isFar = room === "far room";
    const place = { room_kind: isFar ? "room" : room, room_here: !isFar };
    expect(faultsOfException(exception, place).map(({ pointer }) => pointer)).toEqual(pointers);
  });
});
