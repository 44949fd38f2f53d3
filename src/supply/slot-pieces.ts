import type { Temporal } from "temporal-polyfill";
import type { Range } from "../core/ranges.ts";
import { epochMinuteOf } from "../core/zones.ts";

/** Bookings of a resource wait while its slots are made: about as many as are made in a quarter of a second. */
const slotsAtOnce = 20_000;
const minutesPerDay = 1440;

/** Splits `[from, to)` (epoch minutes) into stretches of whole days that hold about as many slots as one transaction should make. */
export function piecesOf([from, to]: Range, slotsAWeek: number): Range[] {
  const days = Math.max(1, Math.floor((7 * slotsAtOnce) / Math.max(1, slotsAWeek)));
  const span = days * minutesPerDay;
  const count = Math.max(0, Math.ceil((to - from) / span));
  return Array.from({ length: count }, (_, i) => [from + i * span, Math.min(to, from + (i + 1) * span)]);
}

/** The minutes of an inventory: from yesterday, which is still today somewhere, to the UTC date before which slots are wanted. */
export function stretchOf(today: Temporal.PlainDate, until: Temporal.PlainDate): Range {
  return [minuteOf(today.subtract({ days: 1 })), minuteOf(until)];
}

const minuteOf = (date: Temporal.PlainDate): number => epochMinuteOf(date.toZonedDateTime("UTC").toInstant());
