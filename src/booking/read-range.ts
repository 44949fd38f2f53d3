import { Temporal } from "temporal-polyfill";
import { fault, notFound } from "../core/errors.ts";
import { dayBounds } from "../core/zones.ts";
import type { Database } from "../platform/database.ts";
import { selectClinic } from "./offer.sql.ts";

const longestRangeDays = 400;

/**
 * A half-open range given by local dates of the clinic or by instants.
 * Throws `empty_range` or `range_too_long` on `/to`, `not_found` on `/clinic_id`.
 */
export async function readRange(database: Database, clinicId: string, from: string, to: string) {
  const clinic = await selectClinic(database, clinicId);
  if (!clinic) throw notFound("/clinic_id", "clinic");
  const range = { from: momentOf(from, clinic.timezone), to: momentOf(to, clinic.timezone), timezone: clinic.timezone };
  if (Temporal.Instant.compare(range.from, range.to) >= 0)
    throw fault("empty_range", "/to", "The end must come after the beginning; it is not part of the range.");
  if (range.to.since(range.from).total("hours") > longestRangeDays * 24)
    throw fault("range_too_long", "/to", `At most ${longestRangeDays} days can be asked at once.`);
  return range;
}

function momentOf(moment: string, zone: string): Temporal.Instant {
  return moment.length === 10
    ? dayBounds(Temporal.PlainDate.from(moment), zone).startsAt
    : Temporal.Instant.from(moment);
}
