import { DomainError } from "../core/errors.ts";
import { localDayOfMinute } from "../core/zones.ts";
import type { Caller } from "../platform/http/caller.ts";
import type { House } from "../platform/house.ts";
import { selectSessionTerms, type SessionTerms } from "./asked.sql.ts";

/**
 * What the request of a session asks of its day. Throws `not_offered` when `start` (epoch minutes) lies too near to a session that was
 * booked since it was proposed, or outside of dates that were changed since; whether the session is still owed says who books it.
 */
export async function requireSession(
  house: House,
  { organizationId }: Caller,
  ticketId: string,
  start: number,
): Promise<SessionTerms | null> {
  const terms = await house.postgres.read(organizationId, (database) => selectSessionTerms(database, ticketId));
  if (terms && !fitsDay(terms, start))
    throw new DomainError("not_offered", "The request's dates, or its other sessions, leave no room for this day.");
  return terms ?? null;
}

/** Whether a session may be on the day of this epoch minute, as the request and its other sessions are now. */
export function fitsDay(terms: SessionTerms, start: number): boolean {
  const { timezone, earliest_day, latest_day, min_days_between, other_days } = terms;
  const day = localDayOfMinute(start, timezone);
  return (
    day >= earliest_day &&
    (latest_day === null || day <= latest_day) &&
    other_days.every((other) => Math.abs(other - day) >= min_days_between)
  );
}
