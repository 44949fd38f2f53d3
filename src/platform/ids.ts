import { randomFillSync } from "node:crypto";
import { makeBookingId } from "../core/booking-id.ts";
import { makeUuidV7 } from "../core/ids.ts";

const idBytes = 10;
const drawn = new Uint8Array(256 * idBytes);
let used = drawn.length;
let lastMs = 0;
let counter = 0;

/**
 * A fresh UUID, version 7. Ids of one process sort in the order in which they were made, also within a millisecond and when
 * the clock steps back: the outbox is delivered in this order (RFC 9562, section 6.2, method 1).
 */
export function newId(): string {
  const random = draw();
  const now = Date.now();
  if (now > lastMs) {
    lastMs = now;
    counter = ((random[0]! << 8) | random[1]!) & 0x7ff;
  } else if (++counter > 0xfff) {
    lastMs += 1;
    counter = 0;
  }
  random[0] = counter >> 8;
  random[1] = counter & 0xff;
  return makeUuidV7(lastMs, random);
}

/** The next few of many random bytes: to ask for each id alone costs more than all the rest of it. */
function draw(): Uint8Array {
  if (used === drawn.length) {
    randomFillSync(drawn);
    used = 0;
  }
  used += idBytes;
  return drawn.subarray(used - idBytes, used);
}

/** A fresh human booking id. Unique by chance; the database has the last word. */
export function newBookingId(): string {
  return makeBookingId(randomFillSync(new Uint8Array(8)));
}
