import type { Temporal } from "temporal-polyfill";
import type { z } from "zod";
import { changed } from "../core/changed.ts";
import { DomainError, fault, illegalMove, notFound } from "../core/errors.ts";
import type { Database, Transaction } from "../platform/database.ts";
import { requireVersion, stale } from "../platform/http/conditions.ts";
import { newId } from "../platform/ids.ts";
import { faultsOfException, isOpening } from "./check-exception.ts";
import type { ExceptionPlace } from "./exception-place.sql.ts";
import { duringOf, readDuring, requirePlace, zoneOfPlace } from "./exception-place.ts";
import type { newScheduleException, scheduleExceptionChange } from "./exception-schemas.ts";
import { lockTouched, markTouched } from "./mark-touched.ts";
import { instantOf } from "./read-range.ts";
import {
  deleteScheduleException,
  type ExceptionFields,
  findScheduleException,
  insertScheduleException,
  type ScheduleExceptionRow,
  updateScheduleException,
} from "./schedule-exceptions.sql.ts";
import { requireOwn } from "./session-owned.ts";
import { giveBackTimeOff } from "./time-off-requests.sql.ts";

type NewException = z.output<typeof newScheduleException>;
type ExceptionChange = z.output<typeof scheduleExceptionChange>;
type Told = Omit<ExceptionFields, "starts_at" | "ends_at" | "timezone">;

const usualSlotMinutes = 15;

/** Null lanes and slots mean: as the resource's own. */
const unsaid = {
  resource_id: null,
  clinic_id: null,
  service_id: null,
  room_id: null,
  reason: null,
  lanes: null,
  slot_minutes: null,
};

/**
 * Blocks or opens a stretch of time for whatever its scope names. Local dates are read in the zone named, else the clinic's,
 * else the one of the resource's (first) clinic, else UTC. An opening has the resource's lanes and its shortest slots unless
 * told otherwise.
 *
 * Throws `not_found`, `empty_range`, `range_too_long`, `not_offered` (an opening where the resource does not work) or
 * `invalid_rule`, with pointers.
 */
export async function addScheduleException(
  tx: Transaction,
  wanted: NewException,
  createdBy: string | null,
  now: Temporal.Instant,
): Promise<ScheduleExceptionRow> {
  const exception = await readNewException(tx, wanted);
  await lockTouched(tx, [exception]);
  const added = await insertScheduleException(tx, newId(), exception, createdBy, now);
  await markTouched(tx, [added], now);
  return added;
}

/** The exception that `addScheduleException` would store; throws as it does. */
export async function readNewException(
  database: Database,
  { from, to, kind, source = "manual", ...wanted }: NewException,
): Promise<ExceptionFields> {
  const told = changed<Told>({ ...unsaid, kind, source }, wanted);
  const place = await requirePlace(database, told);
  const timezone = wanted.timezone ?? zoneOfPlace(place);
  return settled({ ...told, timezone, ...readDuring(from, to, timezone) }, place);
}

/**
 * Changes what is named and leaves the rest; new local dates are read in the zone named, else in the exception's own.
 * Throws as `addScheduleException` does, `version_mismatch` when the exception moved on, and `illegal_move` for approved
 * time off, which can be given back but not changed, and for what belongs to a session.
 */
export async function changeScheduleException(
  tx: Transaction,
  id: string,
  change: ExceptionChange,
  expected: number | null,
  now: Temporal.Instant,
): Promise<ScheduleExceptionRow> {
  const { found, exception } = await readExceptionChange(tx, id, change, expected);
  await lockTouched(tx, [found, exception]);
  const updated = await updateScheduleException(tx, id, found.version, exception, now);
  if (!updated) throw stale();
  await markTouched(tx, [found, updated], now);
  return updated;
}

/** The exception before and after what `changeScheduleException` would do; throws as it does. */
export async function readExceptionChange(
  database: Database,
  id: string,
  { from, to, ...change }: ExceptionChange,
  expected: number | null,
): Promise<{ found: ScheduleExceptionRow; exception: ExceptionFields }> {
  const found = await readException(database, id, expected);
  requireOwn({ session_id: found.session_id });
  if (found.source === "time_off") throw illegalMove("approved");
  const told = changed<ExceptionFields>(found, change);
  const place = await requirePlace(database, told);
  const during = duringOf(
    from === undefined ? found.starts_at : instantOf(from, told.timezone),
    to === undefined ? found.ends_at : instantOf(to, told.timezone),
  );
  // What stops being an opening forgets its slots; to name new ones for it is a mistake.
  const { lanes = null, slot_minutes = null } = isOpening(told) ? told : change;
  return { found, exception: settled({ ...told, ...during, lanes, slot_minutes }, place) };
}

/** Removes an exception; approved time off is given back, and its request stays approved. Throws `not_found`, `version_mismatch`, or `illegal_move` for a session's. */
export async function removeScheduleException(
  tx: Transaction,
  id: string,
  expected: number | null,
  now: Temporal.Instant,
): Promise<void> {
  const found = await readException(tx, id, expected);
  requireOwn({ session_id: found.session_id });
  await lockTouched(tx, [found]);
  const [, removed] = await Promise.all([giveBackTimeOff(tx, id, now), deleteScheduleException(tx, id, found.version)]);
  if (!removed) throw stale();
  await markTouched(tx, [found], now);
}

/** Throws `not_found`, and `version_mismatch` when the exception moved on. */
export async function readException(
  database: Database,
  id: string,
  expected: number | null,
): Promise<ScheduleExceptionRow> {
  const found = await findScheduleException(database, id);
  if (!found) throw notFound("/id", "schedule exception");
  requireVersion(expected, found);
  return found;
}

/** The exception as it is stored, once it is sure that it can stand. */
function settled(told: ExceptionFields, place: ExceptionPlace): ExceptionFields {
  const faults = faultsOfException(told, place);
  const [first] = faults;
  if (first) throw new DomainError("invalid_rule", first.detail, { errors: faults });
  if (!isOpening(told)) return told;
  if (!place.works_here) throw fault("not_offered", "/clinic_id", "The resource does not work at this clinic.");
  const lanes = told.lanes ?? place.resource_lanes;
  return { ...told, lanes, slot_minutes: told.slot_minutes ?? place.slot_minutes ?? usualSlotMinutes };
}
