import { localDayOfMinute } from "../../core/zones.ts";
import { longestRuleBuffer } from "../offerings.ts";
import type { Weights } from "../problem.ts";
import { listOf } from "./columns.ts";
import type { Moving } from "./moving.ts";
import { callList, onDay, sameTime, type Way } from "./ways.ts";

/** The most days by which anything is moved, to either side. */
export const mostDays = 28;

/**
 * The ways of each appointment that can be part of the best proposal: all that keep the time, the nearest others, and the call list.
 *
 * Whatever the others get, each of them keeps an appointment from so many ways at most. With one way more than that, in the order
 * of cost, one of them is free, and whatever costs more is never needed. Nothing dearer than a call is proposed. Where `seats`
 * count, ways are also lost when others have all of their rooms: of which each has two, as it has one that all its seats take.
 */
export function gather(movings: readonly Moving[], weights: Weights, seats: boolean): Way[][] {
  const { needs, minutes } = reachOf(movings);
  return movings.map((moving) => {
    const others = movings.filter((one) => one !== moving);
    const lost = (ways: readonly Way[]): number =>
      others.length *
      needs *
      (mostWithin(ways, moving.patientId, 2 * minutes) + (seats ? atOnce(ways, 2 * minutes) / 2 : 0));
    // What the days between sessions or the patient's own time exclude cannot be counted so.
    const meet = others.some(({ patientId }) => patientId === moving.patientId);
    return waysOf(moving, weights, meet ? () => Infinity : lost);
  });
}

function waysOf(moving: Moving, weights: Weights, lostOf: (ways: readonly Way[]) => number): Way[] {
  const affordable = ({ cost }: Way) => cost <= weights.call_list;
  const kept = sameTime(moving, weights).filter(affordable);
  const day = localDayOfMinute(moving.was.start, moving.timezone);
  let found: Way[] = [];
  for (let away = 0; away <= mostDays && away * weights.moved_day <= weights.call_list; away++) {
    const days = away === 0 ? [day] : [day - away, day + away];
    found.push(...days.flatMap((one) => onDay(moving, one, weights)).filter(affordable));
    const within = found.filter(({ cost }) => cost <= (away + 1) * weights.moved_day);
    const enough = lostOf(within) + 1;
    if (within.length < enough) continue;
    found = inOrder(within).slice(0, enough);
    break;
  }
  return [...kept, ...inOrder(found), callList(moving, weights)];
}

const inOrder = (ways: readonly Way[]): Way[] => ways.toSorted((a, b) => a.cost - b.cost || a.start - b.start);

/** How many units one appointment takes at most, and for how long each of them. */
function reachOf(movings: readonly Moving[]): { needs: number; minutes: number } {
  const plans = new Set(movings.flatMap(({ candidates }) => candidates.map(({ plan }) => plan)));
  let [needs, minutes] = [1, 1];
  for (const plan of plans) {
    const longest = longestRuleBuffer(plan);
    needs = Math.max(needs, plan.needs.length);
    for (const { starts, ends, bufferBefore, bufferAfter } of plan.needs)
      minutes = Math.max(minutes, ends - starts + Math.max(bufferBefore, longest) + Math.max(bufferAfter, longest));
  }
  return { needs, minutes };
}

/** The most of the ways that begin to take one unit within so many minutes. The patient is nobody else's. */
function mostWithin(ways: readonly Way[], patientId: string, minutes: number): number {
  const begins = new Map<string, number[]>();
  for (const { takes } of ways)
    for (const { unit, range, lead } of takes)
      if (unit !== patientId) listOf(begins, unit).push(Math.min(range[0], lead[0]));
  return [...begins.values()].reduce((most, starts) => Math.max(most, mostNear(starts, minutes)), 0);
}

/** The most of the ways that begin within so many minutes and have a choice of seats. */
const atOnce = (ways: readonly Way[], minutes: number): number =>
  mostNear(
    ways.filter(({ seats }) => seats.length > 1).map(({ start }) => start),
    minutes,
  );

function mostNear(moments: number[], minutes: number): number {
  moments.sort((a, b) => a - b);
  let most = 0;
  for (let first = 0, last = 0; last < moments.length; last++) {
    while (moments[last]! - moments[first]! >= minutes) first++;
    most = Math.max(most, last - first + 1);
  }
  return most;
}
