import type { Placement } from "../api/types.ts";
import { compareInstants, minutesBetween } from "../text/days.ts";

/** One service of a day, and what lies between it and the one before: waiting, and the way there. */
export interface Stop {
  placement: Placement;
  starts_at: string;
  ends_at: string;
  waiting: number;
  walking: number;
}

/** The services of an itinerary in time order. What the way does not take of the time between two of them is waiting. */
export function stopsOf(placements: readonly Placement[]): Stop[] {
  const placed = placements.flatMap((placement) => {
    const { starts_at, ends_at } = placement;
    return starts_at && ends_at ? [{ placement, starts_at, ends_at }] : [];
  });
  placed.sort((one, other) => compareInstants(one.starts_at, other.starts_at));
  return placed.map((stop, i) => {
    const before = placed[i - 1];
    if (!before) return { ...stop, waiting: 0, walking: 0 };
    const between = Math.max(0, minutesBetween(before.ends_at, stop.starts_at));
    const walking = Math.min(between, minutesOf(stop.placement, "walking"));
    return { ...stop, waiting: between - walking, walking };
  });
}

const minutesOf = ({ reasons }: Placement, code: "walking") =>
  [...reasons.given_up, ...reasons.met].find((remark) => remark.code === code)?.minutes ?? 0;
