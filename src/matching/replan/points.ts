import type { Choice } from "./choices.ts";
import { listOf } from "./lists.ts";
import { spacingSets } from "./spacing-sets.ts";

/**
 * What choices are about, as points of which nobody may have one that somebody else has: two choices of different jobs exclude each
 * other exactly when they have a point in common. Points that only one job wants are left out.
 */
export interface Points {
  count: number;
  /** The points of each choice. */
  of: readonly Int32Array[];
  /** The choices at each point. */
  at: readonly (readonly number[])[];
}

export function pointsOf(choices: readonly Choice[], jobOf: ArrayLike<number>): Points {
  const sets = [...spansOf(choices).flatMap(fullestOf), ...spacingSets(choices, jobOf)];
  const at = sets.filter((own) => own.some((index) => jobOf[index] !== jobOf[own[0]!]));
  const of: number[][] = choices.map(() => []);
  for (const [point, own] of at.entries()) for (const index of own) of[index]!.push(point);
  return { count: at.length, of: of.map((points) => Int32Array.from(points)), at };
}

interface Span {
  index: number;
  from: number;
  to: number;
}

/** The windows in which each unit is wanted; what comes before only where it is not the same. */
function spansOf(choices: readonly Choice[]): Span[][] {
  const ranges = new Map<string, Span[]>();
  const leads = new Map<string, Span[]>();
  const shares = new Set<string>();
  for (const [index, { takes }] of choices.entries())
    for (const { unit, range, lead } of takes) {
      listOf(ranges, unit).push({ index, from: range[0], to: range[1] });
      listOf(leads, unit).push({ index, from: lead[0], to: lead[1] });
      if (range[0] !== lead[0] || range[1] !== lead[1]) shares.add(unit);
    }
  return [...ranges.values(), ...[...shares].map((unit) => leads.get(unit)!)];
}

/** Who wants the unit at the minutes before somebody's end at which most do: two that overlap are together at one of them. */
function fullestOf(spans: readonly Span[]): number[][] {
  const events = [...spans].sort((a, b) => a.from - b.from);
  const sets: number[][] = [];
  let [here, firstEnd]: [Span[], number] = [[], Infinity];
  for (const span of events) {
    if (span.from >= firstEnd) {
      sets.push(indexesOf(here));
      here = here.filter(({ to }) => to > span.from);
      firstEnd = here.reduce((least, { to }) => Math.min(least, to), Infinity);
    }
    here.push(span);
    firstEnd = Math.min(firstEnd, span.to);
  }
  sets.push(indexesOf(here));
  return sets;
}

/** Each once: one choice may want a unit several times. */
const indexesOf = (spans: readonly Span[]): number[] => [...new Set(spans.map(({ index }) => index))];
