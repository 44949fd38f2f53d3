import type { Temporal } from "temporal-polyfill";
import type { VisitStatus } from "../../core/moves.ts";

type Times = Partial<
  Record<
    "check_in_time" | "in_line_since" | "called_at" | "started_at" | "ended_at" | "completed_at" | "starts_at",
    Temporal.Instant | null
  >
>;

export interface Thresholds {
  wait_warning_minutes: number;
  wait_alert_minutes: number;
}

/** How a visit stands at `now`: since when, how punctual its patient came, and whether somebody should look after it. */
export function standingOf(
  visit: Times & { status: VisitStatus; updated_at: Temporal.Instant },
  { wait_warning_minutes: warning, wait_alert_minutes: alert }: Thresholds,
  now: Temporal.Instant,
) {
  const since = sinceWhen(visit);
  const minutes = since === null ? null : Math.max(0, minutesBetween(since, now));
  const waits = visit.status === "waiting" || visit.status === "called";
  return {
    ...punctuality(visit),
    status_since: since,
    status_minutes: minutes,
    alert: !waits || minutes === null || minutes < warning ? "none" : minutes < alert ? "warning" : "alert",
  } as const;
}

function sinceWhen(visit: Times & { status: VisitStatus; updated_at: Temporal.Instant }): Temporal.Instant | null {
  const { status, updated_at } = visit;
  if (status === "scheduled") return null;
  const at = {
    waiting: visit.in_line_since ?? visit.check_in_time,
    called: visit.called_at,
    in_progress: visit.started_at,
    pending_payment: visit.ended_at,
    completed: visit.completed_at,
    left: visit.ended_at,
    cancelled: updated_at,
    no_show: updated_at,
  }[status];
  return at ?? updated_at;
}

/** Whole minutes before or after the start at which the patient came; of who comes on the minute neither. */
function punctuality({ check_in_time: came, starts_at: starts }: Times) {
  if (!came || !starts) return { early_minutes: null, late_minutes: null };
  const late = minutesBetween(starts, came);
  return { early_minutes: late < 0 ? -late : null, late_minutes: late > 0 ? late : null };
}

const minutesBetween = (from: Temporal.Instant, to: Temporal.Instant) =>
  Math.trunc((to.epochMilliseconds - from.epochMilliseconds) / 60_000);
