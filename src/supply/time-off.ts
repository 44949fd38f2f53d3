import type { Temporal } from "temporal-polyfill";
import type { z } from "zod";
import { type DomainError, fault, illegalMove, notFound } from "../core/errors.ts";
import { type TimeOffMove, timeOffMoves } from "../core/moves.ts";
import type { Database, Transaction } from "../platform/database.ts";
import type { Caller } from "../platform/http/caller.ts";
import { requireVersion } from "../platform/http/conditions.ts";
import { newId } from "../platform/ids.ts";
import { readDuring, requirePlace, zoneOfPlace } from "./exception-place.ts";
import { lockTouched, markTouched } from "./mark-touched.ts";
import { type ExceptionFields, insertScheduleException } from "./schedule-exceptions.sql.ts";
import { decideTimeOff, findTimeOffRequest, insertTimeOffRequest, type TimeOffRow } from "./time-off-requests.sql.ts";
import type { newTimeOffRequest } from "./time-off-schemas.ts";

export interface Decision {
  notes: string | null;
  decidedBy: string;
  expectedVersion: number | null;
}

const everywhere = { clinic_id: null, service_id: null, room_id: null };

/** Whose time off the caller may ask for and read: doctors only their own, the desk everybody's (null). */
export function timeOffOf({ role, practitionerId }: Caller): string[] | null {
  if (role !== "doctor") return null;
  return practitionerId === null ? [] : [practitionerId];
}

/** Whether the caller may know of this resource's time off. */
export function maySee(caller: Caller, resourceId: string): boolean {
  return timeOffOf(caller)?.includes(resourceId) ?? true;
}

/**
 * Asks for time off, which somebody has to approve before it blocks anything. Local dates are read in the zone named, else in
 * the one of the person's (first) clinic.
 *
 * Throws `not_found` (also for a doctor who asks for somebody else), `invalid_rule` for what is no person, `empty_range` or
 * `range_too_long`, with pointers.
 */
export async function requestTimeOff(
  tx: Transaction,
  caller: Caller,
  { resource_id, from, to, reason = null, ...wanted }: z.output<typeof newTimeOffRequest>,
  now: Temporal.Instant,
): Promise<TimeOffRow> {
  if (!maySee(caller, resource_id)) throw notFound("/resource_id", "resource");
  const place = await requirePlace(tx, { ...everywhere, resource_id });
  if (place.resource_kind !== "practitioner" && place.resource_kind !== "staff")
    throw fault("invalid_rule", "/resource_id", "Only people take time off.");
  const timezone = wanted.timezone ?? zoneOfPlace(place);
  const during = readDuring(from, to, timezone);
  const id = newId();
  const request = { resource_id, ...during, timezone, reason, requested_by: caller.accountId };
  const [, requested] = await Promise.all([insertTimeOffRequest(tx, id, request, now), findTimeOffRequest(tx, id)]);
  return requested!;
}

/**
 * Approves a request and blocks its time in the same transaction; what is booked then stays booked.
 *
 * Throws `not_found`, `version_mismatch`, or `illegal_move` with the status that was found; of several who decide one wins.
 */
export async function approveTimeOff(
  tx: Transaction,
  id: string,
  decision: Decision,
  now: Temporal.Instant,
): Promise<TimeOffRow> {
  const block = blockOf(await readTimeOff(tx, id));
  await lockTouched(tx, [block]);
  const exceptionId = newId();
  const [, approved] = await Promise.all([
    insertScheduleException(tx, exceptionId, block, decision.decidedBy, now),
    moveByTable(tx, id, "approve", { ...decision, exceptionId }, now),
  ]);
  await markTouched(tx, [block], now);
  return approved;
}

/** Throws `not_found`. */
export async function readTimeOff(database: Database, id: string): Promise<TimeOffRow> {
  const request = await findTimeOffRequest(database, id);
  if (!request) throw notFound("/id", "time-off request");
  return request;
}

/** Denies a request, which then blocks nothing. Throws as `approveTimeOff` does. */
export async function denyTimeOff(
  tx: Transaction,
  id: string,
  decision: Decision,
  now: Temporal.Instant,
): Promise<TimeOffRow> {
  return await moveByTable(tx, id, "deny", { ...decision, exceptionId: null }, now);
}

async function moveByTable(
  tx: Transaction,
  id: string,
  move: TimeOffMove,
  { expectedVersion, ...decision }: Decision & { exceptionId: string | null },
  now: Temporal.Instant,
): Promise<TimeOffRow> {
  const [moved, request] = await Promise.all([
    decideTimeOff(tx, id, { ...timeOffMoves[move], ...decision, version: expectedVersion }, now),
    findTimeOffRequest(tx, id),
  ]);
  if (!moved) throw whyNot(request, expectedVersion);
  return request!;
}

function whyNot(request: TimeOffRow | undefined, expectedVersion: number | null): DomainError {
  if (!request) return notFound("/id", "time-off request");
  requireVersion(expectedVersion, request);
  return illegalMove(request.status);
}

/** Everybody at the desk reads exceptions; why somebody is off stays with the request. */
function blockOf({ resource_id, starts_at, ends_at, timezone }: TimeOffRow): ExceptionFields {
  const during = { starts_at, ends_at, timezone };
  return {
    ...everywhere,
    ...during,
    kind: "blocked",
    source: "time_off",
    resource_id,
    reason: null,
    lanes: null,
    slot_minutes: null,
  };
}
