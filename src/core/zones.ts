/**
 * The one place where wall time becomes an instant, and back.
 *
 * A wall time that a clock change skips has no instant (null); one that happens twice means its first occurrence.
 * Single values and loops of a hundred thousand read the same tables of a zone's clock changes, made once per zone and
 * decade from Temporal's data and tested against Temporal. For years outside the tables Temporal itself is asked: slower,
 * with the same answer.
 *
 * Zones are IANA names; an unknown one throws RangeError, so ask `isTimeZone` at the edge. Epoch minutes and epoch days
 * count from 1970-01-01T00:00Z and are negative before it.
 */
import { Temporal } from "temporal-polyfill";

const MS_PER_MINUTE = 60_000;
const NS_PER_MINUTE = 60_000_000_000;
const MINUTES_PER_DAY = 1_440;
const MS_PER_DAY = MINUTES_PER_DAY * MS_PER_MINUTE;

/**
 * Whether Temporal knows this IANA name, in IANA's own spelling (not `europe/athens`), so that names can be compared.
 *
 * An offset such as `+02:00` is no zone: it has no summer.
 */
export function isTimeZone(name: string): boolean {
  if (!/^[A-Z]/.test(name)) return false;
  try {
    return new Temporal.ZonedDateTime(0n, name).timeZoneId === name;
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}

/** The instant at which clocks in `zone` first show this date and time, or null when they skip it. */
export function toInstant(date: Temporal.PlainDate, time: Temporal.PlainTime, zone: string): Temporal.Instant | null {
  const day = epochDayOf(date);
  if (!isTabledDay(day)) return firstOccurrence(date.toPlainDateTime(time), zone);
  const minute = wallToMinute(day, time.hour * 60 + time.minute, zone);
  if (minute === null) return null;
  const start = instantOfMinute(minute);
  const { second: seconds, millisecond: milliseconds, microsecond: microseconds, nanosecond: nanoseconds } = time;
  if (!(seconds || milliseconds || microseconds || nanoseconds)) return start;
  // Clocks change on whole minutes, so the rest of a minute exists when its start does.
  return start.add({ seconds, milliseconds, microseconds, nanoseconds });
}

/** What calendar and clock show in `zone` at this instant, to the nanosecond. */
export function localOf(at: Temporal.Instant, zone: string): { date: Temporal.PlainDate; time: Temporal.PlainTime } {
  const ms = at.epochMilliseconds;
  const ns = Number(at.epochNanoseconds - BigInt(ms) * 1_000_000n);
  // The UTC fields of this Date are the local ones.
  const wall = new Date(ms + offsetAt(epochMinuteOf(at), zone) * MS_PER_MINUTE);
  return {
    date: new Temporal.PlainDate(wall.getUTCFullYear(), wall.getUTCMonth() + 1, wall.getUTCDate()),
    time: new Temporal.PlainTime(
      wall.getUTCHours(),
      wall.getUTCMinutes(),
      wall.getUTCSeconds(),
      wall.getUTCMilliseconds(),
      Math.floor(ns / 1_000),
      ns % 1_000,
    ),
  };
}

/** What the calendar shows in `zone` at this instant. */
export function dateOf(at: Temporal.Instant, zone: string): Temporal.PlainDate {
  return dateOfEpochDay(localDayOfMinute(epochMinuteOf(at), zone));
}

/**
 * The civil day in `zone` as a half-open range: 23, 24 or 25 hours, rarely another length.
 *
 * It starts at the first instant of the date (01:00 where a clock change skips midnight), so the days of a zone follow
 * each other without gap or overlap. A date that the zone skipped wholly is empty: start = end.
 */
export function dayBounds(
  date: Temporal.PlainDate,
  zone: string,
): { startsAt: Temporal.Instant; endsAt: Temporal.Instant } {
  const startOf = (day: Temporal.PlainDate) => day.toZonedDateTime(zone).toInstant();
  return { startsAt: startOf(date), endsAt: startOf(date.add({ days: 1 })) };
}

/** Whole minutes since the epoch, rounded down. */
export function epochMinuteOf(at: Temporal.Instant): number {
  return Math.floor(at.epochMilliseconds / MS_PER_MINUTE);
}

/** The instant at which an epoch minute starts. */
export function instantOfMinute(minute: number): Temporal.Instant {
  return Temporal.Instant.fromEpochMilliseconds(minute * MS_PER_MINUTE);
}

/** The same instant as text, `2026-10-25T07:00:00Z`: where thousands are answered, Temporal's own text costs most of the answer. */
export function textOfMinute(minute: number): string {
  const day = Math.floor(minute / MINUTES_PER_DAY);
  if (day !== written.day) written = { day, text: new Date(day * MS_PER_DAY).toISOString().slice(0, -14) };
  return written.text + clockTexts[minute - day * MINUTES_PER_DAY]!;
}

/** The day that was written last, as `2026-10-25`: times come in order, and share it. */
let written = { day: NaN, text: "" };

const twoDigits = (count: number) => String(count).padStart(2, "0");
const clockTexts = Array.from(
  { length: MINUTES_PER_DAY },
  (_, minute) => `T${twoDigits(Math.floor(minute / 60))}:${twoDigits(minute % 60)}:00Z`,
);

/** Days from the epoch to this date. */
export function epochDayOf(date: Temporal.PlainDate): number {
  // Not Date.UTC, which reads the years 0 to 99 as 1900 to 1999.
  return new Date(0).setUTCFullYear(date.year, date.month - 1, date.day) / MS_PER_DAY;
}

/** The inverse of `epochDayOf`. */
export function dateOfEpochDay(day: number): Temporal.PlainDate {
  const utc = new Date(day * MS_PER_DAY);
  return new Temporal.PlainDate(utc.getUTCFullYear(), utc.getUTCMonth() + 1, utc.getUTCDate());
}

/** 1 = Monday to 7 = Sunday. */
export function isoWeekday(epochDay: number): 1 | 2 | 3 | 4 | 5 | 6 | 7 {
  // 1970-01-01 was a Thursday; the second modulo lifts the days before it.
  return (((((epochDay + 3) % 7) + 7) % 7) + 1) as 1 | 2 | 3 | 4 | 5 | 6 | 7;
}

/**
 * Epoch minute at which clocks in `zone` first show this minute of this day, or null when they skip it.
 *
 * Minutes run from 0; 1440 and more are the wall clock of the days after. Before 1973 some offsets had seconds: there
 * the result is rounded down to the minute.
 */
export function wallToMinute(epochDay: number, minuteOfDay: number, zone: string): number | null {
  const wall = epochDay * MINUTES_PER_DAY + minuteOfDay;
  const wallDay = Math.floor(wall / MINUTES_PER_DAY);
  if (!isTabledDay(wallDay)) {
    const at = firstOccurrence(new Temporal.PlainDateTime(1970, 1, 1).add({ minutes: wall }), zone);
    return at && epochMinuteOf(at);
  }
  const { starts, localEnds, offsets } = tableOf(zone, wallDay);
  const period = firstAbove(localEnds, wall);
  const minute = wall - offsets[period]!;
  return minute < starts[period]! ? null : minute;
}

/** The epoch day that the calendar shows in `zone` during this epoch minute. */
export function localDayOfMinute(minute: number, zone: string): number {
  return Math.floor((minute + offsetAt(minute, zone)) / MINUTES_PER_DAY);
}

/** What calendar and clock show in `zone` during this epoch minute, as the epoch minute at which UTC shows the same. */
export function wallMinuteOf(minute: number, zone: string): number {
  return Math.floor(minute + offsetAt(minute, zone));
}

/** What Temporal answers, for years outside the table. */
function firstOccurrence(wall: Temporal.PlainDateTime, zone: string): Temporal.Instant | null {
  const zoned = wall.toZonedDateTime(zone, { disambiguation: "earlier" });
  // Temporal moves a skipped time to one that exists; nobody asked for that one.
  return zoned.toPlainDateTime().equals(wall) ? zoned.toInstant() : null;
}

/**
 * Minutes by which clocks in `zone` are ahead of UTC during this epoch minute; with a fraction where they had seconds.
 */
function offsetAt(minute: number, zone: string): number {
  const day = Math.floor(minute / MINUTES_PER_DAY);
  if (!isTabledDay(day)) {
    return instantOfMinute(minute).toZonedDateTimeISO(zone).offsetNanoseconds / NS_PER_MINUTE;
  }
  const { ends, offsets } = tableOf(zone, day);
  return offsets[firstAbove(ends, minute)]!;
}

/**
 * The periods of a decade over which a zone keeps one offset, in order. Times are epoch minutes, offsets are minutes.
 *
 * `localEnds` are the ends as the period's own clock shows them. They ascend like the ends do, so the first occurrence
 * of a wall time is in the first period whose local end is after it, or nowhere.
 */
interface ZoneTable {
  readonly starts: Int32Array;
  readonly ends: Int32Array;
  readonly localEnds: Int32Array;
  readonly offsets: Int32Array;
}

const FIRST_DAY = epochDayOf(new Temporal.PlainDate(1973, 1, 1)); // from then on no zone's offset has seconds
const LAST_DAY = epochDayOf(new Temporal.PlainDate(2200, 12, 31)); // requests name years up to 2199
const DECADE_DAYS = 3_653;
const MARGIN_DAYS = 2; // a local day starts and ends up to a day before or after the UTC one
const NEVER = 2 ** 31 - 1;

function isTabledDay(day: number): boolean {
  return FIRST_DAY <= day && day <= LAST_DAY;
}

const tables = new Map<string, ZoneTable[]>();

/** Decade by decade: reading a whole century costs a server's first request in a zone a tenth of a second. */
function tableOf(zone: string, day: number): ZoneTable {
  let decades = tables.get(zone);
  if (!decades) tables.set(zone, (decades = []));
  const decade = Math.floor((day - FIRST_DAY) / DECADE_DAYS);
  return (decades[decade] ??= readTable(zone, FIRST_DAY + decade * DECADE_DAYS));
}

function readTable(zone: string, firstDay: number): ZoneTable {
  const limit = (firstDay + DECADE_DAYS + MARGIN_DAYS) * MINUTES_PER_DAY;
  let period = instantOfMinute((firstDay - MARGIN_DAYS) * MINUTES_PER_DAY).toZonedDateTimeISO(zone);
  const edges = [-NEVER];
  const offsets = [period.offsetNanoseconds / NS_PER_MINUTE];
  for (;;) {
    const next = period.getTimeZoneTransition("next");
    const start = next ? next.epochMilliseconds / MS_PER_MINUTE : NEVER;
    if (!next || start > limit) break;
    edges.push(start);
    offsets.push(next.offsetNanoseconds / NS_PER_MINUTE);
    period = next;
  }
  const ends = [...edges.slice(1), NEVER];
  return {
    starts: Int32Array.from(edges),
    ends: Int32Array.from(ends),
    localEnds: Int32Array.from(ends, (end, i) => (end === NEVER ? NEVER : end + offsets[i]!)),
    offsets: Int32Array.from(offsets),
  };
}

/** Index of the first value greater than `point`, where the last one always is. Binary search. */
function firstAbove(ascending: Int32Array, point: number): number {
  let low = 0;
  let high = ascending.length - 1;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (ascending[middle]! > point) high = middle;
    else low = middle + 1;
  }
  return low;
}
