import { isoWeekday } from "../../core/zones.ts";
import type { Offering, Problem } from "../problem.ts";
import { type Ask, askOf } from "./ask.ts";
import type { Ceiling } from "./ceilings.ts";
import { type Clock, clockOf } from "./clock.ts";
import { gatherPools, type Pool } from "./pools.ts";
import { type Shape, shapesOf } from "./shapes.ts";
import type { Track, WeekTimes } from "./track.ts";

/**
 * A problem laid out for a search that asks the same things millions of times: numbers in typed arrays, time in atoms, days from 0. A
 * start is one number, its place among the starts of all offerings.
 */
export interface Board {
  problem: Problem;
  clock: Clock;
  pools: readonly Pool[];
  ceilings: readonly Ceiling[];
  tracks: readonly Track[];
  shapes: readonly Shape[];
  asks: readonly Ask[];
  starts: number;
  /** Whether any track is. */
  isEntangled: boolean;
  /** By start: its track and its day. */
  trackOf: Int16Array;
  dayOf: Int16Array;
  /** Lanes of all resources; behind them stands one for each patient who has several requests. */
  resourceLanes: number;
  lanes: number;
}

export function boardOf(problem: Problem): Board {
  const clock = clockOf(problem);
  const { pools, ceilings, poolOf } = gatherPools(problem, clock);
  const times = weekTimes(problem);
  const tracks: Track[] = [];
  const shapeNames = new Map<string, number>();
  const shapeOf = (pool: number, from: number, to: number): number => {
    const name = `${pool} ${from} ${to}`;
    if (!shapeNames.has(name)) shapeNames.set(name, shapeNames.size);
    return shapeNames.get(name)!;
  };
  let starts = 0;
  for (const offering of problem.offerings) {
    const needs = offering.needs.map(({ from, to, anyOf }) => {
      const window = { pool: poolOf(anyOf), from: from / clock.atomMinutes, to: to / clock.atomMinutes };
      return { ...window, shape: shapeOf(window.pool, window.from, window.to) };
    });
    tracks.push({
      base: starts,
      dayFrom: dayIndex(offering, starts, clock),
      atom: offering.starts.map((start) => clock.atomFrom(start)),
      time: timesOf(offering, times),
      needs,
      length: offering.durationMinutes / clock.atomMinutes,
      entangled: areEntangled(needs, pools),
    });
    starts += offering.starts.length;
  }
  const resourceLanes = problem.resources.reduce((sum, { lanes }) => sum + lanes.length, 0);
  const patients = patientsWithSeveral(problem);
  const asks = problem.requests.map((_, at) => askOf(problem, at, { clock, times, tracks, patients, resourceLanes }));
  const { trackOf, dayOf } = whoseStarts(problem, starts, clock);
  const lanes = resourceLanes + patients.size;
  const shapes = shapesOf(tracks, clock);
  const isEntangled = tracks.some(({ entangled }) => entangled);
  return {
    problem,
    clock,
    pools,
    ceilings,
    tracks,
    shapes,
    isEntangled,
    asks,
    starts,
    trackOf,
    dayOf,
    resourceLanes,
    lanes,
  };
}

function weekTimes({ offerings }: Problem): WeekTimes {
  let step = 1440;
  for (const { minutes } of offerings)
    for (const minute of minutes) for (let rest = minute; rest > 0;) [step, rest] = [rest, step % rest];
  return { stepMinutes: step, perDay: 1440 / step, used: new Uint8Array(7 * (1440 / step)) };
}

/** By start: its time of the week, which is in use from then on. */
function timesOf({ days, minutes }: Offering, { stepMinutes, perDay, used }: WeekTimes): Int16Array {
  const times = Int16Array.from(minutes, (minute, i) => (isoWeekday(days[i]!) - 1) * perDay + minute / stepMinutes);
  for (const time of times) used[time] = 1;
  return times;
}

function dayIndex({ days }: Offering, base: number, clock: Clock): Int32Array {
  const index = new Int32Array(clock.days + 1);
  let at = 0;
  for (let day = 0; day <= clock.days; day++) {
    while (at < days.length && days[at]! - clock.firstDay < day) at++;
    index[day] = base + at;
  }
  return index;
}

function whoseStarts({ offerings }: Problem, starts: number, { firstDay }: Clock) {
  const trackOf = new Int16Array(starts);
  const dayOf = new Int16Array(starts);
  let at = 0;
  for (const [track, { days }] of offerings.entries())
    for (const day of days) {
      trackOf[at] = track;
      dayOf[at++] = day - firstDay;
    }
  return { trackOf, dayOf };
}

/** Patients who could stand in their own way, with the lane of each. */
function patientsWithSeveral({ requests }: Problem): Map<string, number> {
  const seen = new Set<string>();
  const several = new Map<string, number>();
  for (const { patientId } of requests)
    if (seen.has(patientId)) several.set(patientId, several.get(patientId) ?? several.size);
    else seen.add(patientId);
  return several;
}

function areEntangled(needs: Track["needs"], pools: readonly Pool[]): boolean {
  return needs.some((one, i) =>
    needs.some(
      (other, j) =>
        j > i &&
        one.from < other.to &&
        other.from < one.to &&
        pools[one.pool]!.members.some((member) => pools[other.pool]!.members.includes(member)),
    ),
  );
}
