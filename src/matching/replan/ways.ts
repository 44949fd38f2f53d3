import { dateOfEpochDay, dayBounds, epochMinuteOf, wallMinuteOf } from "../../core/zones.ts";
import type { Range } from "../../core/ranges.ts";
import type { Candidate } from "../../booking/offer.ts";
import { findStarts, type Plan, placingsAt, reasonsAgainst } from "../../supply/availability.ts";
import type { PlacedClaim } from "../../supply/place-claims.ts";
import type { Weights } from "../problem.ts";
import type { Choice, Take } from "./choices.ts";
import { listOf } from "./lists.ts";
import { distanceOf, moveCost } from "./move-cost.ts";
import type { Moving } from "./moving.ts";

/** By whom and when an appointment may be placed again. What it takes is what it takes in whichever rooms; see `seats`. */
export interface Way extends Choice {
  /** Null on the call list. */
  candidate: Candidate | null;
  start: number;
  keepsTime: boolean;
  seats: readonly Seat[];
  /** Whether there may be more seats than were looked at. */
  partial: boolean;
}

/** By whom and when, and what that costs, before it is known in which rooms. */
export interface Option {
  candidate: Candidate;
  start: number;
  cost: number;
}

/** In which rooms, at which machines and on which lanes, and all that this takes. */
export interface Seat {
  takes: readonly Take[];
  /** Besides the practitioner. */
  resourceIds: readonly string[];
}

/** Of the seats at one start so many are looked at. */
const mostSeats = 16;

/** The ways to keep the time: by whomever, in whatever rooms. It was agreed already, so neither notice nor horizon bind it. */
export function sameTime(moving: Moving, weights: Weights): Way[] {
  const ways = candidatesFor(moving).flatMap((candidate) => {
    const plan = atAnyTime(candidate.plan);
    const { start } = moving.was;
    if (reasonsAgainst(plan, start).length > 0) return [];
    return waysOf(moving, optionAt(moving, { ...candidate, plan }, start, weights));
  });
  return moving.mustLeave ? elsewhere(moving, ways) : ways;
}

/** Where its own place is still open, whatever takes none of it: another practitioner, or other rooms. */
function elsewhere({ was }: Moving, ways: readonly Way[]): Way[] {
  const kept = (seat: Seat) => was.resourceIds.filter((id) => seat.resourceIds.includes(id)).length;
  const same = ({ candidate }: Way) => candidate?.practitionerId === was.practitionerId;
  const isOpen = ways.some((way) => same(way) && way.seats.some((seat) => kept(seat) === was.resourceIds.length));
  if (!isOpen) return [...ways];
  const others = ({ seats }: Way) => (was.resourceIds.length === 0 ? [] : seats.filter((seat) => kept(seat) === 0));
  return ways.flatMap((way) => (same(way) ? seatedIn(way, others(way)) : [way]));
}

/** The way with only these of its seats; none without any. */
export function seatedIn(way: Way, seats: readonly Seat[]): Way[] {
  return seats.length === 0 ? [] : [{ ...way, seats, takes: commonTakes(seats) }];
}

/** What all of the seats take. */
function commonTakes([first, ...others]: readonly Seat[]): Take[] {
  return first!.takes.filter(({ unit }) => others.every(({ takes }) => takes.some((take) => take.unit === unit)));
}

/** By whom and when it could be at another time of this day, an epoch day of the clinic's calendar. */
export function optionsOn(moving: Moving, day: number, weights: Weights): Option[] {
  const { session, was, timezone } = moving;
  if (session && (day < session.firstDay || day > session.lastDay)) return [];
  const range = rangeOf(day, timezone);
  return candidatesFor(moving).flatMap((candidate) =>
    findStarts(candidate.plan, range)
      .filter((start) => start !== was.start)
      .map((start) => optionAt(moving, candidate, start, weights)),
  );
}

/** Somebody has to call. */
export function callList({ was }: Moving, weights: Weights): Way {
  const seats = [{ takes: [], resourceIds: [] }];
  const nowhere = { takes: [], session: null, candidate: null, keepsTime: false, partial: false };
  return { ...nowhere, seats, cost: weights.call_list, start: was.start };
}

/** Who may do it at all: for a session only whom its request requires. */
export const candidatesFor = ({ candidates, session }: Moving): readonly Candidate[] =>
  session?.practitionerId ? candidates.filter((one) => one.practitionerId === session.practitionerId) : candidates;

export const atAnyTime = (plan: Plan): Plan => ({
  ...plan,
  limits: { now: plan.limits.now, earliest: plan.limits.now, latest: Infinity },
});

function optionAt({ was, timezone }: Moving, candidate: Candidate, start: number, weights: Weights): Option {
  const distance = distanceOf(
    { wallMinute: wallMinuteOf(was.start, timezone), practitionerId: was.practitionerId },
    { wallMinute: wallMinuteOf(start, timezone), practitionerId: candidate.practitionerId },
  );
  return { candidate, start, cost: moveCost(distance, weights) };
}

/** One way for each lane of the practitioner, with its seats. */
export function waysOf(moving: Moving, { candidate, start, cost }: Option): Way[] {
  const { was, timezone, session } = moving;
  const { plan, practitionerId } = candidate;
  const kind = session?.roomKind ?? null;
  const placings = placingsAt(plan, start, mostSeats);
  const seats = placings
    .filter((claims) => kind === null || claims.some((claim) => plan.resources.get(claim.resourceId)?.kind === kind))
    .map((claims): Seat => {
      const takes = [...claims.map(takeOf), patientTake(moving, start, plan.durationMinutes)];
      return { takes, resourceIds: besides(claims, practitionerId) };
    });
  const dayOf = (minute: number): number => Math.floor(wallMinuteOf(minute, timezone) / 1440);
  const way = {
    cost,
    takes: [],
    session: session && sessionDay(session, dayOf(start), dayOf(was.start)),
    candidate,
    start,
    keepsTime: start === was.start,
    seats,
    partial: placings.length === mostSeats,
  };
  return byLane(seats, practitionerId).flatMap((own) => seatedIn(way, own));
}

/** The seats by the lane of the practitioner. */
function byLane(seats: readonly Seat[], practitionerId: string | null): Seat[][] {
  const lanes = new Map<string, Seat[]>();
  for (const seat of seats)
    listOf(lanes, seat.takes.find(({ unit }) => unit.startsWith(`${practitionerId} `))?.unit ?? "").push(seat);
  return [...lanes.values()];
}

const takeOf = ({ resourceId, lane, range, lead }: PlacedClaim): Take => ({
  unit: `${resourceId} ${lane}`,
  range,
  lead,
});

function patientTake({ patientId }: Moving, start: number, minutes: number): Take {
  const range: Range = [start, start + minutes];
  return { unit: patientId, range, lead: range };
}

const sessionDay = (session: NonNullable<Moving["session"]>, day: number, formerDay: number) => {
  const { requestId, rank, minDays, maxDays } = session;
  return { requestId, rank, day, formerDay, minDays, maxDays };
};

/** What it takes besides the practitioner. */
const besides = (claims: readonly PlacedClaim[], practitionerId: string | null): string[] => [
  ...new Set(claims.map(({ resourceId }) => resourceId).filter((id) => id !== practitionerId)),
];

function rangeOf(day: number, timezone: string): Range {
  const { startsAt, endsAt } = dayBounds(dateOfEpochDay(day), timezone);
  return [epochMinuteOf(startsAt), epochMinuteOf(endsAt)];
}
