import { inTimeOrder, type Session, type Spot } from "./costs.ts";
import type { Demand, Offering, Problem } from "./problem.ts";

/** A session among those of its request. */
export interface Placing {
  problem: Problem;
  demand: Demand;
  offering: Offering;
  day: number;
  minute: number;
  /** Which session it is, counted from 1. */
  k: number;
  before: Session | undefined;
  after: Session | undefined;
}

export function placingOf(problem: Problem, demand: Demand, spots: readonly Spot[], i: number): Placing {
  const { offering: index, start } = spots[i]!;
  const offering = problem.offerings[index]!;
  const sessions = inTimeOrder(problem, demand, spots);
  const at = sessions.findIndex(({ spot }) => spot === i);
  return {
    problem,
    demand,
    offering,
    day: offering.days[start]!,
    minute: offering.minutes[start]!,
    k: at + 1,
    before: sessions[at - 1],
    after: sessions[at + 1],
  };
}

/** The neighbours with which this session pays for what they cost together: the one before, and one after it that is booked. */
export const paidFor = ({ before, after }: Placing): Session[] =>
  [before, after?.spot === null ? after : undefined].filter((session) => session !== undefined);

/** The first day on which nothing would have to be paid for being late. */
export function dueDay({ demand, k }: Placing): number {
  return demand.earliestDay + (k - 1) * (demand.preferredDaysBetween ?? demand.minDaysBetween);
}

/** The days on which the session may be beside its neighbours, both included. */
export function allowedDays({ demand, before, after }: Placing): [first: number, last: number] {
  const { earliestDay, latestDay, minDaysBetween: min, maxDaysBetween: max } = demand;
  return [
    Math.max(earliestDay, before ? before.day + min : -Infinity, after && max !== null ? after.day - max : -Infinity),
    Math.min(latestDay, after ? after.day - min : Infinity, before && max !== null ? before.day + max : Infinity),
  ];
}
