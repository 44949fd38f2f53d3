import type { VisitStatus } from "../../src/core/moves.ts";
import type { QueuedVisit } from "../api/types.ts";

type Placed = Pick<QueuedVisit, "status" | "starts_at">;

interface DayParts<Visit> {
  /** In the room first, then who was called to it. */
  now: Visit[];
  /** In the order in which they are called. */
  waiting: Visit[];
  /** By their time. */
  expected: Visit[];
  done: Visit[];
}

/** A doctor's day by what it asks of them: once the treatment has ended, what is still to be paid is the desk's. */
export function dayParts<Visit extends Placed>(visits: readonly Visit[]): DayParts<Visit> {
  const of = (...statuses: VisitStatus[]) => visits.filter(({ status }) => statuses.includes(status));
  return {
    now: [...of("in_progress"), ...of("called")],
    waiting: of("waiting"),
    expected: of("scheduled").toSorted((one, other) => (one.starts_at ?? "").localeCompare(other.starts_at ?? "")),
    done: of("pending_payment", "completed"),
  };
}
