import type { Temporal } from "temporal-polyfill";
import type { Database, Transaction } from "../platform/database.ts";
import { newId } from "../platform/ids.ts";

/** A fact about a thing: `change` holds the columns that it set, so that replaying a thing's events gives its row. */
export interface NewEvent {
  subject: "appointment" | "visit" | "payment" | "session" | "patient";
  subjectId: string;
  version: number;
  kind: string;
  actorId: string | null;
  change: Record<string, unknown>;
  /** The clinic's date that it puts its subject on, when it does. */
  day?: { clinicId: string; serviceDate: string } | null;
}

const insertStatement = {
  name: "insert_event",
  text: `insert into events (organization_id, id, subject, subject_id, version, kind, actor_id, occurred_at, change, clinic_id, service_date)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
};

export async function insertEvent(tx: Transaction, event: NewEvent, now: Temporal.Instant): Promise<void> {
  await tx.rows(insertStatement, [
    tx.organizationId,
    newId(),
    event.subject,
    event.subjectId,
    event.version,
    event.kind,
    event.actorId,
    now,
    JSON.stringify(event.change),
    event.day?.clinicId ?? null,
    event.day?.serviceDate ?? null,
  ]);
}

export interface EventRow {
  id: string;
  kind: string;
  version: number;
  actor_id: string | null;
  occurred_at: Temporal.Instant;
  change: Record<string, unknown>;
}

export async function selectEvents(database: Database, subjectId: string): Promise<EventRow[]> {
  return await database.rows(
    `select id, kind, version, actor_id, occurred_at, change from events where organization_id = $1 and subject_id = $2 order by version`,
    [database.organizationId, subjectId],
  );
}
