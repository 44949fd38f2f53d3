import type { Span } from "./phase-span.ts";

/** The minutes that a time line shows: the service and its buffers, 0 being the service's first minute. */
export interface Ruler {
  from: number;
  to: number;
}

export interface Drawn {
  duration: number;
  before: number;
  after: number;
  phases: readonly Span[];
}

/** Also as long as what sticks out of the service, so that a mistake is seen and can be pulled back. */
export function rulerOf({ duration, before, after, phases }: Drawn): Ruler {
  const ends = phases.map(({ ends_minute }) => ends_minute);
  return { from: -before, to: Math.max(duration + after, 1, ...ends) };
}

/** Where a stretch lies on the ruler, in percent of its length from its start. */
export function placeOn({ from, to }: Ruler, starts: number, ends: number): { start: number; length: number } {
  const percent = (minutes: number) => (100 * minutes) / (to - from);
  return { start: percent(starts - from), length: percent(Math.max(0, ends - starts)) };
}

const steps = [1, 2, 5, 10, 15, 30, 60, 120, 240];

/** Minutes to write below the line: the first, the last, and not too many between them. */
export function ticksOf(duration: number): number[] {
  const step = steps.find((minutes) => duration / minutes <= 8) ?? 240;
  const ticks = [];
  for (let minute = 0; minute < duration - step / 2; minute += step) ticks.push(minute);
  return [...ticks, duration];
}
