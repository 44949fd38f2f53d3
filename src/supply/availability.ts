import { covers, intersect, normalize, overlaps, type Range, type RangeSet, subtract, union } from "../core/ranges.ts";
import { answers, boundariesOf } from "./hours.ts";
import { claimWindows, clash, freeLanes, type Need, type ResourceTime, startsOf } from "./needs.ts";
import { mayCompete, type PlacedClaim, placeNeeds, placingsOfNeeds } from "./place-claims.ts";
import { isConflict, type Reason, type ReasonCode } from "./reasons.ts";
import { whyClosed } from "./why-closed.ts";

/**
 * The availability evaluator: pure arithmetic on epoch minutes, half-open.
 *
 * Find, book, explain and the inventory ask it and nothing else, so they cannot disagree. What rules and exceptions mean
 * together is written in docs/adr/0014-how-rules-and-exceptions-combine.md.
 */

export interface Limits {
  /** The earliest start that notice allows, and the first that lies too far ahead; epoch minutes. */
  earliest: number;
  latest: number;
  now: number;
}

export interface Plan {
  durationMinutes: number;
  needs: readonly Need[];
  resources: ReadonlyMap<string, ResourceTime>;
  limits: Limits;
  /** When the patient has other appointments. */
  patientBusy: readonly { range: Range; appointmentId: string }[];
  /** Rules that were set aside (see `waive`) are no reasons any more. */
  waived?: ReadonlySet<ReasonCode>;
}

/** Every start that can be booked, out of those that lie on a slot boundary within `[from, to)`, in time order. */
export function findStarts(plan: Plan, [from, to]: Range): number[] {
  const bookable = bookableStarts(plan, [from, to]);
  const competing = plan.needs.length > 1 && mayCompete(plan.needs, 2 * longestRuleBuffer(plan));
  const starts: number[] = [];
  let i = 0;
  for (const start of gridOf(plan, [from, to])) {
    while (bookable[i] !== undefined && bookable[i]![1] <= start) i++;
    const fits = bookable[i] !== undefined && bookable[i]![0] <= start;
    if (fits && (!competing || placeClaims(plan, start))) starts.push(start);
  }
  return starts;
}

/** All reasons why `start` cannot be booked; empty exactly when it can. */
export function reasonsAgainst(plan: Plan, start: number): Reason[] {
  const needs = plan.needs.flatMap((need) => needReasons(plan, need, start));
  return [
    ...limitReasons(plan.limits, start),
    ...patientReasons(plan, start),
    ...(needs.length > 0 ? needs : crowdingReasons(plan, start)),
  ];
}

/** Whether nothing but other bookings stands in the way: with them gone, `start` could be booked. */
export function isOnlyTaken(plan: Plan, start: number): boolean {
  const meets = (need: Need) =>
    need.candidates.some((id) => candidateReasons(plan, timeOf(plan, id), need, start).every(isConflict));
  return limitReasons(plan.limits, start).length === 0 && plan.needs.every(meets);
}

/** The claims of a start whose needs can be met: for each phase the first resource and lane that let all be met. Else null. */
export function placeClaims(plan: Plan, start: number): PlacedClaim[] | null {
  return placeNeeds(plan.needs, start, (need) => suitable(plan, need, start));
}

/** The first so many ways to take a start, by resources and lanes, for who places several appointments at once. */
export function placingsAt(plan: Plan, start: number, atMost: number): PlacedClaim[][] {
  return placingsOfNeeds(plan.needs, start, (need) => suitable(plan, need, start), atMost);
}

/** The starts, slot boundary or not, at which each need alone can be met, the limits hold and the patient is free. */
function bookableStarts(plan: Plan, range: Range): RangeSet {
  const { limits, patientBusy, durationMinutes } = plan;
  const within = intersect([range], [[Math.max(limits.earliest, limits.now), limits.latest]]);
  const clashing = normalize(patientBusy.map(({ range: [start, end] }): Range => [start - durationMinutes + 1, end]));
  return plan.needs.reduce((starts, need) => intersect(starts, needStarts(plan, need)), subtract(within, clashing));
}

function needStarts(plan: Plan, need: Need): RangeSet {
  return need.candidates.reduce<RangeSet>((starts, id) => {
    const time = timeOf(plan, id);
    const allowed = roomStarts(plan, time);
    const own = knownStarts(time, need);
    return union(starts, allowed ? intersect(own, allowed) : own);
  }, []);
}

const known = new WeakMap<ResourceTime, Map<string, RangeSet>>();

/** Many plans ask the same room for the same phase; it answers once. */
function knownStarts(time: ResourceTime, need: Need): RangeSet {
  const answers = known.get(time) ?? new Map<string, RangeSet>();
  known.set(time, answers);
  const key = `${need.starts} ${need.ends} ${need.bufferBefore} ${need.bufferAfter} ${need.shareable}`;
  const starts = answers.get(key) ?? startsOf(time, need);
  answers.set(key, starts);
  return starts;
}

/** The practitioner's phase decides in which rooms the others can be met, and on which grid starts are offered. */
const practitionerNeed = ({ needs }: Plan): Need | undefined => needs.find(({ need }) => need === "practitioner");

