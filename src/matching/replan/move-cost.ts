import type { Weights } from "../problem.ts";

/** Where and when, as a move is counted: minutes of the clinic's wall clock since the epoch. */
export interface Spot {
  wallMinute: number;
  practitionerId: string | null;
}

/** What a move gives up: whole days, minutes of the time of day, and whether somebody else gives it. */
export interface Distance {
  days: number;
  minutes: number;
  colleague: boolean;
}

export function distanceOf(was: Spot, is: Spot): Distance {
  const [before, after] = [was.wallMinute, is.wallMinute];
  return {
    days: Math.abs(Math.floor(after / 1440) - Math.floor(before / 1440)),
    minutes: Math.abs(timeOfDay(after) - timeOfDay(before)),
    colleague: is.practitionerId !== was.practitionerId,
  };
}

const timeOfDay = (wallMinute: number): number => wallMinute - Math.floor(wallMinute / 1440) * 1440;

/** What moving so far costs, in points. */
export const timeCost = ({ days, minutes }: Distance, weights: Weights): number =>
  days * weights.moved_day + Math.ceil(minutes / 60) * weights.moved_hour;

export const moveCost = (distance: Distance, weights: Weights): number =>
  timeCost(distance, weights) + (distance.colleague ? weights.colleague : 0);
