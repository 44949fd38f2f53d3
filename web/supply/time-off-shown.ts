import type { TimeOffStatus } from "../../src/core/moves.ts";
import type { TimeOffRequest } from "../api/types.ts";

/** What waits for somebody comes first. */
export const timeOffStatuses: readonly TimeOffStatus[] = ["pending", "approved", "denied"];

interface Shown {
  /** Only these; undefined for all. */
  show: TimeOffStatus | undefined;
  /** Those that were decided and are over by this instant are left out; null for none. */
  since: string | null;
}

export interface TimeOffGroup {
  status: TimeOffStatus;
  requests: TimeOffRequest[];
}

/** Requests by status, in the order in which they begin; a status of which there are none is left out. */
export function shownTimeOff(requests: TimeOffRequest[], { show, since }: Shown): TimeOffGroup[] {
  const current = ({ status, ends_at }: TimeOffRequest) =>
    since === null || status === "pending" || Date.parse(ends_at) > Date.parse(since);
  return timeOffStatuses
    .filter((status) => show === undefined || status === show)
    .map((status) => ({ status, requests: requests.filter((one) => one.status === status && current(one)) }))
    .filter((group) => group.requests.length > 0);
}
