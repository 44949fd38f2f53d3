import type { Temporal } from "temporal-polyfill";
import { dateOf } from "../../core/zones.ts";
import { overnight } from "../../visits/visits.ts";

/** A date, and since when whoever is of the one before was seen to be of it still; null where a date is told of as it was. */
export interface DayOfQueue {
  date: string;
  since: Temporal.Instant | null;
}

/**
 * The date that was asked for, or today where the clinic is. Midnight ends no wait: who was in the house then and still is, is of today
 * as well, under the number of the date on which they came.
 */
export function dayAt({ timezone }: { timezone: string }, now: Temporal.Instant, asked?: string): DayOfQueue {
  const today = dateOf(now, timezone).toString();
  const date = asked ?? today;
  return { date, since: date === today ? now.subtract(overnight) : null };
}
