import { isoWeekday } from "../core/zones.ts";
import type { Demand, Offering, Pattern, Placed, Problem, Weights } from "./problem.ts";

/** The one place that counts what a placement costs, in points; docs/reference/matching.md. What may never be is not asked here. */

/** Where a session goes, whatever resources it takes. */
export type Spot = Pick<Placed, "offering" | "start">;

const patternShares = { weekday: 3, time: 2, practitioner: 1 };
/** A start so many minutes beside the time that a pattern names has lost all of its share. */
const farMinutes = 240;

/** All sessions of all requests, from nothing: what every solver's own count must agree with. */
export function solutionCost(problem: Problem, placed: readonly (readonly Spot[])[]): number {
  return problem.requests.reduce((sum, demand, i) => sum + requestCost(problem, demand, placed[i] ?? []), 0);
}

/** All sessions of one request, those included that are left out. */
export function requestCost(problem: Problem, demand: Demand, spots: readonly Spot[]): number {
  const leftOut = demand.ticketIds.length - spots.length;
  return leftOut * unplacedCost(demand, problem.weights) + spotCosts(problem, demand, spots).reduce((a, b) => a + b, 0);
}

/**
 * What each placed session costs, in the order of `spots`. What two sessions that follow each other cost together is the later one's,
 * or the earlier one's where the later one is booked already.
 */
export function spotCosts(problem: Problem, demand: Demand, spots: readonly Spot[]): number[] {
  const { weights } = problem;
  const costs = spots.map(({ offering, start }) => startCost(problem, demand, offering, start));
  const sessions = inTimeOrder(problem, demand, spots);
  for (const [i, session] of sessions.entries()) {
    const before = sessions[i - 1];
    if (session.spot !== null) costs[session.spot]! += lateCost(demand, weights, i + 1, session.day);
    const payer = session.spot ?? before?.spot ?? null;
    if (!before || payer === null) continue;
    costs[payer]! +=
      gapCost(demand, weights, session.day - before.day) +
      continuityCost(weights, before.practitionerId, session.practitionerId);
  }
  return costs;
}

export interface Session {
  day: number;
  /** Undefined where it is not known who gives it. */
  practitionerId: string | null | undefined;
  /** Its place among the spots, or null for one that is booked already. */
  spot: number | null;
}

/** The placed sessions and those that are booked already. */
export function inTimeOrder({ offerings }: Problem, demand: Demand, spots: readonly Spot[]): Session[] {
  const placed = spots.map(({ offering, start }, spot): Session => {
    const { days, practitionerId } = offerings[offering]!;
    return { day: days[start]!, practitionerId, spot };
  });
  const booked = demand.fixedDays.map((day, i): Session => {
    return { day, practitionerId: demand.fixedPractitionerIds?.[i], spot: null };
  });
  return [...booked, ...placed].sort((a, b) => a.day - b.day);
}

/** What a start costs whenever the other sessions are: the patterns, the practitioner, the clinic and the room. */
export function startCost(problem: Problem, demand: Demand, offeringIndex: number, startIndex: number): number {
  const offering = problem.offerings[offeringIndex]!;
  const weekday = isoWeekday(offering.days[startIndex]!);
  const minute = offering.minutes[startIndex]!;
  const { practitionerId } = offering;
  return (
    patternCost(demand, problem.weights, weekday, minute, practitionerId) + offeringCost(problem, demand, offeringIndex)
  );
}

/** The part of it that all starts of an offering have in common. */
export function offeringCost(problem: Problem, demand: Demand, offeringIndex: number): number {
  const { weights } = problem;
  const { preferredPractitionerId, preferredClinicId, preferredRoomKind } = demand;
  const offering = problem.offerings[offeringIndex]!;
  const otherPractitioner = preferredPractitionerId !== null && offering.practitionerId !== preferredPractitionerId;
  const otherRoom = preferredRoomKind !== null && !takesKind(problem, offering, preferredRoomKind);
  return (
    (otherPractitioner ? weights.practitioner : 0) +
    (offering.clinicId === preferredClinicId ? 0 : weights.clinic) +
    (otherRoom ? weights.room_kind : 0)
  );
}

/** Whether all that would do for one of its needs is of this kind. */
export const takesKind = ({ resources }: Pick<Problem, "resources">, { needs }: Offering, kind: string): boolean =>
  needs.some(({ anyOf }) => anyOf.length > 0 && anyOf.every((i) => resources[i]!.kind === kind));

/** What the pattern costs that leaves the least to be paid. */
export function patternCost(
  { patterns }: Pick<Demand, "patterns">,
  weights: Weights,
  weekday: number,
  minute: number,
  practitionerId: string | null,
): number {
  if (patterns.length === 0) return 0;
  let left = Infinity;
  for (const pattern of patterns)
    left = Math.min(left, 100 - pattern.weight * shareMet(pattern, weekday, minute, practitionerId));
  return Math.round((weights.pattern * left) / 100);
}

/** What part of all that the pattern names the start meets, 0 to 1. */
export function shareMet(pattern: Pattern, weekday: number, minute: number, practitionerId: string | null): number {
  const { weekday: day, time, practitioner } = patternShares;
  const named =
    (pattern.weekday === null ? 0 : day) +
    (pattern.startMinute === null ? 0 : time) +
    (pattern.practitionerId === null ? 0 : practitioner);
  const met =
    (pattern.weekday === weekday ? day : 0) +
    time * timeMet(pattern, minute) +
    (pattern.practitionerId !== null && pattern.practitionerId === practitionerId ? practitioner : 0);
  return named === 0 ? 1 : met / named;
}

function timeMet({ startMinute, endMinute }: Pattern, minute: number): number {
  if (startMinute === null) return 0;
  const last = endMinute === null ? startMinute : endMinute - 1;
  const beside = Math.max(startMinute - minute, minute - last, 0);
  return Math.max(0, 1 - beside / farMinutes);
}

/** What it costs that session number `k`, counted from 1 in the order of time with those that are booked, is on this day. */
export function lateCost(demand: Demand, weights: Weights, k: number, day: number): number {
  const step = demand.preferredDaysBetween ?? demand.minDaysBetween;
  return weights.late_day * Math.max(0, day - (demand.earliestDay + (k - 1) * step));
}

/** What it costs that there are so many days between two sessions that follow each other. */
export function gapCost({ preferredDaysBetween }: Demand, weights: Weights, days: number): number {
  return preferredDaysBetween === null ? 0 : weights.gap_day * Math.abs(days - preferredDaysBetween);
}

/** What it costs that two sessions that follow each other are given by these; nothing where one of them is not known. */
export function continuityCost(
  weights: Weights,
  before: string | null | undefined,
  practitionerId: string | null | undefined,
): number {
  return before === undefined || practitionerId === undefined || before === practitionerId ? 0 : weights.continuity;
}

export const unplacedCost = ({ priority }: Pick<Demand, "priority">, weights: Weights): number =>
  weights.unplaced * (1 + priority);
