import type { Temporal } from "temporal-polyfill";

/** A working half day of which the weekday is known and the date is not. */
export interface HalfDay {
  session: string;
  /** 1 = Monday. */
  weekday: number;
  /** 1 = January; null where the source names none. */
  month: number | null;
  /** Its place in the day: 0 for the first half. */
  half: number;
}

export interface DatedHalfDays {
  dates: Map<string, Temporal.PlainDate>;
  /** Sessions that got their weekday but not their month. */
  misfits: string[];
}

/** A month that is named lies within a season of the session before; what would lie farther is a slip in the source. */
const farthestDays = 92;

/**
 * Gives half days dates in their order: each the first date after the one before that has its weekday and lies in its month,
 * from `first` on.
 *
 * A later half that directly follows an earlier one of the same weekday and month shares its date. Where the month has no such
 * weekday left within a season, the weekday wins over the month, and the session is named among the misfits.
 */
export function dateHalfDays(halfDays: readonly HalfDay[], first: Temporal.PlainDate): DatedHalfDays {
  const dates = new Map<string, Temporal.PlainDate>();
  const misfits: string[] = [];
  let last: HalfDay | null = null;
  let date = first.subtract({ days: 1 });
  for (const halfDay of halfDays) {
    if (!last || !continues(last, halfDay)) {
      const next = nextDate(date.add({ days: 1 }), halfDay);
      if (!next.inMonth) misfits.push(halfDay.session);
      date = next.date;
    }
    dates.set(halfDay.session, date);
    last = halfDay;
  }
  return { dates, misfits };
}

const continues = (before: HalfDay, after: HalfDay): boolean =>
  before.weekday === after.weekday && before.month === after.month && before.half < after.half;

function nextDate(
  from: Temporal.PlainDate,
  { weekday, month }: HalfDay,
): { date: Temporal.PlainDate; inMonth: boolean } {
  const soonest = from.add({ days: (weekday - from.dayOfWeek + 7) % 7 });
  for (let days = 0; days <= farthestDays; days += 7) {
    const date = soonest.add({ days });
    if (month === null || date.month === month) return { date, inMonth: true };
  }
  return { date: soonest, inMonth: false };
}
