import { Temporal } from "temporal-polyfill";
import { fault, notFound } from "../core/errors.ts";
import { dayBounds } from "../core/zones.ts";
import type { Database } from "../platform/database.ts";
import { selectClinicZone } from "./working-time.sql.ts";

const longestRangeDays = 400;

export interface AskedRange {
  from: Temporal.Instant;
  to: Temporal.Instant;
  /** The zone in which local dates were read: the clinic's, or UTC where no clinic is named. */
  timezone: string;
}

/**
 * A half-open range given by local dates or by instants.
 *
 * Throws `empty_range` or `range_too_long` on `/to`, `not_found` on `/clinic_id`.
 */
export async function readRange(
  database: Database,
  clinicId: string | null,
  from: string,
  to: string,
): Promise<AskedRange> {
  const timezone = await zoneOf(database, clinicId);
  const range = { from: instantOf(from, timezone), to: instantOf(to, timezone), timezone };
  if (Temporal.Instant.compare(range.from, range.to) >= 0)
    throw fault("empty_range", "/to", "The end must come after the beginning; it is not part of the range.");
  if (range.to.since(range.from).total("hours") > longestRangeDays * 24)
    throw fault("range_too_long", "/to", `At most ${longestRangeDays} days can be asked at once.`);
  return range;
}

/** The zone of the clinic, or UTC where none is named. Throws `not_found` on `/clinic_id`. */
export async function zoneOf(database: Database, clinicId: string | null): Promise<string> {
  if (clinicId === null) return "UTC";
  const timezone = await selectClinicZone(database, clinicId);
  if (timezone === undefined) throw notFound("/clinic_id", "clinic");
  return timezone;
}

/** An instant as it is, a local date as its first instant in the zone. */
export function instantOf(moment: string, timezone: string): Temporal.Instant {
  return moment.length === 10
    ? dayBounds(Temporal.PlainDate.from(moment), timezone).startsAt
    : Temporal.Instant.from(moment);
}
