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
  return { ...rangeIn(timezone, from, to), timezone };
}

/** The range in a zone that is known already. Throws `empty_range` or `range_too_long` on `/to`. */
export const rangeIn = (timezone: string, from: string, to: string) =>
  inOrder(instantOf(from, timezone), instantOf(to, timezone), longestRangeDays);

/** A range of which either end may be missing; then it has none there. Throws as `readRange` does. */
export async function readOpenRange(
  database: Database,
  clinicId: string | null,
  { from, to }: { from?: string | undefined; to?: string | undefined },
): Promise<{ from: Temporal.Instant | null; to: Temporal.Instant | null }> {
  const timezone = await zoneOf(database, clinicId);
  const [starts, ends] = [from, to].map((end) => (end === undefined ? null : instantOf(end, timezone)));
  return starts && ends ? inOrder(starts, ends, Infinity) : { from: starts ?? null, to: ends ?? null };
}

/** The half-open range, once it is sure that it holds something. Throws `empty_range` or `range_too_long` on `/to`. */
export function inOrder(from: Temporal.Instant, to: Temporal.Instant, longestDays: number) {
  if (Temporal.Instant.compare(from, to) >= 0)
    throw fault("empty_range", "/to", "The end must come after the beginning; it is not part of the range.");
  if (to.since(from).total("hours") > longestDays * 24)
    throw fault("range_too_long", "/to", `A range has at most ${longestDays} days here.`);
  return { from, to };
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
