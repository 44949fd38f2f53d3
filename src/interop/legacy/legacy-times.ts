import { Temporal } from "temporal-polyfill";

const clock = /^(\d{2}:\d{2})(?::00(?:\.0+)?)?$/;
const moment = /^\d{4}-\d{2}-\d{2}[ T]\d{2}:\d{2}(?::\d{2}(?:\.\d{1,6})?)?(Z|[+-]\d{2}(?::?\d{2})?)?$/;

/** A `time` column such as `09:30:00` as `09:30`; null for anything else, also for what is not a whole minute. */
export function readClock(text: string): string | null {
  const [, minute] = clock.exec(text) ?? [];
  return minute !== undefined && minute < "24" && minute.slice(3) < "60" ? minute : null;
}

/** A `utc_datetime` column: without an offset it is UTC. Null for what is no point in time. */
export function readUtc(text: string): Temporal.Instant | null {
  const found = moment.exec(text);
  if (!found) return null;
  try {
    return Temporal.Instant.from(found[1] === undefined ? `${text}Z` : text);
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}