/** The starts at which the practitioner does not sit in another room than this one; null where that does not matter. */
function roomStarts(plan: Plan, time: ResourceTime): RangeSet | null {
  const need = practitionerNeed(plan);
  const stretches = need && timeOf(plan, need.candidates[0]!).hours.stretches;
  if (!need || !stretches || time.kind !== "room" || stretches.every(({ roomId }) => roomId === null)) return null;
  const here = stretches.filter(({ roomId }) => roomId === null || roomId === time.resourceId);
  const open = normalize(here.flatMap((stretch) => stretch.open));
  return open.map(([from, to]): Range => [from - need.starts, to - need.starts]);
}

const isInRoom = (plan: Plan, time: ResourceTime, start: number): boolean => {
  const allowed = roomStarts(plan, time);
  return allowed === null || covers(allowed, [start, start + 1]);
};

const suitable = (plan: Plan, need: Need, start: number): ResourceTime[] =>
  need.candidates.map((id) => timeOf(plan, id)).filter((time) => isInRoom(plan, time, start));

/** The slot boundaries of whoever sets the grid; where nobody does, every quarter of an hour. */
function gridOf(plan: Plan, [from, to]: Range): number[] {
  const byRules = (need: Need) => need.candidates.some((id) => timeOf(plan, id).hours.stretches !== null);
  const need = practitionerNeed(plan) ?? plan.needs.find(byRules);
  if (!need) return quarters([from, to]);
  const starts: number[] = [];
  for (const id of need.candidates) {
    const { stretches, question } = timeOf(plan, id).hours;
    for (const stretch of stretches ?? []) {
      const elsewhere = stretch.range[1] <= from + need.starts || stretch.range[0] >= to + need.starts;
      if (elsewhere || !answers(stretch, question)) continue;
      for (const boundary of boundariesOf(stretch)) starts.push(boundary - need.starts);
    }
  }
  return inOrder(starts.filter((start) => start >= from && start < to));
}

/** Sorted and each once. One person's windows mostly come in order already. */
function inOrder(starts: number[]): number[] {
  const ordered = starts.every((start, i) => i === 0 || starts[i - 1]! < start);
  return ordered ? starts : [...new Set(starts)].sort((a, b) => a - b);
}

const longestRuleBuffer = ({ needs, resources }: Plan): number =>
  needs
    .flatMap(({ candidates }) => candidates.flatMap((id) => resources.get(id)?.hours.stretches ?? []))
    .reduce((longest, { bufferBefore, bufferAfter }) => Math.max(longest, bufferBefore, bufferAfter), 0);

function quarters([from, to]: Range): number[] {
  const first = Math.ceil(from / 15) * 15;
  return Array.from({ length: Math.max(0, Math.ceil((to - first) / 15)) }, (_, i) => first + i * 15);
}

function limitReasons({ now, earliest, latest }: Limits, start: number): Reason[] {
  if (start < now) return [{ code: "in_the_past" }];
  if (start < earliest) return [{ code: "notice_too_short", until: earliest }];
  return start >= latest ? [{ code: "beyond_horizon" }] : [];
}

function patientReasons({ patientBusy, durationMinutes }: Plan, start: number): Reason[] {
  return patientBusy
    .filter(({ range }) => overlaps(range, [start, start + durationMinutes]))
    .map(({ range, appointmentId }) => ({ code: "patient_busy" as const, appointmentId, until: range[1] }));
}

/** Why no candidate can meet the need: the reasons of each. */
export function needReasons(plan: Plan, need: Need, start: number): Reason[] {
  if (need.candidates.length === 0) return [{ code: "nothing_suitable" }];
  const times = need.candidates.map((id) => timeOf(plan, id));
  const free = times.some((time) => isInRoom(plan, time, start) && freeLanes(time, need, start).length > 0);
  return free ? [] : times.flatMap((time) => candidateReasons(plan, time, need, start));
}

function candidateReasons(plan: Plan, time: ResourceTime, need: Need, start: number): Reason[] {
  const wanted: Range = [start + need.starts, start + need.ends];
  const elsewhere: Reason[] = isInRoom(plan, time, start) ? [] : [{ code: "other_room", resourceId: time.resourceId }];
  const closed = whyClosed(time.hours, wanted);
  const taken = freeLanes(time, need, start).length > 0 ? [] : claimReasons(time, need, start);
  return [...elsewhere, ...closed, ...taken]
    .filter(({ code }) => !plan.waived?.has(code))
    .map((reason) => ({ ...reason, resourceName: time.name }));
}

export function claimReasons(time: ResourceTime, need: Need, start: number): Reason[] {
  const windows = claimWindows(time, need, start);
  const appointment: Range = [start + need.starts, start + need.ends];
  return time.claims
    .filter((claim) => clash(claim, windows))
    .map(({ range, lead, appointmentId }) => ({
      code: overlaps(range, appointment) && overlaps(lead, appointment) ? ("claimed" as const) : ("buffer" as const),
      resourceId: time.resourceId,
      appointmentId,
      until: range[1],
    }));
}

/** Each need alone finds a lane and all together do not: they want the same resources. */
function crowdingReasons(plan: Plan, start: number): Reason[] {
  if (placeClaims(plan, start)) return [];
  const ids = plan.needs.flatMap(({ candidates }) => candidates);
  const shared = new Set(ids.filter((id, i) => ids.indexOf(id) !== i));
  return [...shared].map((resourceId) => ({
    code: "claimed",
    resourceId,
    resourceName: timeOf(plan, resourceId).name,
  }));
}

function timeOf(plan: Plan, resourceId: string): ResourceTime {
  const time = plan.resources.get(resourceId);
  if (!time) throw new RangeError("A plan must bring the time of every resource that it needs.");
  return time;
}
