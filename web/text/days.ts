import { Temporal } from "temporal-polyfill";
import { dateOf, dayBounds, localOf, toInstant } from "../../src/core/zones.ts";

/** Civil dates and wall times of the clinic, as text; instants as the API writes them. */

/** Today's date where the clinic is. */
export const todayIn = (zone: string): string => dateOf(Temporal.Now.instant(), zone).toString();

export const addDays = (date: string, days: number): string => Temporal.PlainDate.from(date).add({ days }).toString();

/** The seven dates that start with `first`. */
export const weekFrom = (first: string): string[] => Array.from({ length: 7 }, (_, index) => addDays(first, index));

/** 1 is Monday. */
export const isoWeekdayOf = (date: string): number => Temporal.PlainDate.from(date).dayOfWeek;

/** The first date of the week in which `date` lies, where weeks begin on `firstDay` (1 is Monday). */
export const weekStart = (date: string, firstDay: number): string =>
  addDays(date, -((isoWeekdayOf(date) - firstDay + 7) % 7));

/** The first instant of the date: later than midnight where a clock change skips that. */
export const dayStartIn = (date: string, zone: string): string =>
  dayBounds(Temporal.PlainDate.from(date), zone).startsAt.toString();

export const dateIn = (instant: string, zone: string): string =>
  dateOf(Temporal.Instant.from(instant), zone).toString();

/** `2026-11-21T09:30` as the clinic's clock shows the instant. */
export function wallOf(instant: string, zone: string): string {
  const { date, time } = localOf(Temporal.Instant.from(instant), zone);
  return date.toPlainDateTime(time).toString({ smallestUnit: "minute" });
}

/** The instant of a wall time (`2026-11-21T09:30`), or null where the clinic's clock skips it. */
export function instantOf(wall: string, zone: string): string | null {
  const at = Temporal.PlainDateTime.from(wall);
  return toInstant(at.toPlainDate(), at.toPlainTime(), zone)?.toString() ?? null;
}

/** The instant of a wall time; of one that the clock skips, the instant of the change. */
export const instantFrom = (wall: string, zone: string): string =>
  instantOf(wall, zone) ?? instantFrom(addWallMinutes(wall, 1), zone);

/** For sorting by time. As text, ….12Z comes behind ….124Z. */
export const compareInstants = (one: string, other: string): number => Temporal.Instant.compare(one, other);

export const minutesBetween = (from: string, to: string): number =>
  Math.round(Temporal.Instant.from(from).until(to).total("minutes"));

export const addWallMinutes = (wall: string, minutes: number): string =>
  Temporal.PlainDateTime.from(wall).add({ minutes }).toString({ smallestUnit: "minute" });

export const hourOf = (wall: string): number => Temporal.PlainDateTime.from(wall).hour;

export const isBefore = (one: string, other: string): boolean => Temporal.PlainDate.compare(one, other) < 0;

/** Whether the text is a date of the calendar, `YYYY-MM-DD`. */
export function isDate(text: unknown): text is string {
  if (typeof text !== "string" || !/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  try {
    Temporal.PlainDate.from(text);
    return true;
  } catch {
    return false;
  }
}

/** Whether the text is an instant as the API writes it. */
export function isInstant(text: unknown): text is string {
  if (typeof text !== "string") return false;
  try {
    Temporal.Instant.from(text);
    return true;
  } catch {
    return false;
  }
}

/**
 * The date that a person typed: day, month and year of four digits with anything but digits between them, or `YYYY-MM-DD`;
 * in Latin or Arabic digits. Null while it is no date of the calendar.
 */
export function typedDate(text: string): string | null {
  const latin = text.trim().replaceAll(/[٠-٩]/g, (digit) => String(digit.charCodeAt(0) - 0x660));
  const [, day = "", month = "", year = ""] = /^(\d{1,2})\D(\d{1,2})\D(\d{4})$/.exec(latin) ?? [];
  const date = day ? `${year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}` : latin;
  return isDate(date) ? date : null;
}

/** How far the clinic's clock is from UTC at this moment, such as `+02:00`. */
export const offsetNow = (zone: string): string => Temporal.Now.zonedDateTimeISO(zone).offset;
