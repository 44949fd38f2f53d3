import type { Temporal } from "temporal-polyfill";
import type { VisitStatus } from "../core/moves.ts";

export interface VisitRow {
  id: string;
  clinic_id: string;
  appointment_id: string | null;
  visit_ticket_id: string;
  patient_id: string;
  practitioner_id: string | null;
  service_id: string;
  visit_type: "scheduled" | "walk_in";
  status: VisitStatus;
  service_date: Temporal.PlainDate;
  queue_number: number | null;
  check_in_time: Temporal.Instant | null;
  called_at: Temporal.Instant | null;
  started_at: Temporal.Instant | null;
  ended_at: Temporal.Instant | null;
  priority: number;
  priority_reason: string | null;
  in_line_since: Temporal.Instant | null;
  call_count: number;
  room_id: string | null;
  version: number;
}

export const visitColumns = `id, clinic_id, appointment_id, visit_ticket_id, patient_id, practitioner_id, service_id, visit_type, status, service_date,
  queue_number, check_in_time, called_at, started_at, ended_at, priority, priority_reason, in_line_since, call_count, room_id, version`;

/**
 * Every statement that changes a visit writes its event in the same breath: `changed` is the visit as it is then, `what` the
 * columns that it set. So no change goes unrecorded, and none costs a statement of its own.
 */
export const recorded = (what: string, { id, kind, actor }: Record<"id" | "kind" | "actor", string>, isOnDay = false) =>
  `recorded as (
    insert into events (organization_id, subject, subject_id, version, id, kind, actor_id, occurred_at, change, clinic_id, service_date)
    select organization_id, 'visit', id, version, ${id}::uuid, ${kind}::text, ${actor}::uuid, updated_at, ${what},
      ${isOnDay ? "clinic_id, service_date" : "null, null"} from changed)`;

/** The whole row; what is not in it is null. */
export const everything = "jsonb_strip_nulls(to_jsonb(changed) - 'organization_id')";

export const these = (names: readonly string[]) =>
  `jsonb_build_object(${[...names, "updated_at", "version"].map((name) => `'${name}', ${name}`).join(", ")})`;

/** Why a visit changes, and by whom; nobody is null. */
export interface VisitCause {
  kind: string;
  actorId: string | null;
}
