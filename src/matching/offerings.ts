import type { Range } from "../core/ranges.ts";
import { wallMinuteOf } from "../core/zones.ts";
import type { Candidate, Offer } from "../booking/offer.ts";
import { findStarts, type Plan } from "../supply/availability.ts";
import { claimWindows, type Need } from "../supply/needs.ts";
import type { NeededResource, Offering } from "./problem.ts";

/** An offering of a clinic, and the kind of room to which its choice was narrowed. */
export interface Found {
  offering: Offering;
  roomKind: string | null;
}

/**
 * What the candidates of an offer could begin within `range`: an offering for each, another for each kind of room that somebody
 * wishes and that not all would have, and more where a rule's buffers make starts take more time than others.
 */
export function offeringsOf(
  offer: Offer,
  range: Range,
  roomKinds: readonly string[],
  placeOf: (resourceId: string) => number,
): Found[] {
  return offer.candidates.flatMap((candidate) => {
    const narrowed = roomKinds.flatMap((roomKind) => {
      const plan = narrowedTo(candidate.plan, roomKind);
      return plan ? [{ plan, roomKind }] : [];
    });
    return [{ plan: candidate.plan, roomKind: null }, ...narrowed].flatMap(({ plan, roomKind }) =>
      splitByWindows(plan, findStarts(plan, range)).map((group) => ({
        offering: offeringOf(offer, candidate, plan, group, placeOf),
        roomKind,
      })),
    );
  });
}

/** The plan with one need for which only a room of the kind will do; null where that is nothing new, or where there is none. */
function narrowedTo(plan: Plan, kind: string): Plan | null {
  const isOfKind = (id: string) => plan.resources.get(id)?.kind === kind;
  const all = plan.needs.some(({ candidates }) => candidates.length > 0 && candidates.every(isOfKind));
  const narrow = plan.needs.findIndex(({ candidates }) => candidates.some(isOfKind));
  if (all || narrow === -1) return null;
  const only = (need: Need): Need => ({ ...need, candidates: need.candidates.filter(isOfKind) });
  return { ...plan, needs: plan.needs.map((need, i) => (i === narrow ? only(need) : need)) };
}

interface Group {
  starts: number[];
  /** For each need, minutes of the appointment with buffers. */
  windows: Range[];
}

/** Starts that take the same of each resource. Without buffers of rules all do. */
function splitByWindows(plan: Plan, starts: number[]): Group[] {
  if (starts.length === 0) return [];
  if (longestRuleBuffer(plan) === 0) return [{ starts, windows: windowsAt(plan, starts[0]!) }];
  const groups = new Map<string, Group>();
  for (const start of starts) {
    const windows = windowsAt(plan, start);
    const key = windows.join(" ");
    const group = groups.get(key);
    if (group) group.starts.push(start);
    else groups.set(key, { starts: [start], windows });
  }
  return [...groups.values()];
}

/** The narrowest that any candidate would need, so that no start is thought too long for where it was offered. */
function windowsAt(plan: Plan, start: number): Range[] {
  return plan.needs.map((need) => {
    const ranges = need.candidates.map((id) => claimWindows(plan.resources.get(id)!, need, start).range);
    return [Math.max(...ranges.map(([from]) => from)) - start, Math.min(...ranges.map(([, to]) => to)) - start];
  });
}

/** Minutes; of the rules of all that the plan could take. */
export function longestRuleBuffer({ needs, resources }: Plan): number {
  let longest = 0;
  for (const id of new Set(needs.flatMap(({ candidates }) => candidates)))
    for (const { bufferBefore, bufferAfter } of resources.get(id)?.hours.stretches ?? [])
      longest = Math.max(longest, bufferBefore, bufferAfter);
  return longest;
}

function offeringOf(
  { service, clinic }: Offer,
  { practitionerId }: Candidate,
  { durationMinutes, needs }: Plan,
  { starts, windows }: Group,
  placeOf: (resourceId: string) => number,
): Offering {
  const walls = starts.map((start) => wallMinuteOf(start, clinic.timezone));
  const needed = windows.map(([from, to], i): NeededResource => {
    return { from, to, anyOf: needs[i]!.candidates.map(placeOf) };
  });
  return {
    serviceId: service.id,
    clinicId: clinic.id,
    practitionerId,
    durationMinutes,
    starts: Int32Array.from(starts),
    days: Int32Array.from(walls, (wall) => Math.floor(wall / 1440)),
    minutes: Int16Array.from(walls, (wall) => wall % 1440),
    needs: needed,
  };
}
