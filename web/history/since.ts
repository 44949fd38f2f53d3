import { Temporal } from "temporal-polyfill";
import type { AppointmentStatus, VisitStatus } from "../../src/core/moves.ts";
import type { PastStanding, Standing } from "../api/types.ts";

export type ShownStatus = { of: "appointment"; status: AppointmentStatus } | { of: "visit"; status: VisitStatus };

/** Once somebody has arrived, where they are says more than that they have an appointment. */
export function shownStatus({ status, visit_status }: Standing): ShownStatus | null {
  const arrived = status === null || status === "checked_in" || status === "completed";
  if (arrived && visit_status !== null) return { of: "visit", status: visit_status };
  return status === null ? null : { of: "appointment", status };
}

/** What is different now from how it was then. */
export function sinceThen(then: PastStanding) {
  const { now } = then;
  const status = shownStatus(now);
  return {
    status: status?.status === shownStatus(then)?.status ? null : status,
    isMoved: now.service_date !== then.service_date || now.starts_at !== then.starts_at,
    practitioner: now.practitioner_id === then.practitioner_id ? null : now.practitioner_name,
  };
}

/** Two changes may be less than a millisecond apart. */
export const isLater = (one: string, other: string): boolean =>
  Temporal.Instant.compare(Temporal.Instant.from(one), Temporal.Instant.from(other)) > 0;

/** How many of the moments had come at that one. */
export const countUpTo = (moments: readonly string[], at: string): number =>
  moments.filter((moment) => !isLater(moment, at)).length;
