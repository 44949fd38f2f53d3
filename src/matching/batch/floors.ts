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
  const { sessions, unplaced } = ask;
  const part = partsOf(ask, days);
  const here = sessionCosts(board, ask, cheapestOfDays(board, ask, table, prices), part);

  const ahead = here.slice(0, 1);
  for (let j = 1; j < sessions; j++) {
    const near = nearest(ask, ahead[j - 1]!, part, 1);
    ahead.push(here[j]!.map((cost, day) => cost + near[day]!));
  }
  const floors = new Uint16Array(sessions * days);
  let behind = new Float64Array(days);
  for (let j = sessions - 1; j >= 0; j--) {
    const row = j * days;
    for (let day = 0; day < days; day++)
      floors[row + day] = Math.min(dearest, Math.floor(ahead[j]![day]! + behind[day]!));
    const next = behind.map((cost, day) => cost + here[j]![day]!);
    const left = (sessions - j) * unplaced;
    behind = nearest(ask, next, part, -1).map((cost) => Math.min(left, cost));
  }
  return floors;
}

/** How many sessions are booked up to a day. */
function partsOf({ fixed, first }: Ask, days: number): Int32Array {
  const part = new Int32Array(days);
  for (const booked of fixed) for (let day = Math.max(0, booked.day - first); day < days; day++) part[day]!++;
  return part;
}

function cheapestOfDays(board: Board, ask: Ask, table: DayTable, prices: Float64Array): Float64Array {
  fillTable(board, ask, table, { prices });
  const cheapest = new Float64Array(ask.end - ask.first).fill(Infinity);
  for (let day = 0, cell = ask.first * ask.who; day < cheapest.length; day++)
    for (let by = 0; by < ask.who; by++, cell++) cheapest[day] = Math.min(cheapest[day]!, table.cost[cell]!);
  return cheapest;
}

/** By session and day: its cheapest start, and how late it would be. */
function sessionCosts({ problem, clock }: Board, ask: Ask, cheapest: Float64Array, part: Int32Array): Float64Array[] {
  const from = ask.first + clock.firstDay;
  return Array.from({ length: ask.sessions }, (_, j) =>
    cheapest.map((cost, day) => cost + lateCost(ask.demand, problem.weights, j + 1 + part[day]!, from + day)),
  );
}

/** By day: the least of all that may stand before it (or with -1 behind it), with what the gap to it costs at least. */
function nearest(ask: Ask, costs: Float64Array, part: Int32Array, sign: 1 | -1): Float64Array {
  const { fewest, most, gap, steady } = ask;
  const days = costs.length;
  const isOpen = most === Infinity;
  const explicit = isOpen ? steady : most;
  const far = leastSoFar(costs, sign);
  const outer = part[sign === 1 ? 0 : days - 1];
  const found = new Float64Array(days).fill(Infinity);
  for (let day = 0; day < days; day++) {
    const room = sign === 1 ? day : days - 1 - day; // so many days there are before it
    let least = Infinity;
    let between = fewest;
    for (; between <= explicit && between <= room; between++) {
      const other = day - sign * between;
      if (part[other] !== part[day]) break;
      const cost = costs[other]! + gap[between]!;
      if (cost < least) least = cost;
    }
    // Beyond the steady gap, or behind a session that is booked: any of those days, whatever the gap.
    const mayBeFar = between <= room && (isOpen || part[day] !== outer);
    found[day] = mayBeFar ? Math.min(least, far[room - between]!) : least;
  }
  return found;
}

/** The least of the first days, or with -1 of the last: of one more at each place. */
function leastSoFar(costs: Float64Array, sign: 1 | -1): Float64Array {
  const least = sign === 1 ? costs.slice() : costs.toReversed();
  for (let i = 1; i < least.length; i++) least[i] = Math.min(least[i]!, least[i - 1]!);
  return least;
}
