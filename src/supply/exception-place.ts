import type { Temporal } from "temporal-polyfill";
import { fault, notFound } from "../core/errors.ts";
import type { Database } from "../platform/database.ts";
import { type ExceptionPlace, findExceptionPlace } from "./exception-place.sql.ts";
import { inOrder, instantOf } from "./read-range.ts";
import type { ExceptionScope } from "./schedule-exceptions.sql.ts";

const longestDays = 1100;
const nsPerMinute = 60_000_000_000n;

/** What the scope names, once it is sure that all of it exists. Throws `not_found` with the pointer of what does not. */
export async function requirePlace(database: Database, scope: ExceptionScope): Promise<ExceptionPlace> {
  const place = await findExceptionPlace(database, scope);
  if (scope.resource_id !== null && place.resource_kind === null) throw notFound("/resource_id", "resource");
  if (scope.clinic_id !== null && place.clinic_timezone === null) throw notFound("/clinic_id", "clinic");
  if (scope.service_id !== null && !place.service_known) throw notFound("/service_id", "service");
  if (scope.room_id !== null && place.room_kind === null) throw notFound("/room_id", "room");
  return place;
}

/** In which zone local dates are read there, unless somebody says so: the clinic's, else the resource's, else UTC. */
export const zoneOfPlace = (place: ExceptionPlace): string => place.clinic_timezone ?? place.resource_timezone ?? "UTC";

/** Local dates and instants as an exception's time. Throws `invalid_request`, `empty_range` or `range_too_long`. */
export function readDuring(from: string, to: string, timezone: string) {
  return duringOf(instantOf(from, timezone), instantOf(to, timezone));
}

/** The time of an exception: whole minutes, up to three years of them. Throws as `readDuring` does. */
export function duringOf(from: Temporal.Instant, to: Temporal.Instant) {
  requireWholeMinute("/from", from);
  requireWholeMinute("/to", to);
  inOrder(from, to, longestDays);
  return { starts_at: from, ends_at: to };
}

function requireWholeMinute(pointer: string, at: Temporal.Instant): void {
  if (at.epochNanoseconds % nsPerMinute !== 0n)
    throw fault("invalid_request", pointer, "Hours start and end on a whole minute.");
}
