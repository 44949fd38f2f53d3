import { covers, intersect, normalize, overlaps, type Range, type RangeSet, subtract, union } from "../core/ranges.ts";
import type { Hours, Stretch } from "./hours.ts";

/** One phase's need, and the lanes of a resource that can meet it: pure arithmetic on epoch minutes, half-open. */

/**
 * One live claim: a lane of a resource, taken for two windows. Nobody's `range` (with what comes after) may overlap another's,
 * nor its `lead` (with what comes before). For buffers that are not shared both are the whole window.
 */
export interface Claim {
  lane: number;
  range: Range;
  lead: Range;
  appointmentId: string;
}

export interface ResourceTime {
  resourceId: string;
  name: string;
  kind: string;
  hours: Hours;
  claims: readonly Claim[];
  /** Claims of holds that have run out. They stop nobody, and are there until somebody takes their place. */
  expired: readonly Claim[];
}

/** From minute `starts` to minute `ends` of the appointment one of the candidates is needed; the claim is wider by the buffers. */
export interface Need {
  need: "practitioner" | "resource" | "pool" | "kind";
  /** Resource ids, the preferred first. */
  candidates: readonly string[];
  starts: number;
  ends: number;
  bufferBefore: number;
  bufferAfter: number;
  shareable: boolean;
}

export type ClaimWindows = Pick<Claim, "range" | "lead">;

/** Whether two claims of one lane can stand beside each other. */
export const clash = (one: ClaimWindows, other: ClaimWindows): boolean =>
  overlaps(one.range, other.range) || overlaps(one.lead, other.lead);

/** What the need takes of the resource when the appointment starts at `start`. */
export function claimWindows(time: ResourceTime, need: Need, start: number): ClaimWindows {
  const { before, after } = buffersAt(time, need, start + need.starts);
  return windowsAt(need, before, after, start);
}

/** The lanes that both work and are free, the lowest first. Hours bind the appointment, claims also its buffers. */
export function freeLanes(time: ResourceTime, need: Need, start: number): number[] {
  const wanted: Range = [start + need.starts, start + need.ends];
  const { lanes } = time.hours;
  if (lanes.length === 0 || !covers(lanes[0]!, wanted)) return [];
  const windows = claimWindows(time, need, start);
  const taken = time.claims.filter((claim) => clash(claim, windows));
  return lanes.flatMap((open, i) => (covers(open, wanted) && !taken.some(({ lane }) => lane === i + 1) ? [i + 1] : []));
}

/** Every start, within the hours that are known, at which one lane of the resource can meet the need. */
export function startsOf(time: ResourceTime, need: Need): RangeSet {
  const groups = bufferGroups(time, need);
  return time.hours.lanes.reduce<RangeSet>((starts, open, i) => {
    const claims = time.claims.filter(({ lane }) => lane === i + 1);
    const working = normalize(open.map(([from, to]): Range => [from - need.starts, to - need.ends + 1]));
    const free = groups.map(({ within, before, after }) =>
      subtract(intersect(working, within), takenStarts(claims, need, before, after)),
    );
    return free.reduce(union, starts);
  }, []);
}

interface Buffers {
  before: number;
  after: number;
}

/** The larger of what the service asks for and what the rules do that govern this minute at the clinic. */
function buffersAt({ hours }: ResourceTime, need: Need, minute: number): Buffers {
  const ruled = ruledTimes(hours).find(({ within }) => covers(within, [minute, minute + 1]));
  return ruled ? larger(need, ruled) : own(need);
}

/** The starts at which the same buffers hold. */
function bufferGroups({ hours }: ResourceTime, need: Need): RuledTime[] {
  const ruled = ruledTimes(hours);
  const elsewhere = subtract([[-Infinity, Infinity]], normalize(ruled.flatMap(({ within }) => within)));
  const times = [{ within: elsewhere, ...own(need) }, ...ruled.map((one) => ({ ...one, ...larger(need, one) }))];
  const startsAt = ([from, to]: Range): Range => [from - need.starts, to - need.starts];
  return times.map((time) => ({ ...time, within: time.within.map(startsAt) }));
}

const own = ({ bufferBefore: before, bufferAfter: after }: Need): Buffers => ({ before, after });
const larger = (need: Need, { before, after }: Buffers): Buffers => ({
  before: Math.max(need.bufferBefore, before),
  after: Math.max(need.bufferAfter, after),
});

interface RuledTime extends Buffers {
  within: RangeSet;
}

const known = new WeakMap<Hours, RuledTime[]>();

/** When the rules that govern have buffers, and which: the largest of those that govern together. Times with the same are one. */
function ruledTimes(hours: Hours): RuledTime[] {
  const ruled = known.get(hours) ?? ruledTimesOf(hours);
  known.set(hours, ruled);
  return ruled;
}

// By buffers and not by rules: of these a week has a few, and a year of windows is taken at once.
function ruledTimesOf(hours: Hours): RuledTime[] {
  const layers = gathered(
    buffering(hours).map(({ governs, bufferBefore, bufferAfter }) => ({
      within: governs,
      before: bufferBefore,
      after: bufferAfter,
    })),
  );
  const edges = [...new Set(layers.flatMap(({ within }) => within.flat()))].sort((a, b) => a - b);
  const pieces = edges.slice(1).flatMap((to, i): RuledTime[] => {
    const piece: Range = [edges[i]!, to];
    const there = layers.filter(({ within }) => covers(within, piece));
    if (there.length === 0) return [];
    const [before, after] = [there.map((one) => one.before), there.map((one) => one.after)];
    return [{ within: [piece], before: Math.max(...before), after: Math.max(...after) }];
  });
  return gathered(pieces);
}

function gathered(times: readonly RuledTime[]): RuledTime[] {
  const groups = new Map<string, { before: number; after: number; ranges: Range[] }>();
  for (const { within, before, after } of times) {
    const key = `${before} ${after}`;
    const group = groups.get(key) ?? { before, after, ranges: [] };
    groups.set(key, group);
    group.ranges.push(...within);
  }
  return [...groups.values()].map(({ ranges, before, after }) => ({ within: normalize(ranges), before, after }));
}

/** The stretches at the clinic asked that govern some time and whose rule has buffers of its own. */
function buffering({ stretches, question }: Hours): Stretch[] {
  return (stretches ?? []).filter(
    ({ clinicId, bufferBefore, bufferAfter, governs }) =>
      governs.length > 0 &&
      bufferBefore + bufferAfter > 0 &&
      (question.clinicId === null || clinicId === question.clinicId),
  );
}

function takenStarts(claims: readonly Claim[], need: Need, before: number, after: number): RangeSet {
  const { range, lead } = windowsAt(need, before, after, 0);
  const taken: Range[] = claims.map((claim) => [claim.range[0] - range[1] + 1, claim.range[1] - range[0]]);
  for (const claim of claims)
    if (need.shareable || claim.lead !== claim.range)
      taken.push([claim.lead[0] - lead[1] + 1, claim.lead[1] - lead[0]]);
  return normalize(taken);
}

function windowsAt({ starts, ends, shareable }: Need, before: number, after: number, start: number): ClaimWindows {
  const whole: Range = [start + starts - before, start + ends + after];
  if (!shareable) return { range: whole, lead: whole };
  return { range: [start + starts, whole[1]], lead: [whole[0], start + ends] };
}
