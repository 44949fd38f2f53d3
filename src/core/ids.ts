/** Identities made by the app, so that a row has its id before it is stored and every node can make one. */

const HEX = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, "0"));
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
const LAST_MS = 2 ** 48 - 1;

/**
 * A UUID version 7 (RFC 9562, section 5.7) in lower case: it sorts by its millisecond, and within one at random.
 *
 * Takes the first ten of the random bytes. Throws RangeError for fewer, and for a time that is no whole number of
 * milliseconds from 1970 on (up to the year 10889).
 */
export function makeUuidV7(epochMs: number, random: Uint8Array): string {
  if (!Number.isInteger(epochMs) || epochMs < 0 || epochMs > LAST_MS)
    throw new RangeError(`no time for an id: ${epochMs}`);
  if (random.length < 10) throw new RangeError(`an id needs 10 random bytes, got ${random.length}`);
  const hex = (at: number, keep = 0xff, set = 0) => HEX[(random[at]! & keep) | set]!;
  const time = epochMs.toString(16).padStart(12, "0");
  const version = hex(0, 0x0f, 0x70) + hex(1);
  const variant = hex(2, 0x3f, 0x80) + hex(3);
  const rest = hex(4) + hex(5) + hex(6) + hex(7) + hex(8) + hex(9);
  return `${time.slice(0, 8)}-${time.slice(8)}-${version}-${variant}-${rest}`;
}

/** Whether this is a UUID of any version in its canonical form, in either letter case. */
export function isUuid(text: string): boolean {
  return UUID.test(text);
}
