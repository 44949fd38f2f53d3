import { epochMinuteOf } from "../../core/zones.ts";
import type { SessionRow } from "../../supply/sessions/sessions.ts";
import type { Temporal } from "temporal-polyfill";

/**
 * When somebody may be put on, in epoch minutes: all at the session's start, or one after another on its grid. Who comes to one that
 * has begun is put on at the next minute, or the next place on the grid.
 */
export function startsIn(
  { starts_at, ends_at, start_every_minutes: pace }: Pick<SessionRow, "starts_at" | "ends_at" | "start_every_minutes">,
  now: Temporal.Instant,
): number[] {
  const [first, end] = [epochMinuteOf(starts_at), epochMinuteOf(ends_at)];
  const earliest = Math.max(first, Math.ceil(now.epochMilliseconds / 60_000));
  if (pace === 0) return earliest < end ? [earliest] : [];
  const passed = Math.ceil((earliest - first) / pace);
  const count = Math.max(0, Math.ceil((end - first) / pace) - passed);
  return Array.from({ length: count }, (_, i) => first + (passed + i) * pace);
}
