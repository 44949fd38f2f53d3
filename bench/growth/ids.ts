import { makeBookingId } from "../../src/core/booking-id.ts";
import { makeUuidV7 } from "../../src/core/ids.ts";

const state = { random: new Uint8Array(10), n: 0 };

/** Ids in the order of time, as those of the server; the rest of one is a number that no other has. */
export function idAt(minute: number): string {
  const n = state.n++;
  const view = new DataView(state.random.buffer);
  view.setUint32(6, n);
  view.setUint32(2, Math.imul(n, 0x9e3779b1) >>> 0);
  return makeUuidV7(minute * 60_000, state.random);
}

const bookingIds = { bytes: new Uint8Array(8), n: 0 };

/** Each one new, and without any order. */
export function nextBookingId(): string {
  const n = BigInt(++bookingIds.n);
  const scattered = (n * 48_271_000_003n) % 23n ** 8n; // a prime, so that every number comes once
  new DataView(bookingIds.bytes.buffer).setBigUint64(0, scattered);
  return makeBookingId(bookingIds.bytes);
}
