import { Temporal } from "temporal-polyfill";
import { isTimeZone, localOf, toInstant } from "../core/zones.ts";
import type { Tenants } from "../platform/database.ts";
import { type PromiseRow, selectPromises } from "./shifted.sql.ts";

/** An appointment whose promised wall time is no longer that of its stored instant. Nothing but ids and times. */
export interface Shifted {
  booking_id: string;
  clinic_id: string;
  starts_local: string;
  timezone: string;
  starts_at: Temporal.Instant;
  /** The instant of `starts_local` under the zone data in use; null when clocks skip it now. */
  starts_at_now: Temporal.Instant | null;
}

const pageLength = 500;

/**
 * The live appointments after `now` that a change of law has moved away from their wall time, clinic by clinic and day by
 * day. Reads page by page, each in a transaction of its own, so that desks go on booking meanwhile.
 */
export async function* findShifted(
  postgres: Tenants,
  organizationId: string,
  now: Temporal.Instant,
): AsyncGenerator<Shifted> {
  const pageAfter = (last: PromiseRow | null) =>
    postgres.read(organizationId, (database) => selectPromises(database, now, last, pageLength));
  for (let page = await pageAfter(null); page.length > 0; page = await pageAfter(page.at(-1)!))
    yield* page.filter((promise) => !isKept(promise)).map(shifted);
}

/** Clocks show the promised time when it starts: of an hour that happens twice, both are what was promised. */
function isKept({ starts_at, starts_local, timezone }: PromiseRow): boolean {
  if (!isTimeZone(timezone)) return false;
  const { date, time } = localOf(starts_at, timezone);
  return date.toPlainDateTime(time).equals(starts_local);
}

function shifted({ booking_id, clinic_id, starts_local, timezone, starts_at }: PromiseRow): Shifted {
  const wall = Temporal.PlainDateTime.from(starts_local);
  const now = isTimeZone(timezone) ? toInstant(wall.toPlainDate(), wall.toPlainTime(), timezone) : null;
  return { booking_id, clinic_id, starts_local, timezone, starts_at, starts_at_now: now };
}
