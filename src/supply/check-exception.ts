import type { Fault } from "../core/errors.ts";
import type { ExceptionFields } from "./schedule-exceptions.sql.ts";

type Told = Pick<ExceptionFields, "kind" | "source" | "resource_id" | "clinic_id" | "lanes" | "slot_minutes">;

/** An `available` of one resource gives it time of its own; every other exception only takes or lifts. */
export const isOpening = ({ kind, resource_id }: Pick<Told, "kind" | "resource_id">): boolean =>
  kind === "available" && resource_id !== null;

/**
 * Everything that is wrong with an exception, each with a pointer to its field; empty when it can stand. `roomKind` is the
 * kind of resource that it names as its room.
 */
export function faultsOfException(told: Told, roomKind: string | null): Fault[] {
  const { kind, source, clinic_id: clinicId, lanes, slot_minutes: slotMinutes } = told;
  const isHoliday = source === "holiday";
  const opens = isOpening(told);
  return [
    ...wrongIf(isHoliday && kind !== "blocked", "/kind", "A holiday blocks."),
    ...wrongIf(isHoliday && clinicId === null, "/clinic_id", "A holiday closes a certain clinic."),
    ...wrongIf(opens && !isHoliday && clinicId === null, "/clinic_id", "Opened time lies at a certain clinic."),
    ...wrongIf(!opens && lanes !== null, "/lanes", "Only time that is opened for a resource has lanes."),
    ...wrongIf(!opens && slotMinutes !== null, "/slot_minutes", "Only time that is opened for a resource has slots."),
    ...wrongIf(roomKind !== null && roomKind !== "room", "/room_id", "This resource is no room."),
  ];
}

const wrongIf = (wrong: boolean, pointer: string, detail: string): Fault[] =>
  wrong ? [{ pointer, code: "invalid_rule", detail }] : [];
