import { Temporal } from "temporal-polyfill";
import { DomainError } from "../core/errors.ts";
import type { AppointmentStatus } from "../core/moves.ts";
import type { AppointmentChange, PhaseSpan } from "./appointments.sql.ts";

/** An appointment's event as it is stored; a list of them is in the order of their versions. */
export interface PastEvent {
  id: string;
  kind: string;
  change: Record<string, unknown>;
}

/** What of an appointment a move changes, as its events told it. */
export interface FormerAppointment {
  status: AppointmentStatus;
  practitioner_id: string | null;
  starts_at: string;
  ends_at: string;
  service_date: string;
  phases: PhaseSpan[] | null;
  overlap_waived: boolean;
  hold_expires_at: string | null;
  session_id: string | null;
  bed_id: string | null;
}

export type Undone = "cancel" | "no_show" | "check_in" | "confirm" | "reschedule" | "reschedule_request" | "assign_bed";

export interface UndoPlan {
  undone: Undone;
  /** The event that is undone. */
  eventId: string;
  before: FormerAppointment;
  change: AppointmentChange;
}

/** Whether the time was given up by each of them, so that claims have to be taken anew. */
export const gaveUpTime: Record<Undone, boolean> = {
  cancel: true,
  no_show: true,
  check_in: false,
  confirm: false,
  reschedule: true,
  reschedule_request: true,
  assign_bed: false,
};

/** What a move may set besides status, version and `updated_at`. */
const columns = [
  "checked_in_at",
  "cancelled_at",
  "cancelled_by",
  "cancellation_reason",
  "cancelled_for",
  "cancelled_late",
  "no_show_at",
  "starts_at",
  "ends_at",
  "starts_local",
  "service_date",
  "practitioner_id",
  "duration_minutes",
  "price_minor",
  "phases",
  "reschedule_count",
  "hold_expires_at",
  "overlap_waived",
  "waived",
  "notes",
  "booking_source",
  "session_id",
  "bed_id",
] as const satisfies (keyof AppointmentChange)[];

/**
 * What undoing an appointment's last event comes to: replaying those before it gives the row as it was.
 *
 * Throws `not_undoable` when the last event is none that can be undone, or when what was before it would have run out by now.
 */
export function planUndo(events: readonly PastEvent[], now: Temporal.Instant): UndoPlan {
  // Records that were merged since, or parted again, moved nothing that a move of the desk does.
  const moves = events.filter(({ kind }) => kind !== "merge" && kind !== "unmerge");
  const last = moves.at(-1);
  const before = replay(moves.slice(0, -1));
  if (!last || !isUndone(last.kind) || (last.kind === "confirm" && before.status !== "pending"))
    throw notUndoable(
      last ? `What was done last is ${last.kind.replaceAll("_", " ")}, which stays.` : "It has no past.",
    );
  requireLasting(before, now);
  const after = replay(moves);
  const differing = columns.filter((column) => JSON.stringify(before[column]) !== JSON.stringify(after[column]));
  const change: AppointmentChange = Object.fromEntries(differing.map((column) => [column, before[column]]));
  return { undone: last.kind, eventId: last.id, before, change };
}

export const notUndoable = (detail: string): DomainError => new DomainError("not_undoable", detail);

const isUndone = (kind: string): kind is Undone => Object.hasOwn(gaveUpTime, kind);

type Replayed = FormerAppointment & Record<(typeof columns)[number], never>;

/** Of a column that several events set, the later value stays; one that none set is empty. */
function replay(events: readonly PastEvent[]): Replayed {
  const empty = Object.fromEntries(columns.map((column) => [column, null]));
  return Object.assign(empty, ...events.map(({ change }) => change)) as Replayed;
}

/** A hold whose time is up, or a request whose start has come, would expire the moment it was back. */
function requireLasting({ status, hold_expires_at, starts_at }: FormerAppointment, now: Temporal.Instant): void {
  const until = status === "held" ? hold_expires_at : status === "pending" ? starts_at : null;
  if (until !== null && Temporal.Instant.compare(until, now) <= 0)
    throw notUndoable(status === "held" ? "The hold has run out since." : "The start of the request has come since.");
}
