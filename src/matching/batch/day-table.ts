import type { Ask } from "./ask.ts";
import type { Board } from "./board.ts";
import type { Occupancy } from "./occupancy.ts";
import { everyDay, type Windows } from "./windows.ts";

/** The cheapest start of each practitioner on each day, and what it costs: all that a series needs to know of starts. */
export interface DayTable {
  /** By day, then by `who`. Infinity where there is none. */
  cost: Float64Array;
  start: Int32Array;
}

/** Prices beyond those that are known already, and what is taken. */
export interface Terms {
  added?: Float64Array | null;
  free?: Occupancy | null;
}

export function dayTable(board: Board): DayTable {
  const size = board.clock.days * Math.max(1, ...board.asks.map(({ who }) => who));
  return { cost: new Float64Array(size), start: new Int32Array(size) };
}

/** Fills the table for one request. Whether it is free is asked only for a start that would be the cheapest of their day. */
export function fillTable(
  board: Board,
  ask: Ask,
  table: DayTable,
  { prices, added = null, free = null }: Terms & { prices: Float64Array },
  windows: Windows = everyDay(ask),
): void {
  const { who, whoOf, tracks, trackCost, patterns } = ask;
  const { first, end, days } = windows;
  table.cost.fill(Infinity, first * who, end * who);
  for (let i = 0; i < tracks.length; i++) {
    const at = tracks[i]!;
    const { dayFrom, time, base } = board.tracks[at]!;
    const by = whoOf[i]!;
    const wishes = patterns === null ? null : patterns[by]!;
    const same = trackCost[i]!;
    for (let day = first; day < end; day++) {
      const cell = day * who + by;
      if (days !== null && days[day] === 0) continue;
      let least = table.cost[cell]! - same;
      let best = -1;
      const to = dayFrom[day + 1]!;
      const isBusy = ask.busyDays.has(day);
      for (let start = dayFrom[day]!; start < to; start++) {
        let cost = prices[start]! + (added === null ? 0 : added[start]!);
        if (wishes !== null) cost += wishes[time[start - base]!]!;
        if (cost >= least) continue;
        if (isBusy && isElsewhere(board, ask, at, start)) continue;
        if (free !== null && !free.isFree(ask, start)) continue;
        least = cost;
        best = start;
        if (cost === 0) break;
      }
      if (best < 0) continue;
      table.cost[cell] = least + same;
      table.start[cell] = best;
    }
  }
}

/** Whether the patient is elsewhere then. */
export function isElsewhere({ problem, tracks }: Board, { busy }: Ask, track: number, start: number): boolean {
  const { starts, durationMinutes } = problem.offerings[track]!;
  const from = starts[start - tracks[track]!.base]!;
  return busy.some(([a, b]) => a < from + durationMinutes && from < b);
}
