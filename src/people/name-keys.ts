import { makeBookingId } from "../core/booking-id.ts";
import { soundKey } from "../core/name-sounds.ts";
import { nameKey } from "../core/names.ts";

/** A name with the keys by which it is found. What stands for a name that nobody knows sounds like nothing. */
export function namesOf(name: string): { name: string; nameKey: string; soundKey: string } {
  return { name, nameKey: nameKey(name), soundKey: isUnknownName(name) ? "" : soundKey(name) };
}

/** What the desk calls somebody whose name nobody knows yet: a few letters, the same in every language. */
export function unknownName(random: Uint8Array): string {
  return `? ${makeBookingId(random).slice(0, 3)}`;
}

export const isUnknownName = (name: string): boolean => name.startsWith("? ");
