import type { Fault } from "../core/errors.ts";
import type { ExceptionPlace } from "./exception-place.sql.ts";
import type { ExceptionFields } from "./schedule-exceptions.sql.ts";

type Told = Pick<ExceptionFields, "kind" | "source" | "resource_id" | "clinic_id" | "lanes" | "slot_minutes">;
type Room = Pick<ExceptionPlace, "room_kind" | "room_here">;

/** The page has words for each. */
export type ExceptionFault = "holiday_blocks" | "clinic_needed" | "only_openings" | "not_a_room" | "room_elsewhere";

/** An `available` of one resource gives it time of its own; every other exception only takes or lifts. */
export const isOpening = ({ kind, resource_id }: Pick<Told, "kind" | "resource_id">): boolean =>
  kind === "available" && resource_id !== null;

/**
 * Everything that is wrong with an exception, each with a pointer to its field; empty when it can stand. `room` is what it
 * names as its room.
 */
export function faultsOfException(told: Told, room: Room): Fault[] {
  const { kind, source, clinic_id: clinicId, lanes, slot_minutes: slotMinutes } = told;
  const isHoliday = source === "holiday";
  const opens = isOpening(told);
  return [
    ...wrongIf(isHoliday && kind !== "blocked", "holiday_blocks", "/kind", "A holiday blocks."),
    ...wrongIf(isHoliday && clinicId === null, "clinic_needed", "/clinic_id", "A holiday closes a certain clinic."),
    ...wrongIf(
      opens && !isHoliday && clinicId === null,
      "clinic_needed",
      "/clinic_id",
      "Opened time lies at a certain clinic.",
    ),
    ...wrongIf(
      !opens && lanes !== null,
      "only_openings",
      "/lanes",
      "Only time that is opened for a resource has lanes.",
    ),
    ...wrongIf(
      !opens && slotMinutes !== null,
      "only_openings",
      "/slot_minutes",
      "Only time that is opened for a resource has slots.",
    ),
    ...roomFaults(room),
  ];
}

function roomFaults({ room_kind: kind, room_here: here }: Room): Fault[] {
  if (kind !== null && kind !== "room") return wrongIf(true, "not_a_room", "/room_id", "This resource is no room.");
  // It could concern nobody: who works in a room works at its clinic.
  return wrongIf(!here, "room_elsewhere", "/room_id", "This room is at another clinic.");
}

const wrongIf = (wrong: boolean, code: ExceptionFault, pointer: string, detail: string): Fault[] =>
  wrong ? [{ pointer, code, detail }] : [];
