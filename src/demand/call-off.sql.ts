import type { Temporal } from "temporal-polyfill";
import type { RequestStatus } from "../core/moves.ts";
import type { Database, Transaction } from "../platform/database.ts";

/** All tickets of these requests, in one order for everybody. */
export async function lockTicketsOf(tx: Transaction, requestIds: readonly string[]): Promise<void> {
  await tx.rows(
    `select 1 from session_tickets where organization_id = $1 and request_id = any ($2::uuid[]) order by id for no key update`,
    [tx.organizationId, requestIds],
  );
}

export interface LockedRequest {
  id: string;
  status: RequestStatus;
  version: number;
  latest_date: Temporal.PlainDate | null;
  /** The clinic's. */
  timezone: string;
}

export async function lockRequests(tx: Transaction, ids: readonly string[]): Promise<LockedRequest[]> {
  return await tx.rows<LockedRequest>(
    `select r.id, r.status, r.version, r.latest_date, c.timezone
     from booking_requests r join clinics c on c.organization_id = $1 and c.id = r.clinic_id
     where r.organization_id = $1 and r.id = any ($2::uuid[]) order by r.id for no key update of r`,
    [tx.organizationId, ids],
  );
}

/** Ends the requests that are in one of the states `from`; they must be locked, and their tickets before them. */
export async function endRequests(
  tx: Transaction,
  ids: readonly string[],
  { from, to }: { from: readonly RequestStatus[]; to: RequestStatus },
  reason: string | null,
  now: Temporal.Instant,
): Promise<void> {
  await tx.rows(
    `update booking_requests set status = $4, cancellation_reason = $5, updated_at = $6, version = version + 1
     where organization_id = $1 and id = any ($2::uuid[]) and status = any ($3::text[])`,
    [tx.organizationId, ids, from, to, reason, now],
  );
}

/** What is planned is owed no more. What is booked already stays. */
export async function cancelPlannedTickets(
  tx: Transaction,
  requestIds: readonly string[],
  now: Temporal.Instant,
): Promise<void> {
  await tx.rows(
    `update session_tickets set status = 'cancelled', updated_at = $3, version = version + 1
     where organization_id = $1 and request_id = any ($2::uuid[]) and status = 'planned'`,
    [tx.organizationId, requestIds, now],
  );
}

/** Requests whose last day has gone by at their clinic while sessions were planned, the longest gone first; at most `limit`. */
export async function selectRunOutRequests(
  database: Database,
  now: Temporal.Instant,
  limit: number,
): Promise<string[]> {
  const rows = await database.rows<{ id: string }>(
    {
      name: "run_out_requests",
      text: `select r.id from booking_requests r join clinics c on c.organization_id = $1 and c.id = r.clinic_id
             where r.organization_id = $1 and r.status in ('open', 'partially_scheduled')
               and r.latest_date < ($2::timestamptz at time zone c.timezone)::date
             order by r.latest_date, r.id limit $3`,
    },
    [database.organizationId, now, limit],
  );
  return rows.map(({ id }) => id);
}
