import { gapCost, offeringCost, patternCost, unplacedCost } from "../costs.ts";
import type { Demand, Problem } from "../problem.ts";
import type { Clock } from "./clock.ts";
import type { Track, WeekTimes } from "./track.ts";

/** A request as the search sees it: what its sessions cost is in tables. Days count from the board's first. */
export interface Ask {
  at: number;
  demand: Demand;
  sessions: number;
  unplaced: number;
  /** The first day, and the one after the last. */
  first: number;
  end: number;
  /** Days between two sessions, at least and at most, and what each number of them costs from 0 on. */
  fewest: number;
  most: number;
  gap: Float64Array;
  /** Beyond these many days between, one more always costs this. */
  steady: number;
  stepCost: number;
  /** Sessions that are booked: the day, and who gives it: -1 where that is not known, -2 for somebody who gives no other. */
  fixed: readonly { day: number; who: number }[];
  /** Its tracks, what all starts of one cost, and who of `who` gives it. */
  tracks: Int16Array;
  trackCost: Int32Array;
  whoOf: Int16Array;
  who: number;
  /** What a time of the week costs, for each of `who`; null where nothing was wished for. */
  patterns: readonly Int32Array[] | null;
  /** When the patient is elsewhere, in minutes. */
  busy: Demand["busy"];
  busyDays: ReadonlySet<number>;
  /** Of a patient with several requests. */
  patientLane: number;
}

interface Around {
  clock: Clock;
  times: WeekTimes;
  tracks: readonly Track[];
  patients: ReadonlyMap<string, number>;
  resourceLanes: number;
}

export function askOf(problem: Problem, at: number, { clock, times, patients, resourceLanes }: Around): Ask {
  const demand = problem.requests[at]!;
  const who = [...new Set(demand.offerings.map((one) => problem.offerings[one]!.practitionerId))];
  const first = Math.max(0, demand.earliestDay - clock.firstDay);
  const end = Math.min(clock.days, demand.latestDay - clock.firstDay + 1);
  const steady = Math.max(demand.minDaysBetween, demand.preferredDaysBetween ?? 0);
  const patient = patients.get(demand.patientId);
  return {
    at,
    demand,
    sessions: demand.ticketIds.length,
    unplaced: unplacedCost(demand, problem.weights),
    first,
    end: Math.max(first, end),
    fewest: demand.minDaysBetween,
    most: demand.maxDaysBetween ?? Infinity,
    gap: new Float64Array(Math.max(clock.days, steady) + 2).map((_, days) => gapCost(demand, problem.weights, days)),
    steady,
    stepCost: demand.preferredDaysBetween === null ? 0 : problem.weights.gap_day,
    fixed: fixedOf(demand, clock, who),
    tracks: Int16Array.from(demand.offerings),
    trackCost: Int32Array.from(demand.offerings, (one) => offeringCost(problem, demand, one)),
    whoOf: Int16Array.from(demand.offerings, (one) => who.indexOf(problem.offerings[one]!.practitionerId)),
    who: who.length,
    patterns: demand.patterns.length === 0 ? null : patternTables(problem, demand, who, times),
    busy: demand.busy,
    busyDays: busyDays(demand, clock),
    patientLane: patient === undefined ? -1 : resourceLanes + patient,
  };
}

function fixedOf(demand: Demand, { firstDay }: Clock, who: readonly (string | null)[]): Ask["fixed"] {
  const fixed = demand.fixedDays.map((day, i) => {
    const by = demand.fixedPractitionerIds?.[i];
    return { day: day - firstDay, who: by === undefined ? -1 : who.includes(by) ? who.indexOf(by) : -2 };
  });
  return fixed.sort((a, b) => a.day - b.day);
}

/** Practitioners whom no pattern names cost the same, and share a table. */
function patternTables(problem: Problem, demand: Demand, who: readonly (string | null)[], times: WeekTimes) {
  const named = new Set(demand.patterns.map(({ practitionerId }) => practitionerId));
  const table = (practitionerId: string | null) =>
    new Int32Array(times.used.length).map((_, time) => {
      if (times.used[time] === 0) return 0;
      const weekday = Math.floor(time / times.perDay) + 1;
      const minute = (time % times.perDay) * times.stepMinutes;
      return patternCost(demand, problem.weights, weekday, minute, practitionerId);
    });
  const others = table(null);
  return who.map((one) => (one !== null && named.has(one) ? table(one) : others));
}

/** Days on which somebody who is elsewhere may be in the way; a start of the day before may reach into it. */
function busyDays({ busy }: Demand, { firstDay }: Clock): ReadonlySet<number> {
  const days = new Set<number>();
  // The local day is at most a day away from that of the epoch minutes, and what starts may last until the next.
  for (const [start, end] of busy)
    for (let day = Math.floor(start / 1440) - 2; day <= Math.floor(end / 1440) + 1; day++) days.add(day - firstDay);
  return days;
}
