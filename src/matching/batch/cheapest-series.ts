import type { Ask } from "./ask.ts";
import { BestSeries } from "./best-series.ts";
import type { Board } from "./board.ts";
import { type DayTable, dayTable, fillTable } from "./day-table.ts";
import { floorsOf } from "./floors.ts";
import { narrow, type Windows, windowsFor } from "./windows.ts";

/** One request's cheapest series, at given prices and among what is free; it looks only at days that could be worth it. */
export class CheapestSeries {
  readonly nothing: Float64Array;
  readonly #board: Board;
  readonly #table: DayTable;
  readonly #best: BestSeries;
  readonly #windows: Windows;
  readonly #floors: readonly Uint16Array[];

  constructor(board: Board) {
    this.#board = board;
    this.#table = dayTable(board);
    this.#best = new BestSeries(board, this.#table);
    this.nothing = new Float64Array(board.starts);
    this.#floors = board.asks.map((ask) => floorsOf(board, ask, this.#table, this.nothing));
    this.#windows = windowsFor(board.clock.days, Math.max(0, ...board.asks.map(({ sessions }) => sessions)));
  }

  /** Of the series found last: what it costs with prices, and its starts. */
  get cost(): number {
    return this.#best.cost;
  }
  get starts(): readonly number[] {
    return this.#best.starts;
  }

  /** Exact when there is a series that costs no more than `limit`, as when the limit is what a known one costs. */
  findWithin(ask: Ask, prices: Float64Array, limit: number, isFree: IsFree | null = null): void {
    narrow(this.#windows, ask, this.#floors[ask.at]!, limit);
    fillTable(this.#board, ask, this.#table, prices, isFree, this.#windows);
    this.#best.find(ask, this.#windows);
  }

  /** Exact: looks further until nothing beyond can be cheaper. `guess` is where it begins. */
  find(ask: Ask, prices: Float64Array, guess: number, isFree: IsFree | null = null): void {
    for (let limit = guess, reach = 16; ; reach *= 4) {
      this.findWithin(ask, prices, limit, isFree);
      if (this.cost <= limit) return;
      limit = Math.min(this.cost, limit + reach);
    }
  }
}

export type IsFree = (start: number, track: number) => boolean;

export function sumOf(prices: Float64Array, starts: readonly number[]): number {
  let sum = 0;
  for (const start of starts) sum += prices[start]!;
  return sum;
}
