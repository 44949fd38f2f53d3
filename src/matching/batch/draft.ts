import type { Board } from "./board.ts";
import { type CheapestSeries, sumOf } from "./cheapest-series.ts";
import type { Taking } from "./lanes.ts";
import { Occupancy } from "./occupancy.ts";

/** What one request has in a draft. */
export interface Share {
  at: number;
  starts: readonly number[];
  cost: number;
}

/** Prices, and the cheapest series at them; by start also what is added for once, to choose otherwise. */
export interface Advice {
  prices: Float64Array;
  series: CheapestSeries;
  whims?: Float64Array;
}

/** All that a draft was at a time. */
export interface Saved {
  shares: readonly Share[];
  takings: readonly (readonly Taking[])[];
}

/** A plan while it is made: every rule is kept at any time, and what requests lack is paid for. */
export class Draft {
  readonly occupancy: Occupancy;
  readonly starts: (readonly number[])[];
  readonly cost: Float64Array;
  total = 0;
  readonly #board: Board;

  constructor(board: Board) {
    this.#board = board;
    this.occupancy = new Occupancy(board);
    this.starts = board.asks.map(() => []);
    this.cost = Float64Array.from(board.asks, ({ sessions, unplaced }) => sessions * unplaced);
    for (const cost of this.cost) this.total += cost;
  }

  /** Gives a request that has nothing the best of what is free. What a series costs with prices and whims advises, and is not what is
   * counted. False, and nothing is given, where that is more than `most`. */
  insert(at: number, { series, prices, whims }: Advice, guess: number, most = Infinity): boolean {
    const ask = this.#board.asks[at]!;
    series.find(ask, guess, { free: this.occupancy, added: whims ?? null }, most);
    if (series.cost > most) return false;
    const starts = [...series.starts];
    return this.put(at, starts, series.cost - sumOf(prices, starts) - (whims ? sumOf(whims, starts) : 0));
  }

  /** Gives a request that has nothing this series. False, and nothing is given, where others are in the way. */
  put(at: number, starts: readonly number[], cost: number): boolean {
    if (!this.occupancy.take(this.#board.asks[at]!, starts)) return false;
    this.#set({ at, starts, cost });
    return true;
  }

  shareOf(at: number): Share {
    return { at, starts: this.starts[at]!, cost: this.cost[at]! };
  }

  remove(at: number): Share {
    const { sessions, unplaced } = this.#board.asks[at]!;
    const share = this.shareOf(at);
    this.occupancy.release(this.#board.asks[at]!);
    this.#set({ at, starts: [], cost: sessions * unplaced });
    return share;
  }

  /** Back to what it was when it was remembered by the occupancy; these had something else since. */
  undo(shares: readonly Share[]): void {
    for (const share of shares) this.#set(share);
    this.occupancy.undo();
  }

  save(): Saved {
    const shares = this.#board.asks.map(({ at }) => this.shareOf(at));
    return { shares, takings: this.occupancy.save() };
  }

  load({ shares, takings }: Saved): void {
    for (const share of shares) this.#set(share);
    this.occupancy.load(takings);
  }

  #set({ at, starts, cost }: Share): void {
    this.total += cost - this.cost[at]!;
    this.starts[at] = starts;
    this.cost[at] = cost;
  }
}
