import type { Temporal } from "temporal-polyfill";
import type { QueuedRow } from "../queue/queue.sql.ts";
import { type Duration, remaining } from "./duration.ts";
import { estimateWait, type Load, type Range, type Workers } from "./estimate-wait.ts";

export interface QueueKnowledge {
  workers: Workers;
  /** Who could treat the visit: its practitioner, or everybody who offers the service where it waits for anybody. */
  ableFor: (visit: QueuedRow) => readonly string[];
  durationOf: (visit: QueuedRow) => Duration;
  now: Temporal.Instant;
}

/** For each visit that waits, when it will be called. `queue` is a clinic's whole date in the order in which it is called. */
export function estimateQueue(queue: readonly QueuedRow[], knowledge: QueueKnowledge): Map<string, Range> {
  const { ableFor, workers } = knowledge;
  const busy = queue.filter(({ status }) => status === "called" || status === "in_progress");
  const before: Load[] = busy.map((visit) => loadOf(visit, knowledge));
  const expected = queue.filter(({ status }) => status === "scheduled");
  const ranges = new Map<string, Range>();
  for (const visit of queue.filter(({ status }) => status === "waiting")) {
    const due = expected.filter((other) => comesFirst(other, visit)).map((other) => loadOf(other, knowledge));
    const range = estimateWait(ableFor(visit), [...before, ...due], workers);
    if (range) ranges.set(visit.id, range);
    before.push(loadOf(visit, knowledge));
  }
  return ranges;
}

function loadOf(visit: QueuedRow, { ableFor, durationOf, now }: QueueKnowledge): Load {
  const { called_at: calledAt, status } = visit;
  const isBusy = status === "called" || status === "in_progress";
  const elapsed = isBusy && calledAt ? (now.epochMilliseconds - calledAt.epochMilliseconds) / 60_000 : 0;
  const duration = durationOf(visit);
  return {
    ...(isBusy ? remaining(duration, elapsed) : duration),
    ableIds: ableFor(visit),
    certain: status !== "scheduled",
  };
}

/** Who is due earlier may yet come in time to go first. */
function comesFirst(other: QueuedRow, visit: QueuedRow): boolean {
  const inLine = visit.in_line_since ?? visit.check_in_time;
  if (!other.starts_at || !inLine) return false;
  if (other.priority !== visit.priority) return other.priority > visit.priority;
  return other.starts_at.epochMilliseconds < inLine.epochMilliseconds;
}
