import type { Range } from "../core/ranges.ts";
import { isoWeekday, localDayOfMinute, wallToMinute } from "../core/zones.ts";

/** A schedule rule as the evaluator reads it: minutes of a local day (an end past midnight exceeds 1440), dates as epoch days. */
export interface WeeklyRule {
  id: string;
  resourceId: string;
  clinicId: string;
  serviceId: string | null;
  roomId: string | null;
  weekday: number;
  startMinute: number;
  endMinute: number;
  timezone: string;
  validFrom: number | null;
  /** The last day on which it holds. */
  validTo: number | null;
  slotMinutes: number;
  lanes: number;
  priority: number;
  bufferBefore: number;
  bufferAfter: number;
  label: string | null;
  /** Of which session rule it is a part, if of one. */
  sessionRuleId?: string | null;
  breaks: readonly { startMinute: number; endMinute: number; label: string | null }[];
}

/** One dated occurrence of a rule, in epoch minutes. */
export interface WorkingWindow {
  rule: WeeklyRule;
  day: number;
  range: Range;
  breaks: readonly { range: Range; label: string | null }[];
}

const minutesPerDay = 1440;

/** Of a wall-clock time, `HH:MM`. */
export const minuteOfDay = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5));

/** The rule's windows that touch `[from, to)` (epoch minutes), in time order; a window that a clock change swallows is left out. */
export function windowsOf(rule: WeeklyRule, [from, to]: Range): WorkingWindow[] {
  const windows: WorkingWindow[] = [];
  // A shift past midnight that began the day before may still run.
  const first = Math.max(localDayOfMinute(from, rule.timezone) - 1, rule.validFrom ?? -Infinity);
  const last = Math.min(localDayOfMinute(to - 1, rule.timezone), rule.validTo ?? Infinity);
  for (let day = first + ((rule.weekday - isoWeekday(first) + 7) % 7); day <= last; day += 7) {
    const range = dated(day, rule.startMinute, rule.endMinute, rule.timezone);
    if (range[0] >= range[1] || range[1] <= from || range[0] >= to) continue;
    const breaks = rule.breaks.map(({ startMinute, endMinute, label }) => ({
      range: dated(day, startMinute, endMinute, rule.timezone),
      label,
    }));
    windows.push({ rule, day, range, breaks: breaks.filter(({ range: [start, end] }) => start < end) });
  }
  return windows;
}

/**
 * The starts of the window's slots, in time order: every `slotMinutes` of wall-clock time while a whole slot fits.
 *
 * A start that a clock change skips does not exist; one that happens twice happens once, the first time.
 */
export function slotStartsOf({ rule, day, range }: WorkingWindow): number[] {
  const starts: number[] = [];
  if (range[1] - range[0] === rule.endMinute - rule.startMinute) {
    // No clock change within: the wall clock runs like any other.
    for (let start = range[0]; start + rule.slotMinutes <= range[1]; start += rule.slotMinutes) starts.push(start);
    return starts;
  }
  for (let minute = rule.startMinute; minute + rule.slotMinutes <= rule.endMinute; minute += rule.slotMinutes) {
    const start = wallToMinute(day + Math.floor(minute / minutesPerDay), minute % minutesPerDay, rule.timezone);
    const fits = start !== null && start >= range[0] && start + rule.slotMinutes <= range[1];
    if (fits && start > (starts.at(-1) ?? -Infinity)) starts.push(start);
  }
  return starts;
}

const dated = (day: number, startMinute: number, endMinute: number, zone: string): Range => [
  boundary(day, startMinute, zone),
  boundary(day, endMinute, zone),
];

/** A boundary that a clock change skips lies at the change itself, the next minute that exists. */
function boundary(day: number, minute: number, zone: string): number {
  for (let wall = minute; ; wall++) {
    const found = wallToMinute(day + Math.floor(wall / minutesPerDay), wall % minutesPerDay, zone);
    if (found !== null) return found;
  }
}
