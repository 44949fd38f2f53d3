import { randomFillSync } from "node:crypto";
import { makeBookingId } from "../core/booking-id.ts";
import { makeUuidV7 } from "../core/ids.ts";

const random = new Uint8Array(16);

/** A fresh UUID, version 7: ids made later sort later. */
export function newId(): string {
  return makeUuidV7(Date.now(), randomFillSync(random));
}

/** A fresh human booking id. Unique by chance; the database has the last word. */
export function newBookingId(): string {
  return makeBookingId(randomFillSync(random).subarray(0, 8));
}
