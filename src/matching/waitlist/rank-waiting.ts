import type { Range } from "../../core/ranges.ts";
import type { Pattern } from "../problem.ts";

/**
 * One booking request that waits for freed time. Days are epoch days of the clinic's calendar, ranges are epoch minutes. What it has
 * on offer already counts neither as a session nor as time that is taken: it may be declined.
 */
export interface Waiting {
  requestId: string;
  patientId: string;
  serviceId: string;
  clinicId: string;
  clinicRequired: boolean;
  requiredPractitionerId: string | null;
  requiredRoomKind: string | null;
  earliestDay: number;
  latestDay: number | null;
  minDaysBetween: number;
  maxDaysBetween: number | null;
  /** Days of its other sessions, booked or given. */
  sessionDays: readonly number[];
  noticeMinutes: number;
  patterns: readonly Pattern[];
  busy: readonly Range[];
  /** The first session that is still planned; null when all that is left is on offer, or booked. */
  ticketId: string | null;
  /** Sessions that are booked and would be had earlier, in their order. */
  booked: readonly BookedSession[];
  hasOffer: boolean;
  /** 0 to 9, the most urgent last. */
  priority: number;
  /** How often freed time was offered to it lately. */
  recentOffers: number;
  /** Epoch milliseconds. */
  waitingSince: number;
}

export interface BookedSession {
  ticketId: string;
  appointmentId: string;
  /** Epoch minutes. */
  start: number;
  day: number;
}

/** For so long it counts that somebody was offered a time: whoever had fewer offers comes first among equals. */
export const recentDays = 30;

/**
 * Who is asked first: the higher priority; then whoever was offered fewer times lately, so that one who declines often does not stand
 * before all others forever; then who has waited longest.
 */
export function rankWaiting(waiting: readonly Waiting[]): Waiting[] {
  return waiting.toSorted(
    (a, b) =>
      b.priority - a.priority ||
      a.recentOffers - b.recentOffers ||
      a.waitingSince - b.waitingSince ||
      (a.requestId < b.requestId ? -1 : 1),
  );
}
