import { Temporal } from "temporal-polyfill";
import type { HolidaysTypes } from "date-holidays";
import { overlaps, type Range } from "../core/ranges.ts";
import { dayBounds } from "../core/zones.ts";

export interface Holiday {
  /** The civil date that the country keeps. */
  date: Temporal.PlainDate;
  days: number;
  name: string;
  names: { en: string; local: string };
  kind: HolidaysTypes.HolidayType;
}

/** Days on which a clinic is closed for a holiday. */
export interface Closure {
  id: string;
  starts_at: Temporal.Instant;
  ends_at: Temporal.Instant;
}

type Celebration = Pick<HolidaysTypes.Holiday, "date" | "start" | "end" | "name" | "type" | "rule">;

const hourMs = 3_600_000;

/**
 * Holidays out of the library's answers in two languages, in its order. What has no English name keeps its local one.
 *
 * The library lets the days of some calendars begin at sunset. They count here as countries publish them: from midnight after
 * that sunset. Half a day is the day on which it lies.
 */
export function holidaysOf(local: readonly Celebration[], english: readonly Celebration[]): Holiday[] {
  const inEnglish = new Map(english.map((one) => [keyOf(one), one.name]));
  return local.map((one) => ({
    date: Temporal.PlainDate.from(one.date.slice(0, 10)),
    days: daysOf(one),
    name: one.name,
    names: { en: inEnglish.get(keyOf(one)) ?? one.name, local: one.name },
    kind: one.type,
  }));
}

// One rule can meet a year twice: twelve lunar months are shorter than it.
const keyOf = ({ rule, date }: Celebration): string => `${date} ${rule}`;

/** Whole days; a clock change may take an hour of them. */
function daysOf({ start, end }: Celebration): number {
  const hours = (end.getTime() - start.getTime()) / hourMs;
  return Math.max(1, Math.floor((hours + 1) / 24));
}

/**
 * The first of the closures that has a part in the holiday, in the clinic's zone, or null: one that somebody confirmed for half
 * a day is confirmed.
 */
export function closureOf({ date, days }: Holiday, closures: readonly Closure[], zone: string): string | null {
  const holiday = epochMsOf(dayBounds(date, zone).startsAt, dayBounds(date.add({ days }), zone).startsAt);
  return closures.find((one) => overlaps(epochMsOf(one.starts_at, one.ends_at), holiday))?.id ?? null;
}

const epochMsOf = (from: Temporal.Instant, to: Temporal.Instant): Range => [
  from.epochMilliseconds,
  to.epochMilliseconds,
];
