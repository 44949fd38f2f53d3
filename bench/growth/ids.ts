import { makeBookingId } from "../../src/core/booking-id.ts";

// Written digit by digit into one buffer: strings that are put together are ten times the work for whoever collects the garbage.
const uuid = Buffer.from("00000000-0000-7000-8000-000000000000", "latin1");
const digits = Buffer.from("0123456789abcdef", "latin1");
const state = { n: 0, minute: NaN };

function writeHex(value: number, at: number, length: number): void {
  let rest = value;
  for (let i = at + length - 1; i >= at; i--) {
    uuid[i] = digits[rest % 16]!;
    rest = Math.floor(rest / 16);
  }
}

/** Ids in the order of time, as those of the server (UUID, version 7); the rest of one is a number that no other has. */
export function idAt(minute: number): string {
  if (minute !== state.minute) {
    const ms = minute * 60_000;
    writeHex(Math.floor(ms / 65_536), 0, 8);
    writeHex(ms % 65_536, 9, 4);
    state.minute = minute;
  }
  const n = state.n++;
  writeHex(Math.imul(n, 0x9e3779b1) >>> 20, 15, 3);
  writeHex(n, 24, 12);
  return uuid.toString("latin1", 0, 36);
}

const bookingIds = { bytes: new Uint8Array(8), n: 0 };

/** Each one new, and without any order. */
export function nextBookingId(): string {
  const n = BigInt(++bookingIds.n);
  const scattered = (n * 48_271_000_003n) % 23n ** 8n; // no multiple of 23, so that every number comes once
  new DataView(bookingIds.bytes.buffer).setBigUint64(0, scattered);
  return makeBookingId(bookingIds.bytes);
}

/** How many receipts each clinic has written. */
const receipts = new Map<string, number>();

/** From 1, without a gap. */
export function nextReceiptNumber(clinicId: string): number {
  const number = lastReceiptNumber(clinicId) + 1;
  receipts.set(clinicId, number);
  return number;
}

export const lastReceiptNumber = (clinicId: string): number => receipts.get(clinicId) ?? 0;
