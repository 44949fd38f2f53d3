import { gapCost, lateCost } from "../costs.ts";
import type { Ask } from "./ask.ts";
import type { Board } from "./board.ts";
import type { DayTable } from "./day-table.ts";
import { type Layer, Predecessors } from "./predecessors.ts";
import type { Windows } from "./windows.ts";

const NONE = -1;

/**
 * The cheapest series over a table of days, exact, with as many sessions left out as is cheapest. It walks from one session
 * that is booked to the next, which makes parts; within a part, `layers[j]` holds the cheapest ways for session number j.
 */
export class BestSeries {
  /** What it costs, sessions that are left out included. */
  cost = 0;
  /** Its starts, in order. */
  readonly starts: number[] = [];
  readonly #board: Board;
  readonly #table: DayTable;
  /** By session, within the windows that were searched last. */
  readonly layers: readonly Layer[];
  readonly #before: Predecessors;
  /** By j: the cheapest way up to the booked session before this part, and by part its last cell of layer j, or none. */
  readonly #origin: Float64Array;
  readonly #originCell: Int32Array[] = [];
  #ask!: Ask;
  #windows!: Windows;

  constructor(board: Board, table: DayTable) {
    this.#board = board;
    this.#table = table;
    const sessions = Math.max(0, ...board.asks.map((ask) => ask.sessions));
    const columns = Math.max(1, ...board.asks.map(({ who }) => who)) + 1;
    const cells = board.clock.days * columns;
    this.layers = Array.from({ length: sessions + 1 }, () => {
      return { cost: new Float64Array(cells), before: new Int32Array(cells) };
    });
    this.#before = new Predecessors(columns);
    this.#origin = new Float64Array(sessions + 1);
    const parts = Math.max(0, ...board.asks.map(({ fixed }) => fixed.length)) + 1;
    for (let part = 0; part <= parts; part++) this.#originCell.push(new Int32Array(sessions + 1));
  }

  /** Fills nothing itself: the table must hold the days that `windows` was told of. */
  find(ask: Ask, windows: Windows): void {
    this.#ask = ask;
    this.#windows = windows;
    const { fixed, sessions, first, end } = ask;
    this.#origin.fill(Infinity);
    this.#origin[0] = 0;
    for (let part = 0; part <= fixed.length; part++) {
      const from = Math.max(first, part === 0 ? 0 : fixed[part - 1]!.day + 1);
      const to = Math.min(end, fixed[part]?.day ?? end);
      for (let j = 1; j <= sessions; j++) this.#place(j, part, from, to);
      this.#pass(part, from, to);
    }
    this.#readBack();
  }

  /** Session number `j` on each day between two that are booked. */
  #place(j: number, part: number, partFrom: number, partTo: number): void {
    const ask = this.#ask;
    const { who } = ask;
    const { problem, clock } = this.#board;
    const { cost, before } = this.layers[j]!;
    const { cost: here } = this.#table;
    const { from, to } = this.#within(j, partFrom, partTo);
    const earlier = this.#before;
    const none = { from: partFrom, to: partFrom };
    earlier.begin(ask, this.layers[j - 1]!, j === 1 ? none : this.#within(j - 1, partFrom, partTo), from);
    for (let day = from; day < to; day++) {
      earlier.advance(day);
      const late = lateCost(ask.demand, problem.weights, j + part, day + clock.firstDay);
      const fromOrigin = this.#fromOrigin(j, part, day);
      const fromAny = earlier.cost[who]! + problem.weights.continuity;
      const least = day * (who + 1) + who;
      cost[least] = Infinity;
      for (let by = 0; by < who; by++) {
        const cell = day * (who + 1) + by;
        cost[cell] = Infinity;
        const start = here[day * who + by]!;
        if (start === Infinity) continue;
        const same = earlier.cost[by]!;
        let best = Math.min(same, fromAny);
        before[cell] = same <= fromAny ? earlier.cell[by]! : earlier.cell[who]!;
        const fresh = fromOrigin + (fromOrigin < Infinity ? this.#continuityFrom(part, by) : 0);
        if (fresh < best) {
          best = fresh;
          before[cell] = NONE;
        }
        cost[cell] = best + start + late;
        if (cost[cell] >= cost[least]) continue;
        cost[least] = cost[cell];
        before[least] = cell;
      }
    }
  }

  #within(j: number, from: number, to: number): { from: number; to: number } {
    return { from: Math.max(from, this.#windows.from[j]!), to: Math.min(to, this.#windows.to[j]!) };
  }

  /** As the first one behind the session that is booked before it, or the first at all. */
  #fromOrigin(j: number, part: number, day: number): number {
    const { demand, fixed, fewest, most } = this.#ask;
    if (part === 0) return j === 1 ? 0 : Infinity;
    const days = day - fixed[part - 1]!.day;
    if (days < fewest || days > most) return Infinity;
    return this.#origin[j - 1]! + gapCost(demand, this.#board.problem.weights, days);
  }

  #continuityFrom(part: number, by: number): number {
    return part === 0 ? 0 : this.#continuity(this.#ask.fixed[part - 1]!.who, by);
  }

  #continuity(known: number, by: number): number {
    return known === -1 || known === by ? 0 : this.#board.problem.weights.continuity;
  }

  /** Goes through the next booked session, or to the end: with each number of sessions the cheapest that may stand before it. */
  #pass(part: number, partFrom: number, partTo: number): void {
    const { fixed, sessions, who } = this.#ask;
    const booked = fixed[part];
    this.#originCell[part + 1]!.fill(NONE);
    for (let j = 1; j <= sessions; j++) {
      const { cost } = this.layers[j]!;
      const { from, to } = this.#within(j, partFrom, partTo);
      for (let day = from; day < to; day++) {
        const row = day * (who + 1);
        if (cost[row + who]! >= this.#origin[j]!) continue;
        // To the end the cheapest of the day will do; to a session that is booked it depends on who gave that.
        for (let by = booked ? 0 : who; by < (booked ? who : who + 1); by++) {
          const total = cost[row + by]! + (booked ? this.#toBooked(booked, day, by) : 0);
          if (total >= this.#origin[j]!) continue;
          this.#origin[j] = total;
          this.#originCell[part + 1]![j] = row + by;
        }
      }
    }
  }

  #toBooked(booked: Ask["fixed"][number], day: number, by: number): number {
    const { demand, fewest, most } = this.#ask;
    const days = booked.day - day;
    if (days < fewest || days > most) return Infinity;
    return gapCost(demand, this.#board.problem.weights, days) + this.#continuity(booked.who, by);
  }

  #readBack(): void {
    const { sessions, unplaced, fixed, who } = this.#ask;
    let j = 0;
    this.cost = Infinity;
    for (let count = 0; count <= sessions; count++) {
      const cost = this.#origin[count]! + (sessions - count) * unplaced;
      if (cost < this.cost) [this.cost, j] = [cost, count];
    }
    this.starts.length = 0;
    for (let part = fixed.length + 1; part > 0; part--)
      for (let at = this.#originCell[part]![j]!; at !== NONE; j--) {
        const { before } = this.layers[j]!;
        const cell = at % (who + 1) === who ? before[at]! : at;
        this.starts.push(this.#table.start[Math.floor(cell / (who + 1)) * who + (cell % (who + 1))]!);
        at = before[cell]!;
      }
    this.starts.reverse();
  }
}
