import { covers, intersect, normalize, overlaps, type Range, type RangeSet, subtract, union } from "../core/ranges.ts";
import type { Reason } from "./reasons.ts";
import { slotStartsOf, type WorkingWindow } from "./weekly-rule.ts";

/**
 * The availability evaluator: pure arithmetic on epoch minutes, half-open.
 *
 * Find, book, explain and the inventory ask it and nothing else, so they cannot disagree.
 */

/** One live claim: a lane of a resource, taken for a window that includes its buffers. */
export interface Claim {
  lane: number;
  range: Range;
  appointmentId: string;
}

/** What is known of one resource around the asked time. `windows: null` means that it is there at any hour, as a room without rules is. */
export interface ResourceTime {
  resourceId: string;
  lanes: number;
  windows: readonly WorkingWindow[] | null;
  claims: readonly Claim[];
}

/** From minute `starts` to minute `ends` of the appointment this resource is needed; the claim is wider by the buffers. */
export interface Need {
  resourceId: string;
  starts: number;
  ends: number;
  bufferBefore: number;
  bufferAfter: number;
}

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
}

const always: Range = [-Infinity, Infinity];

/** Every start that can be booked, out of those that lie on a slot boundary within `[from, to)`, in time order. */
export function findStarts(plan: Plan, [from, to]: Range): number[] {
  const bookable = bookableStarts(plan, [from, to]);
  const starts: number[] = [];
  let i = 0;
  for (const start of gridOf(plan, [from, to])) {
    while (bookable[i] !== undefined && bookable[i]![1] <= start) i++;
    if (bookable[i] !== undefined && bookable[i]![0] <= start) starts.push(start);
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

export interface PlacedClaim {
  resourceId: string;
  lane: number;
  range: Range;
  phase: number;
}

/** The claims of a bookable start: for each need the lowest lane that is free. Null when some need has none. */
export function placeClaims(plan: Plan, start: number): PlacedClaim[] | null {
  const placed: PlacedClaim[] = [];
  for (const [phase, need] of plan.needs.entries()) {
    const time = timeOf(plan, need);
    // Two phases of one appointment may need the same resource at the same time, in different lanes.
    const own = placed.filter(({ resourceId }) => resourceId === need.resourceId);
    const lane = freeLanes(time, need, start).find(
      (free) => !own.some((claim) => claim.lane === free && overlaps(claim.range, claimed(need, start))),
    );
    if (lane === undefined) return null;
    placed.push({ resourceId: need.resourceId, lane, range: claimed(need, start), phase });
  }
  return placed;
}

/** When the resource works, in lane `lane` (from 1). */
export function openTime(time: ResourceTime, lane = 1): RangeSet {
  if (time.windows === null) return lane <= time.lanes ? [always] : [];
  const windows = time.windows.filter(({ rule }) => lane <= rule.lanes);
  const breaks = windows.flatMap((window) => window.breaks.map(({ range }) => range));
  return subtract(normalize(windows.map(({ range }) => range)), normalize(breaks));
}

function bookableStarts(plan: Plan, range: Range): RangeSet {
  const { limits, patientBusy, durationMinutes } = plan;
  const within = intersect([range], [[Math.max(limits.earliest, limits.now), limits.latest]]);
  const clashing = normalize(patientBusy.map(({ range: [start, end] }): Range => [start - durationMinutes + 1, end]));
  return plan.needs.reduce(
    (starts, need) => intersect(starts, startsOf(timeOf(plan, need), need)),
    subtract(within, clashing),
  );
}

/** The starts at which one lane of the resource both works and is free. Hours bind the appointment, claims also its buffers. */
function startsOf(time: ResourceTime, need: Need): RangeSet {
  let starts: RangeSet = [];
  for (let lane = 1; lane <= lanesOf(time); lane++) {
    const working = openTime(time, lane).map(([open, close]): Range => [open - need.starts, close - need.ends + 1]);
    const taken = normalize(
      time.claims
        .filter((claim) => claim.lane === lane)
        .map(({ range: [start, end] }): Range => [
          start - need.ends - need.bufferAfter + 1,
          end - need.starts + need.bufferBefore,
        ]),
    );
    starts = union(starts, subtract(normalize(working), taken));
  }
  return starts;
}

/** The slot boundaries of the first needed resource that has any; a plan of rooms without hours starts on the quarter hour. */
function gridOf(plan: Plan, [from, to]: Range): number[] {
  const [first] = plan.needs
    .map((need) => ({ need, time: timeOf(plan, need) }))
    .filter(({ time }) => time.windows !== null);
  if (!first)
    return Array.from(
      { length: Math.max(0, Math.ceil((to - from) / 15)) },
      (_, i) => Math.ceil(from / 15) * 15 + i * 15,
    ).filter((start) => start < to);
  const starts = first.time.windows!.flatMap(slotStartsOf).map((start) => start - first.need.starts);
  return [...new Set(starts)].filter((start) => start >= from && start < to).sort((a, b) => a - b);
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

function needReasons(plan: Plan, need: Need, start: number): Reason[] {
  const time = timeOf(plan, need);
  if (freeLanes(time, need, start).length > 0) return [];
  const wanted: Range = [start + need.starts, start + need.ends];
  const hours = hoursReasons(time, wanted);
  return hours.length > 0 ? [...hours, ...claimReasons(time, need, start)] : claimReasons(time, need, start);
}

/** Each need alone finds a lane and all together do not: two of them want the same resource. */
function crowdingReasons(plan: Plan, start: number): Reason[] {
  if (placeClaims(plan, start)) return [];
  const ids = plan.needs.map(({ resourceId }) => resourceId);
  const twice = new Set(ids.filter((id, i) => ids.indexOf(id) !== i));
  return [...twice].map((resourceId) => ({ code: "claimed", resourceId }));
}

/** What of the wanted time is not worked, and why: a break by its label, or the hours themselves. */
function hoursReasons(time: ResourceTime, wanted: Range): Reason[] {
  const { resourceId } = time;
  const open = openTime(time);
  if (covers(open, wanted)) return [];
  const breaks = (time.windows ?? []).flatMap((window) => window.breaks).filter(({ range }) => overlaps(range, wanted));
  const closed = subtract(subtract([wanted], open), normalize(breaks.map(({ range }) => range)));
  const until = open.find(([opens]) => opens >= wanted[0])?.[0];
  return [
    ...breaks.map(({ range, label }): Reason => ({
      code: "break",
      resourceId,
      until: range[1],
      ...(label === null ? {} : { label }),
    })),
    ...(closed.length > 0
      ? [{ code: "outside_hours" as const, resourceId, ...(until === undefined ? {} : { until }) }]
      : []),
  ];
}

function claimReasons(time: ResourceTime, need: Need, start: number): Reason[] {
  const appointment: Range = [start + need.starts, start + need.ends];
  return time.claims
    .filter(({ range }) => overlaps(range, claimed(need, start)))
    .map(({ range, appointmentId }) => ({
      code: overlaps(range, appointment) ? ("claimed" as const) : ("buffer" as const),
      resourceId: time.resourceId,
      appointmentId,
      until: range[1],
    }));
}

function freeLanes(time: ResourceTime, need: Need, start: number): number[] {
  const wanted: Range = [start + need.starts, start + need.ends];
  const lanes = Array.from({ length: lanesOf(time) }, (_, i) => i + 1);
  return lanes.filter(
    (lane) =>
      covers(openTime(time, lane), wanted) &&
      !time.claims.some((claim) => claim.lane === lane && overlaps(claim.range, claimed(need, start))),
  );
}

const claimed = (need: Need, start: number): Range => [
  start + need.starts - need.bufferBefore,
  start + need.ends + need.bufferAfter,
];

const lanesOf = (time: ResourceTime): number =>
  time.windows === null ? time.lanes : time.windows.reduce((most, { rule }) => Math.max(most, rule.lanes), 1);

function timeOf(plan: Plan, need: Need): ResourceTime {
  const time = plan.resources.get(need.resourceId);
  if (!time) throw new RangeError("A plan must bring the time of every resource that it needs.");
  return time;
}
