import { Temporal } from "temporal-polyfill";

const NS_PER_MS = 1_000_000n;

/** What `toString` gives, in a tenth of the time where it has whole milliseconds: a booking writes some thirty instants, a day's list thousands. */
export function textOf(at: Temporal.Instant): string {
  const ms = at.epochMilliseconds;
  if (at.epochNanoseconds !== BigInt(ms) * NS_PER_MS) return at.toString();
  const text = new Date(ms).toISOString();
  return ms % 1_000 === 0 ? `${text.slice(0, -5)}Z` : text.replace(/0+Z$/, "Z");
}

/** An instant that was read and will mostly be written again, which its JSON does as `textOf`. */
export class WrittenInstant extends Temporal.Instant {
  override toJSON(): string {
    return textOf(this);
  }
}

/** As a database in UTC writes most of them, and we. */
const usual = /^\d{4}-\d\d-\d\d[ T]\d\d:\d\d:\d\d(\.\d{1,3})?(Z|\+00)$/;

/**
 * Reads what a database wrote, or we, which is nothing that does not exist: what people sent is for `Temporal.Instant.from`, which takes
 * three times as long. Throws RangeError for what is no instant, such as `infinity`.
 */
export function readInstant(text: string): Temporal.Instant {
  const zone = usual.exec(text)?.[2];
  if (zone === undefined) return Temporal.Instant.from(text);
  const ms = Date.parse(`${text.slice(0, 10)}T${text.slice(11, -zone.length)}Z`);
  return Number.isNaN(ms) ? Temporal.Instant.from(text) : new WrittenInstant(BigInt(ms) * NS_PER_MS);
}
