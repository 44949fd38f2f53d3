import { Temporal } from "temporal-polyfill";
import type { AppointmentRow } from "./appointments.sql.ts";

/** When an appointment that nobody confirms ends by itself: a hold at its expiry, a request at its start; null for all others. */
export function runsOutAt({
  status,
  hold_expires_at,
  starts_at,
}: Pick<AppointmentRow, "status" | "hold_expires_at" | "starts_at">): Temporal.Instant | null {
  return status === "held" ? hold_expires_at : status === "pending" ? starts_at : null;
}

export function hasRunOut(appointment: Parameters<typeof runsOutAt>[0], now: Temporal.Instant): boolean {
  const until = runsOutAt(appointment);
  return until !== null && Temporal.Instant.compare(until, now) <= 0;
}
