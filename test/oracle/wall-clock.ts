import { Temporal } from "temporal-polyfill";

/** Wall time into minutes since the epoch, by asking Temporal each time: the second opinion on `src/core/zones.ts`. */

/** When clocks in `zone` first show this, or null when a change skips it. */
export function firstShown(wall: Temporal.PlainDateTime, zone: string): number | null {
  const question = `${wall.toString()} ${zone}`;
  if (!answers.has(question)) answers.set(question, askTemporal(wall, zone));
  return answers.get(question)!;
}

/** A thousand clinics ask the same again and again. */
const answers = new Map<string, number | null>();

function askTemporal(wall: Temporal.PlainDateTime, zone: string): number | null {
  const zoned = wall.toZonedDateTime(zone, { disambiguation: "earlier" });
  return zoned.toPlainDateTime().equals(wall) ? minuteOf(zoned) : null;
}

/** The same as a boundary of a window or break: one that a change skips lies at the change. */
export function boundaryAt(wall: Temporal.PlainDateTime, zone: string): number {
  const shown = firstShown(wall, zone);
  if (shown !== null) return shown;
  const beforeTheGap = wall.toZonedDateTime(zone, { disambiguation: "earlier" });
  return minuteOf(beforeTheGap.getTimeZoneTransition("next")!);
}

/** The first minute of a date. */
export function startOfDay(date: string, zone: string): number {
  return minuteOf(Temporal.PlainDate.from(date).toZonedDateTime(zone));
}

const minuteOf = (zoned: Temporal.ZonedDateTime): number => Math.floor(zoned.epochMilliseconds / 60_000);
