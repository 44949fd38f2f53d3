import type { Temporal } from "temporal-polyfill";
import type { TimeOffStatus } from "../core/moves.ts";
import type { Database, Transaction } from "../platform/database.ts";

export interface TimeOffRow {
  id: string;
  version: number;
  resource_id: string;
  resource_name: string;
  starts_at: Temporal.Instant;
  ends_at: Temporal.Instant;
  timezone: string;
  status: TimeOffStatus;
  reason: string | null;
  notes: string | null;
  /** Null also once the time was given back. */
  schedule_exception_id: string | null;
  requested_by: string | null;
  decided_by: string | null;
  decided_at: Temporal.Instant | null;
  created_at: Temporal.Instant;
}

export type NewTimeOff = Pick<
  TimeOffRow,
  "resource_id" | "starts_at" | "ends_at" | "timezone" | "reason" | "requested_by"
>;

const requests = `
  select t.id, t.version, t.resource_id, r.name as resource_name, t.starts_at, t.ends_at, t.timezone, t.status, t.reason, t.notes,
    t.schedule_exception_id, t.requested_by, t.decided_by, t.decided_at, t.created_at
  from time_off_requests t join resources r on r.organization_id = $1 and r.id = t.resource_id
  where t.organization_id = $1`;

export async function insertTimeOffRequest(
  tx: Transaction,
  id: string,
  request: NewTimeOff,
  now: Temporal.Instant,
): Promise<void> {
  const { resource_id, starts_at, ends_at, timezone, reason, requested_by } = request;
  await tx.rows(
    `insert into time_off_requests (organization_id, id, resource_id, starts_at, ends_at, timezone, status, reason, requested_by,
       version, created_at, updated_at)
     values ($1, $2, $3, $4, $5, $6, 'pending', $7, $8, 1, $9, $9)`,
    [tx.organizationId, id, resource_id, starts_at, ends_at, timezone, reason, requested_by, now],
  );
}

export interface Decision {
  from: readonly TimeOffStatus[];
  to: TimeOffStatus;
  /** Null when the caller does not mind. */
  version: number | null;
  notes: string | null;
  decidedBy: string;
  exceptionId: string | null;
}

/** The guarded move: says whether the request was still in one of these states, at this version. */
export async function decideTimeOff(
  tx: Transaction,
  id: string,
  { from, to, version, notes, decidedBy, exceptionId }: Decision,
  now: Temporal.Instant,
): Promise<boolean> {
  const rows = await tx.rows(
    `update time_off_requests set status = $4, notes = $6, decided_by = $7, decided_at = $8, schedule_exception_id = $9,
       version = version + 1, updated_at = $8
     where organization_id = $1 and id = $2 and status = any ($3) and ($5::integer is null or version = $5) returning id`,
    [tx.organizationId, id, from, to, version, notes, decidedBy, now, exceptionId],
  );
  return rows.length === 1;
}

/** The request whose exception goes stays approved and blocks nothing any more. */
export async function giveBackTimeOff(tx: Transaction, exceptionId: string, now: Temporal.Instant): Promise<void> {
  await tx.rows(
    `update time_off_requests set schedule_exception_id = null, version = version + 1, updated_at = $3
     where organization_id = $1 and schedule_exception_id = $2`,
    [tx.organizationId, exceptionId, now],
  );
}

export async function findTimeOffRequest(database: Database, id: string): Promise<TimeOffRow | undefined> {
  const [row] = await database.rows<TimeOffRow>(`${requests} and t.id = $2`, [database.organizationId, id]);
  return row;
}

export interface TimeOffFilter {
  /** Nobody else's; null for everybody's. */
  onlyOf: readonly string[] | null;
  resourceId: string | null;
  status: TimeOffStatus | null;
  from: Temporal.Instant | null;
  to: Temporal.Instant | null;
}

/** Requests that touch `[from, to)`, after the keyset (start, id). */
export async function listTimeOffRequests(
  database: Database,
  { onlyOf, resourceId, status, from, to }: TimeOffFilter,
  after: (string | null)[],
  limit: number,
): Promise<TimeOffRow[]> {
  return await database.rows(
    `${requests} and ($2::uuid[] is null or t.resource_id = any ($2)) and ($3::uuid is null or t.resource_id = $3)
       and ($4::text is null or t.status = $4)
       and ($5::timestamptz is null or t.ends_at > $5) and ($6::timestamptz is null or t.starts_at < $6)
       and ($7::timestamptz is null or (t.starts_at, t.id) > ($7, $8::uuid))
     order by t.starts_at, t.id limit $9`,
    [database.organizationId, onlyOf, resourceId, status, from, to, ...after, limit],
  );
}
