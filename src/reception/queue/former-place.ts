import { Temporal } from "temporal-polyfill";
import type { VisitStatus } from "../../core/moves.ts";
import { notUndoable, type PastEvent } from "../../booking/undo-plan.ts";
import type { VisitPlace, VisitTimes } from "../../visits/visits.ts";

/** What of a call may be taken back. Once the patient is in the room, the room knows better. */
const undoable: ReadonlySet<string> = new Set(["call", "recall", "requeue", "transfer"]);

export interface FormerPlace {
  /** The event that is undone. */
  eventId: string;
  status: VisitStatus;
  times: VisitTimes;
  place: VisitPlace;
}

interface Told {
  status: VisitStatus;
  called_at?: string | null;
  in_line_since?: string | null;
  practitioner_id?: string | null;
  room_id?: string | null;
  call_count?: number;
}

/**
 * Where a visit stood in the queue before its last event: replaying those before it says so. `events` are all of the visit's, in the
 * order of their versions. Throws `not_undoable` when the last one is not of the queue's own moves.
 */
export function formerPlace(events: readonly PastEvent[]): FormerPlace {
  // Records that were merged since, or parted again, moved nobody in the queue.
  const moves = events.filter(({ kind }) => kind !== "merge" && kind !== "unmerge");
  const last = moves.at(-1);
  if (!last || !undoable.has(last.kind))
    throw notUndoable(
      last ? `What was done last is ${last.kind.replaceAll("_", " ")}, which stays.` : "It has no past.",
    );
  const before = Object.assign({}, ...moves.slice(0, -1).map(({ change }) => change)) as Told;
  const { status, practitioner_id = null, room_id = null, call_count = 0 } = before;
  return {
    eventId: last.id,
    status,
    times: { called_at: instantOf(before.called_at), in_line_since: instantOf(before.in_line_since) },
    place: { practitioner_id, room_id, call_count },
  };
}

const instantOf = (text: string | null | undefined): Temporal.Instant | null =>
  typeof text === "string" ? Temporal.Instant.from(text) : null;
