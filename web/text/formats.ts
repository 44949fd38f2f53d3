import { formatMinor } from "../../src/core/money.ts";
import type { Language } from "./language.ts";

export interface Formats {
  locale: string;
  number: (value: number) => string;
  minutes: (value: number) => string;
  minutesRange: (from: number, to: number) => string;
  /** Minutes written as hours, such as `7.5 hr`. */
  hours: (minutes: number) => string;
  days: (value: number) => string;
  percent: (basisPoints: number) => string;
  /** Minutes and seconds, such as `4:59`. */
  countdown: (seconds: number) => string;
  money: (minor: number, currency: string) => string;
  /** Wall-clock time of an instant at the clinic. */
  time: (instant: string) => string;
  timeRange: (from: string, to: string) => string;
  /** An instant with its date at the clinic. */
  moment: (instant: string) => string;
  /** The same to the second, for what follows closely on each other. */
  second: (instant: string) => string;
  /** A civil date, such as `Saturday, 21 November 2026`. */
  day: (date: string) => string;
  date: (date: string) => string;
  weekdayShort: (date: string) => string;
  dayOfMonth: (date: string) => string;
  month: (date: string) => string;
  year: (date: string) => string;
  dayMonth: (date: string) => string;
  /** `HH:MM` without a date. */
  clock: (time: string) => string;
  weekday: (isoWeekday: number) => string;
  /** Facts on one line, each kept in its own direction. */
  line: (facts: (string | null | undefined)[]) => string;
}

/**
 * How this clinic's people read numbers, money, dates and times: the language decides the words, the organization's country
 * the order and the digits, the clinic's zone the clock. Civil dates are shown as they are, without any zone.
 */
export function makeFormats(language: Language, country: string, zone: string): Formats {
  const locale = localeOf(language, country);
  const at = (options: Intl.DateTimeFormatOptions) => new Intl.DateTimeFormat(locale, { timeZone: zone, ...options });
  const civil = (options: Intl.DateTimeFormatOptions) => {
    const format = new Intl.DateTimeFormat(locale, { timeZone: "UTC", ...options });
    return (date: string) => format.format(new Date(`${date}T00:00Z`));
  };
  const number = new Intl.NumberFormat(locale);
  const unit = new Intl.NumberFormat(locale, { style: "unit", unit: "minute", unitDisplay: "short" });
  const inHours = new Intl.NumberFormat(locale, {
    style: "unit",
    unit: "hour",
    unitDisplay: "short",
    maximumFractionDigits: 1,
  });
  const inDays = new Intl.NumberFormat(locale, { style: "unit", unit: "day", unitDisplay: "long" });
  const percent = new Intl.NumberFormat(locale, { style: "percent", maximumFractionDigits: 2 });
  const twoDigits = new Intl.NumberFormat(locale, { minimumIntegerDigits: 2 });
  const time = at({ hour: "numeric", minute: "2-digit" });
  const clock = new Intl.DateTimeFormat(locale, { timeZone: "UTC", hour: "numeric", minute: "2-digit" });
  const moment = at({ dateStyle: "medium", timeStyle: "short" });
  const second = at({ dateStyle: "medium", timeStyle: "medium" });
  const weekday = civil({ weekday: "long" });
  return {
    locale,
    number: (value) => number.format(value),
    minutes: (value) => unit.format(value),
    // Of two that are the same, the range would be one with a sign for about.
    minutesRange: (from, to) => (from === to ? unit.format(from) : unit.formatRange(from, to)),
    hours: (minutes) => inHours.format(minutes / 60),
    days: (value) => inDays.format(value),
    percent: (basisPoints) => percent.format(basisPoints / 10_000),
    countdown: (seconds) => `${number.format(Math.floor(seconds / 60))}:${twoDigits.format(seconds % 60)}`,
    money: (minor, currency) => formatMinor(minor, currency, locale),
    time: (instant) => time.format(new Date(instant)),
    timeRange: (from, to) => time.formatRange(new Date(from), new Date(to)),
    moment: (instant) => moment.format(new Date(instant)),
    second: (instant) => second.format(new Date(instant)),
    day: civil({ weekday: "long", day: "numeric", month: "long", year: "numeric" }),
    date: civil({ dateStyle: "medium" }),
    weekdayShort: civil({ weekday: "short" }),
    dayOfMonth: civil({ day: "numeric" }),
    month: civil({ month: "short" }),
    year: civil({ year: "numeric" }),
    dayMonth: civil({ day: "numeric", month: "short" }),
    clock: (text) => clock.format(new Date(`2000-01-01T${text}Z`)),
    // 2024-01-01 was a Monday.
    weekday: (isoWeekday) => weekday(`2024-01-0${isoWeekday}`),
    line: (facts) => joined(facts, language === "ar" ? "، " : " · "),
  };
}

// A middle dot beside Arabic digits reads as one more zero, so Arabic has its comma.
function joined(facts: (string | null | undefined)[], separator: string): string {
  return facts
    .filter(Boolean)
    .map((fact) => `\u2068${fact}\u2069`)
    .join(separator);
}

function localeOf(language: Language, country: string): string {
  try {
    return new Intl.Locale(language, { region: country }).toString();
  } catch {
    return language;
  }
}

interface Week {
  /** ISO weekdays: 1 is Monday. */
  firstDay: number;
  weekend: number[];
}

/** The country's week. Browsers that cannot tell get Monday first. */
export function weekOf(locale: string): Week {
  const known = new Intl.Locale(locale) as Intl.Locale & { getWeekInfo?: () => Week };
  return known.getWeekInfo?.() ?? { firstDay: 1, weekend: [6, 7] };
}
