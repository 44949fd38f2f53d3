import type { Waiting } from "../src/matching/waitlist/rank-waiting.ts";

/** For tests: somebody who waits for a session from day 100 on, and takes whatever there is. */
export const waitingFor = (more: Partial<Waiting> = {}): Waiting => ({
  requestId: "request",
  patientId: "patient",
  serviceId: "service",
  clinicId: "clinic",
  clinicRequired: true,
  requiredPractitionerId: null,
  requiredRoomKind: null,
  earliestDay: 100,
  latestDay: null,
  minDaysBetween: 1,
  maxDaysBetween: null,
  sessionDays: [],
  noticeMinutes: 0,
  patterns: [],
  busy: [],
  ticketId: "ticket",
  booked: [],
  hasOffer: false,
  priority: 0,
  recentOffers: 0,
  waitingSince: 0,
  ...more,
});
