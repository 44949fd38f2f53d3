import type { Utilization } from "../api/types.ts";

type Resource = Pick<Utilization["resources"][number], "days">;

/** Which share of its working time each was booked for on a date; null where it did not work. */
export interface DayRow {
  date: string;
  shares: (number | null)[];
}

/** The dates on which any of them worked, in their order, with the share of each. */
export function byDay(resources: readonly Resource[]): DayRow[] {
  const rows = new Map<string, (number | null)[]>();
  for (const [index, { days }] of resources.entries()) {
    for (const { date, working_minutes: working, booked_minutes: booked } of days) {
      if (working === 0) continue;
      const shares = rows.get(date) ?? resources.map(() => null);
      shares[index] = booked / working;
      rows.set(date, shares);
    }
  }
  return [...rows]
    .map(([date, shares]) => ({ date, shares }))
    .toSorted((one, other) => one.date.localeCompare(other.date));
}
