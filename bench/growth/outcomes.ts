import { textOfMinute as at } from "../../src/core/zones.ts";
import type { Row } from "./lines.ts";

export type Outcome = "confirmed" | "completed" | "cancelled" | "no_show";

/** The columns that one move of an appointment, or of a visit, sets. */
export interface Change extends Row {
  version: number;
  updated_at: string;
}

/** When it started, was booked, and which number its visit had in the queue, if the patient came. Epoch minutes. */
interface Times {
  start: number;
  bookedAt: number;
  number: number;
}

const moved = (version: number, kind: string, status: string, minute: number, set: Row) => ({
  kind,
  change: { ...set, status, version, updated_at: at(minute) },
});

/** What happened to an appointment after it was booked. */
export const movesOf: Record<Outcome, (times: Times, actor: string) => { kind: string; change: Change }[]> = {
  confirmed: () => [],
  completed: ({ start }) => [
    moved(2, "check_in", "checked_in", start - 5, { checked_in_at: at(start - 5) }),
    moved(3, "complete", "completed", start + 25, { completed_at: at(start + 25) }),
  ],
  cancelled: ({ bookedAt }, actor) => {
    const who = { cancelled_by: actor, cancelled_for: "patient", cancelled_late: false };
    return [moved(2, "cancel", "cancelled", bookedAt + 60, { cancelled_at: at(bookedAt + 60), ...who })];
  },
  no_show: ({ start }) => [moved(2, "no_show", "no_show", start + 15, { no_show_at: at(start + 15) })],
};

/** What has become of its visit. */
export const visitOf: Record<Outcome, (times: Times) => Change> = {
  confirmed: ({ bookedAt }) => ({ updated_at: at(bookedAt), version: 1 }),
  completed: ({ start, number }) => ({
    status: "completed",
    queue_number: number,
    check_in_time: at(start - 5),
    called_at: at(start),
    started_at: at(start + 1),
    ended_at: at(start + 25),
    completed_at: at(start + 30),
    updated_at: at(start + 30),
    version: 6,
  }),
  cancelled: ({ bookedAt }) => ({ status: "cancelled", updated_at: at(bookedAt + 60), version: 2 }),
  no_show: ({ start }) => ({ status: "no_show", updated_at: at(start + 15), version: 2 }),
};
