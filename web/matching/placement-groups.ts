import type { Placement } from "../api/types.ts";
import { dateIn } from "../text/days.ts";

/** What is seen of a plan at a time. */
export const views = ["all", "proposed", "refused", "unplaced", "committed"] as const;
export type View = (typeof views)[number];

export type Counts = Record<View, number>;

export function countsOf(placements: readonly Placement[]): Counts {
  const counts: Counts = { all: placements.length, proposed: 0, refused: 0, unplaced: 0, committed: 0 };
  for (const placement of placements) {
    const standing = standingOf(placement);
    if (standing !== "undone") counts[standing] += 1;
  }
  return counts;
}

/** Where it has come: what could not be had and is booked elsewhere is booked. */
const standingOf = ({ status, instead_at }: Placement): Placement["status"] =>
  status === "refused" && instead_at ? "committed" : status;

export const inView = (placements: readonly Placement[], view: View): Placement[] =>
  placements.filter((placement) => view === "all" || standingOf(placement) === view);

/** By date at the clinic and time; those without a time come last, under null. */
export function byDate(placements: readonly Placement[], zone: string): Map<string | null, Placement[]> {
  const days = new Map<string | null, Placement[]>();
  const timeOf = ({ starts_at }: Placement) => (starts_at === null ? Infinity : Date.parse(starts_at));
  for (const placement of placements.toSorted((one, other) => order(timeOf(one), timeOf(other)))) {
    const date = placement.starts_at && dateIn(placement.starts_at, zone);
    const known = days.get(date);
    if (known) known.push(placement);
    else days.set(date, [placement]);
  }
  return days;
}

const order = (one: number, other: number) => (one === other ? 0 : one - other);
