import { Temporal } from "temporal-polyfill";
import type { Fault } from "../core/errors.ts";
import { overlaps, type Range } from "../core/ranges.ts";
import { minuteOfDay } from "./weekly-rule.ts";

/** What of a schedule rule can be wrong by itself; times are wall-clock `HH:MM`. */
export interface RuleHours {
  start_local: string;
  end_local: string;
  slot_minutes: number;
  valid_from: Temporal.PlainDate | null;
  valid_to: Temporal.PlainDate | null;
  breaks: readonly { start_local: string; end_local: string }[];
}

/** The page has words for each. */
export type HoursFault =
  "window_empty" | "dates_backwards" | "slot_too_long" | "break_empty" | "break_outside" | "break_overlaps";

const minutesPerDay = 1440;

/**
 * Everything that is wrong with a rule's hours, each with a pointer to its field; empty when it can stand.
 *
 * A rule or break whose end is not after its start runs past midnight; both ends equal mean nothing at all.
 */
export function faultsOfHours(rule: RuleHours): Fault[] {
  if (rule.start_local === rule.end_local)
    return [wrong("window_empty", "/end_local", "The window is empty. Write a whole day as two rules.")];
  const window = windowOf(rule);
  return [...datesFaults(rule), ...slotFaults(rule.slot_minutes, window), ...breakFaults(rule.breaks, window)];
}

function datesFaults({ valid_from: from, valid_to: to }: RuleHours): Fault[] {
  const backwards = from !== null && to !== null && Temporal.PlainDate.compare(to, from) < 0;
  return backwards ? [wrong("dates_backwards", "/valid_to", "The last date lies before the first.")] : [];
}

function slotFaults(slotMinutes: number, [opens, closes]: Range): Fault[] {
  return slotMinutes > closes - opens
    ? [wrong("slot_too_long", "/slot_minutes", `A slot is longer than the window of ${closes - opens} minutes.`)]
    : [];
}

function breakFaults(breaks: RuleHours["breaks"], [opens, closes]: Range): Fault[] {
  const ranges = breaks.map((pause) => breakWithin(pause, opens));
  return ranges.flatMap((range, i) => {
    const [start, end] = range;
    if (start === end) return [wrong("break_empty", `/breaks/${i}/end_local`, "The break is empty.")];
    if (start >= closes)
      return [wrong("break_outside", `/breaks/${i}/start_local`, "The break does not start within its rule.")];
    if (end > closes) return [wrong("break_outside", `/breaks/${i}/end_local`, "The break ends after its rule.")];
    const overlapped = ranges.slice(0, i).some((earlier) => overlaps(earlier, range));
    return overlapped ? [wrong("break_overlaps", `/breaks/${i}/start_local`, "The break overlaps another one.")] : [];
  });
}

/** The window in minutes of its first day; an end past midnight exceeds 1440. */
function windowOf({ start_local: start, end_local: end }: RuleHours): Range {
  const opens = minuteOfDay(start);
  const closes = minuteOfDay(end);
  return [opens, closes < opens ? closes + minutesPerDay : closes];
}

/** A break that starts before its rule's hour belongs to the night after. */
function breakWithin({ start_local: from, end_local: to }: RuleHours["breaks"][number], opens: number): Range {
  const start = minuteOfDay(from) < opens ? minuteOfDay(from) + minutesPerDay : minuteOfDay(from);
  const length = (minuteOfDay(to) - minuteOfDay(from) + minutesPerDay) % minutesPerDay;
  return [start, start + length];
}

const wrong = (code: HoursFault, pointer: string, detail: string): Fault => ({ pointer, code, detail });
