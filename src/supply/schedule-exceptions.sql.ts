import type { Temporal } from "temporal-polyfill";
import type { Database, Transaction } from "../platform/database.ts";

export interface ScheduleExceptionRow {
  id: string;
  version: number;
  kind: "blocked" | "available";
  resource_id: string | null;
  clinic_id: string | null;
  service_id: string | null;
  room_id: string | null;
  starts_at: Temporal.Instant;
  ends_at: Temporal.Instant;
  timezone: string;
  source: "manual" | "import" | "time_off" | "holiday" | "session";
  /** What a session makes true of its beds; it changes with that. */
  session_id: string | null;
  reason: string | null;
  /** Of an opening, as are the slots; else null. */
  lanes: number | null;
  slot_minutes: number | null;
  created_at: Temporal.Instant;
}

export type ExceptionFields = Omit<ScheduleExceptionRow, "id" | "version" | "session_id" | "created_at">;

/** Whose time an exception is about; what it does not name, it does not ask about. */
export type ExceptionScope = Pick<ScheduleExceptionRow, "resource_id" | "clinic_id" | "service_id" | "room_id">;

const columns = `id, version, kind, resource_id, clinic_id, service_id, room_id, starts_at, ends_at, timezone, source, session_id, reason,
  lanes, slot_minutes, created_at`;

/** All but the kind and the source, which an exception keeps. */
const changeableOf = (exception: Omit<ExceptionFields, "kind" | "source">) => [
  exception.resource_id,
  exception.clinic_id,
  exception.service_id,
  exception.room_id,
  exception.starts_at,
  exception.ends_at,
  exception.timezone,
  exception.reason,
  exception.lanes,
  exception.slot_minutes,
];

export async function insertScheduleException(
  tx: Transaction,
  id: string,
  exception: ExceptionFields,
  createdBy: string | null,
  now: Temporal.Instant,
): Promise<ScheduleExceptionRow> {
  const [row] = await tx.rows<ScheduleExceptionRow>(
    `insert into schedule_exceptions (organization_id, id, resource_id, clinic_id, service_id, room_id, starts_at, ends_at, timezone,
       reason, lanes, slot_minutes, kind, source, created_by, version, created_at, updated_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, 1, $16, $16) returning ${columns}`,
    [tx.organizationId, id, ...changeableOf(exception), exception.kind, exception.source, createdBy, now],
  );
  return row!;
}

/** No row back when the exception is no longer at this version. */
export async function updateScheduleException(
  tx: Transaction,
  id: string,
  version: number,
  exception: ExceptionFields,
  now: Temporal.Instant,
): Promise<ScheduleExceptionRow | undefined> {
  const [row] = await tx.rows<ScheduleExceptionRow>(
    `update schedule_exceptions set resource_id = $4, clinic_id = $5, service_id = $6, room_id = $7, starts_at = $8, ends_at = $9,
       timezone = $10, reason = $11, lanes = $12, slot_minutes = $13, version = version + 1, updated_at = $14
     where organization_id = $1 and id = $2 and version = $3 returning ${columns}`,
    [tx.organizationId, id, version, ...changeableOf(exception), now],
  );
  return row;
}

/** Says whether the exception was still at this version. */
export async function deleteScheduleException(tx: Transaction, id: string, version: number): Promise<boolean> {
  const rows = await tx.rows(
    "delete from schedule_exceptions where organization_id = $1 and id = $2 and version = $3 returning id",
    [tx.organizationId, id, version],
  );
  return rows.length === 1;
}

export async function findScheduleException(database: Database, id: string): Promise<ScheduleExceptionRow | undefined> {
  const [row] = await database.rows<ScheduleExceptionRow>(
    `select ${columns} from schedule_exceptions where organization_id = $1 and id = $2`,
    [database.organizationId, id],
  );
  return row;
}

export interface ExceptionFilter {
  clinicId: string | null;
  resourceId: string | null;
  kind: string | null;
  source: string | null;
  from: Temporal.Instant | null;
  to: Temporal.Instant | null;
}

/** Those that touch `[from, to)` and may concern the clinic and the resource, after the keyset (start, id). */
export async function listScheduleExceptions(
  database: Database,
  filter: ExceptionFilter,
  after: (string | null)[],
  limit: number,
): Promise<ScheduleExceptionRow[]> {
  const { clinicId, resourceId, kind, source, from, to } = filter;
  return await database.rows(
    `select ${columns} from schedule_exceptions
     where organization_id = $1
       and ($2::uuid is null or clinic_id is null or clinic_id = $2)
       and ($3::uuid is null or resource_id is null or resource_id = $3)
       and ($4::text is null or kind = $4) and ($5::text is null or source = $5)
       and ($6::timestamptz is null or ends_at > $6) and ($7::timestamptz is null or starts_at < $7)
       and ($8::timestamptz is null or (starts_at, id) > ($8, $9::uuid))
     order by starts_at, id limit $10`,
    [database.organizationId, clinicId, resourceId, kind, source, from, to, ...after, limit],
  );
}
