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
  if (terms && !fitsDay(terms, start)) throw noRoom();
  return terms ?? null;
}

/** Why a session cannot be on its day. */
export const noRoom = (): DomainError =>
  new DomainError("not_offered", "The request's dates, or its other sessions, leave no room for this day.");

/**
 * Whether a session may be on the day of this epoch minute, as the request and its other sessions are now. One that moves from where it
 * `was` may be as far outside of the dates, and as near to the others, as it was there.
 */
export function fitsDay(terms: SessionTerms, start: number, was?: number): boolean {
  const { timezone, earliest_day, latest_day, min_days_between, other_days } = terms;
  const day = localDayOfMinute(start, timezone);
  const before = was === undefined ? null : localDayOfMinute(was, timezone);
  const first = Math.min(earliest_day, before ?? Infinity);
  const last = Math.max(latest_day ?? Infinity, before ?? -Infinity);
  const leastTo = (other: number) => Math.min(min_days_between, before === null ? Infinity : Math.abs(before - other));
  return day >= first && day <= last && other_days.every((other) => Math.abs(other - day) >= leastTo(other));
}
