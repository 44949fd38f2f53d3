import { lateCost } from "../costs.ts";
import type { Ask } from "./ask.ts";
import type { Board } from "./board.ts";
import type { DayTable } from "./day-table.ts";
import type { Layer } from "./predecessors.ts";
import type { Windows } from "./windows.ts";

const dearest = 0xffff;

/**
 * Raises `floors` to what the cheapest series through each cell of a table costs, whole points rounded down, from the layers of a
 * search over that table. By cell, counted from the request's first day. Only of requests without sessions that are booked.
 */
export function raiseFloors(
  { problem, clock }: Board,
  ask: Ask,
  floors: Uint16Array,
  { table, layers, windows }: { table: DayTable; layers: readonly Layer[]; windows: Windows },
): void {
  const { who, sessions, first } = ask;
  const least = new Float64Array(floors.length).fill(Infinity);
  let behind = new Float64Array(0); // what a cell costs as the next session, and all after it
  for (let j = sessions; j >= 1; j--) {
    const here = new Float64Array((ask.end - first) * (who + 1)).fill(Infinity);
    for (let day = windows.from[j]!; day < windows.to[j]!; day++) {
      const late = lateCost(ask.demand, problem.weights, j, day + clock.firstDay);
      const row = (day - first) * (who + 1);
      for (let by = 0; by < who; by++) {
        const ahead = layers[j]!.cost[day * (who + 1) + by]!;
        if (ahead === Infinity) continue;
        let rest = (sessions - j) * ask.unplaced;
        const to = j === sessions ? 0 : Math.min(windows.to[j + 1]! - 1, day + ask.most);
        for (let next = Math.max(windows.from[j + 1] ?? 0, day + ask.fewest); next <= to; next++) {
          const at = (next - first) * (who + 1);
          const cheapest = Math.min(behind[at + by]!, behind[at + who]! + problem.weights.continuity);
          rest = Math.min(rest, cheapest + ask.gap[next - day]!);
        }
        const cell = (day - first) * who + by;
        least[cell] = Math.min(least[cell]!, ahead + rest);
        here[row + by] = table.cost[day * who + by]! + late + rest;
        here[row + who] = Math.min(here[row + who]!, here[row + by]!);
      }
    }
    behind = here;
  }
  for (let cell = 0; cell < floors.length; cell++) floors[cell] = Math.min(dearest, Math.floor(least[cell]!));
}
