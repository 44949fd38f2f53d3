import type { Board } from "./board.ts";
import { type CheapestSeries, sumOf } from "./cheapest-series.ts";
import { Occupancy, type Taking } from "./occupancy.ts";

/** What one request has in a draft. */
interface Share {
  starts: readonly number[];
  cost: number;
  takings: readonly Taking[];
}

/** All that a draft was at a time. */
export type Saved = readonly Share[];

/** A plan while it is made: every rule is kept at any time, and what requests lack is paid for. */
export class Draft {
  readonly occupancy: Occupancy;
  readonly starts: (readonly number[])[];
  readonly cost: Float64Array;
  total = 0;
  readonly #board: Board;
  readonly #series: CheapestSeries;

  constructor(board: Board, series: CheapestSeries) {
    this.#board = board;
    this.#series = series;
    this.occupancy = new Occupancy(board);
    this.starts = board.asks.map(() => []);
    this.cost = Float64Array.from(board.asks, ({ sessions, unplaced }) => sessions * unplaced);
    for (const cost of this.cost) this.total += cost;
  }

  /** Gives a request that has nothing the best of what is free; prices say what others would want, and are not in the cost. */
  insert(at: number, prices: Float64Array, guess: number): void {
    const ask = this.#board.asks[at]!;
    this.#series.find(ask, prices, guess, (start, track) => this.occupancy.isFree(ask, start, track));
    const starts = [...this.#series.starts];
    this.put(at, starts, this.#series.cost - sumOf(prices, starts));
  }

  /** Gives a request that has nothing this series. False, and nothing is given, where others are in the way. */
  put(at: number, starts: readonly number[], cost: number): boolean {
    if (!this.occupancy.take(this.#board.asks[at]!, starts)) return false;
    this.total += cost - this.cost[at]!;
    this.starts[at] = starts;
    this.cost[at] = cost;
    return true;
  }

  remove(at: number): Share {
    const { sessions, unplaced } = this.#board.asks[at]!;
    const share = {
      starts: this.starts[at]!,
      cost: this.cost[at]!,
      takings: this.occupancy.release(this.#board.asks[at]!),
    };
    this.total += sessions * unplaced - share.cost;
    this.starts[at] = [];
    this.cost[at] = sessions * unplaced;
    return share;
  }

  save(): Saved {
    return this.#board.asks.map((ask) => {
      return { starts: this.starts[ask.at]!, cost: this.cost[ask.at]!, takings: this.occupancy.takingsOf(ask) };
    });
  }

  load(saved: Saved): void {
    for (const { at } of this.#board.asks) this.remove(at);
    for (const [at, share] of saved.entries()) this.restore(at, share);
  }

  restore(at: number, { starts, cost, takings }: Share): void {
    this.occupancy.restore(this.#board.asks[at]!, takings);
    this.total += cost - this.cost[at]!;
    this.starts[at] = starts;
    this.cost[at] = cost;
  }
}
