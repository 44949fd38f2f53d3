import type { Choice } from "./choices.ts";
import { listOf } from "./columns.ts";

/**
 * What choices are about, as points of which nobody may have one that somebody else has: for each unit, and either window of its
 * claims, the minutes at which some choice begins to take it. Two that overlap share the later of their beginnings.
 */
export interface Points {
  count: number;
  /** The points of each choice. */
  of: readonly Int32Array[];
  /** The choices at each point. */
  at: readonly (readonly number[])[];
}

export function pointsOf(choices: readonly Choice[]): Points {
  const of: number[][] = choices.map(() => []);
  let count = 0;
  for (const spans of spansOf(choices)) {
    const begins = [...new Set(spans.map(({ from }) => from))].sort((a, b) => a - b);
    const place = new Map(begins.map((minute, i) => [minute, i]));
    for (const { index, from, to } of spans)
      for (let i = place.get(from)!; i < begins.length && begins[i]! < to; i++) of[index]!.push(count + i);
    count += begins.length;
  }
  const at: number[][] = Array.from({ length: count }, () => []);
  for (const [index, points] of of.entries()) for (const point of points) at[point]!.push(index);
  return { count, of: of.map((points) => Int32Array.from(new Set(points))), at };
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
