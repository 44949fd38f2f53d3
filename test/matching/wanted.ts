import type { Demand, Pattern } from "../../src/matching/problem.ts";

/** Epoch day 4 is Monday, 5 January 1970. */
export const monday = 4;

/** A patient who wants three sessions within two months, whenever and by whomever. */
export const demand = (over: Partial<Demand> = {}): Demand => ({
  requestId: "r",
  patientId: "p",
  ticketIds: ["t1", "t2", "t3"],
  earliestDay: monday,
  latestDay: monday + 60,
  minDaysBetween: 1,
  maxDaysBetween: null,
  preferredDaysBetween: null,
  fixedDays: [],
  offerings: [0, 1],
  preferredPractitionerId: null,
  preferredClinicId: "here",
  preferredRoomKind: null,
  patterns: [],
  priority: 0,
  busy: [],
  ...over,
});

export const pattern = (over: Partial<Pattern>): Pattern => ({
  weekday: null,
  startMinute: null,
  endMinute: null,
  practitionerId: null,
  weight: 100,
  ...over,
});
