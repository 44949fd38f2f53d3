import type { Range, RangeSet } from "../core/ranges.ts";

/**
 * What is to be placed, and what there is to place it in: plain numbers and arrays, so that a problem travels to a worker as it
 * is. Times are epoch minutes, days are epoch days of the clinic's calendar, costs are points (docs/reference/matching.md).
 */
export interface Problem {
  requests: readonly Demand[];
  offerings: readonly Offering[];
  resources: readonly Supply[];
  weights: Weights;
}

/** One service at one clinic by one practitioner (or by nobody, where none is needed), and when it could begin. */
export interface Offering {
  serviceId: string;
  clinicId: string;
  practitionerId: string | null;
  durationMinutes: number;
  /**
   * Every start that the evaluator offers to somebody without other appointments, in time order: hours, exceptions, notice and all
   * live claims are behind it. Two of them may still exclude each other.
   */
  starts: Int32Array;
  /** Beside each start: the local day, and the minute of the wall clock. */
  days: Int32Array;
  minutes: Int16Array;
  /** What a start takes. */
  needs: readonly NeededResource[];
}

/** From `from` to `to`, minutes of the appointment with buffers, one lane of any one of these, the preferred first. */
export interface NeededResource {
  from: number;
  to: number;
  /** Places in `Problem.resources`. */
  anyOf: readonly number[];
}

/** What of a resource is still free, lane by lane: working hours are not in it, live claims are subtracted. */
export interface Supply {
  resourceId: string;
  kind: string;
  lanes: readonly RangeSet[];
}

/** One booking request: so many of its sessions are still to be placed. */
export interface Demand {
  requestId: string;
  patientId: string;
  /** The planned tickets, in their order; as many sessions are to be placed. */
  ticketIds: readonly string[];
  earliestDay: number;
  latestDay: number;
  minDaysBetween: number;
  maxDaysBetween: number | null;
  preferredDaysBetween: number | null;
  /** Days of sessions that are booked already or were given: the others keep their distance from them. */
  fixedDays: readonly number[];
  /** Beside each of them who gives it, as far as that is known. */
  fixedPractitionerIds?: readonly (string | null | undefined)[];
  /** Places in `Problem.offerings`: what is required is among these only. */
  offerings: readonly number[];
  preferredPractitionerId: string | null;
  preferredClinicId: string;
  preferredRoomKind: string | null;
  patterns: readonly Pattern[];
  /** 0 to 9; leaving a session out costs (1 + priority) times the weight. */
  priority: number;
  /** When the patient is elsewhere. */
  busy: readonly Range[];
}

/** One of several preferences; null is any. Weekday 1 is Monday, minutes are of the local day, `endMinute` exclusive. */
export interface Pattern {
  weekday: number | null;
  startMinute: number | null;
  endMinute: number | null;
  practitionerId: string | null;
  weight: number;
}

/** What each thing that is given up costs, in points. */
export interface Weights {
  /** A session that is not placed, times 1 + the request's priority. */
  unplaced: number;
  /** Each day that a session is later than the dates and gaps would have allowed it. */
  late_day: number;
  /** Each day by which a gap differs from the preferred one. */
  gap_day: number;
  /** The heaviest pattern missed altogether; less for a part, and for a lighter one. */
  pattern: number;
  practitioner: number;
  clinic: number;
  room_kind: number;
  /** Another practitioner than at the session before. */
  continuity: number;
  /** Of an itinerary, each minute between services, and of the way between clinics or rooms. */
  waiting_minute: number;
  walking_minute: number;
  /** Of a re-plan: a colleague instead, each day and hour by which it moves, and nobody at all. */
  colleague: number;
  moved_day: number;
  moved_hour: number;
  call_list: number;
}

export const usualWeights: Weights = {
  unplaced: 1000,
  late_day: 1,
  gap_day: 5,
  pattern: 60,
  practitioner: 40,
  clinic: 80,
  room_kind: 20,
  continuity: 15,
  waiting_minute: 1,
  walking_minute: 2,
  colleague: 30,
  moved_day: 40,
  moved_hour: 10,
  call_list: 1000,
};

/** Where one session goes: a start of an offering, and which of the resources that would do. */
export interface Placed {
  ticketId: string;
  /** Place in `Problem.offerings`, and in its `starts`. */
  offering: number;
  start: number;
  /** For each of the offering's needs the place in `Problem.resources`. */
  resources: readonly number[];
  cost: number;
}

export interface Solution {
  /** By request, in the order of `Problem.requests`; shorter than its tickets where sessions were left out. */
  placed: readonly (readonly Placed[])[];
  objective: number;
  /** No way of placing them costs less. */
  bound: number;
}
