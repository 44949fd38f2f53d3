import type { ScheduleRule } from "../api/types.ts";
import { breakMinutesOf, dayMinutes, endMinuteOf, minuteOf, timeOf } from "./wall-minutes.ts";

export const snapMinutes = 15;
const shortest = snapMinutes;

export type Grip = "whole" | "start" | "end";

export interface Pull {
  grip: Grip;
  /** Columns towards later dates. */
  days: number;
  minutes: number;
}

/** What a drag changes of a rule. */
export type Pulled = Pick<ScheduleRule, "weekday" | "start_local" | "end_local" | "breaks">;

export const snap = (minute: number): number => Math.round(minute / snapMinutes) * snapMinutes;

/** What a drag of a window, or of one of its ends, makes of its rule; null when it leaves it as it is. */
export function pulled(rule: ScheduleRule, pull: Pull): Pulled | null {
  const change = pull.grip === "whole" ? moved(rule, pull) : resized(rule, pull);
  const same = change.start_local === rule.start_local && change.end_local === rule.end_local;
  return same && change.weekday === rule.weekday ? null : change;
}

/** A window that moves takes its breaks along. It begins on the date on which it is dropped. */
function moved(rule: ScheduleRule, { days, minutes }: Pull): Pulled {
  const start = minuteOf(rule.start_local);
  const by = clamp(minutes, -start, dayMinutes - snapMinutes - start);
  const shift = (time: string) => timeOf(minuteOf(time) + by);
  return {
    weekday: ((((rule.weekday - 1 + days) % 7) + 7) % 7) + 1,
    start_local: shift(rule.start_local),
    end_local: shift(rule.end_local),
    breaks: rule.breaks.map(({ start_local, end_local, label }) => ({
      start_local: shift(start_local),
      end_local: shift(end_local),
      label,
    })),
  };
}

/** A window that gets shorter loses what of its breaks no longer lies within it. */
function resized(rule: ScheduleRule, { grip, minutes }: Pull): Pulled {
  let [start, end] = [minuteOf(rule.start_local), endMinuteOf(rule)];
  if (grip === "start") start = clamp(start + minutes, 0, Math.min(end - shortest, dayMinutes - snapMinutes));
  else end = clamp(end + minutes, start + shortest, start + dayMinutes - snapMinutes);
  const breaks = rule.breaks.flatMap((pause) => {
    const own = breakMinutesOf(pause, rule);
    const [from, to] = [Math.max(own.from, start), Math.min(own.to, end)];
    return from < to ? [{ start_local: timeOf(from), end_local: timeOf(to), label: pause.label }] : [];
  });
  return { weekday: rule.weekday, start_local: timeOf(start), end_local: timeOf(end), breaks };
}

const clamp = (value: number, least: number, most: number) => Math.min(most, Math.max(least, value));
