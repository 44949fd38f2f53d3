import { lateCost } from "../costs.ts";
import type { Ask } from "./ask.ts";
import type { Board } from "./board.ts";
import { type DayTable, fillTable } from "./day-table.ts";

const dearest = 0xffff;

/**
 * For session number j on a day, what any series with it costs at least: late days and gaps, and the cheapest start of each day at these
 * prices. Further prices and other requests only add to that, so a day whose floor is above a series that is known needs no look. Whole points, rounded
 * down; what is booked in between is taken to cost nothing.
 */
export function floorsOf(board: Board, ask: Ask, table: DayTable, prices: Float64Array): Uint16Array {
  const days = ask.end - ask.first;
  const { sessions } = ask;
  fillTable(board, ask, table, { prices });
  const own = new Float64Array(days).fill(Infinity);
  for (let day = 0; day < days; day++)
    for (let by = 0; by < ask.who; by++) own[day] = Math.min(own[day]!, table.cost[(ask.first + day) * ask.who + by]!);
  const part = Int32Array.from(own, (_, day) => ask.fixed.filter((one) => one.day <= ask.first + day).length);
  const here = (j: number, day: number) =>
    !Number.isFinite(own[day])
      ? Infinity
      : own[day]! + lateCost(ask.demand, board.problem.weights, j + part[day]!, ask.first + day + board.clock.firstDay);

  const ahead = Array.from({ length: sessions + 1 }, () => new Float64Array(days));
  for (let j = 1; j <= sessions; j++) {
    const near = nearest(ask, ahead[j - 1]!, part, 1);
    for (let day = 0; day < days; day++) ahead[j]![day] = here(j, day) + (j === 1 ? 0 : near(day));
  }
  const floors = new Uint16Array(sessions * days);
  let behind = new Float64Array(days);
  for (let j = sessions; j >= 1; j--) {
    for (let day = 0; day < days; day++)
      floors[(j - 1) * days + day] = Math.min(dearest, Math.floor(ahead[j]![day]! + behind[day]!));
    const next = behind.map((rest, day) => rest + here(j, day));
    const near = nearest(ask, next, part, -1);
    behind = behind.map((_, day) => Math.min((sessions - j + 1) * ask.unplaced, near(day)));
  }
  return floors;
}

/** The least of all that may stand before a day (or with -1 behind it), with what the gap to it costs at least. */
function nearest(ask: Ask, costs: Float64Array, part: Int32Array, sign: 1 | -1): (day: number) => number {
  const { fewest, most, gap, steady } = ask;
  const far = new Float64Array(costs.length + 1).fill(Infinity); // the least of all days up to one, or from it on
  const place = (day: number) => (sign === 1 ? day : costs.length - 1 - day);
  for (let i = 0; i < costs.length; i++) far[i + 1] = Math.min(far[i]!, costs[place(i)]!);
  return (day) => {
    let least = Infinity;
    const isOpen = most === Infinity;
    const explicit = isOpen ? steady : most;
    let days = fewest;
    for (; days <= explicit; days++) {
      const other = day - sign * days;
      if (other < 0 || other >= costs.length) return least;
      if (part[other] !== part[day]) break;
      least = Math.min(least, costs[other]! + gap[days]!);
    }
    const other = place(day) - days;
    const isCut = part[day] !== part[sign === 1 ? 0 : part.length - 1];
    // Beyond the steady gap, or behind a session that is booked: any of those days, whatever the gap.
    if ((isOpen || isCut) && other >= 0) least = Math.min(least, far[other + 1]!);
    return least;
  };
}
