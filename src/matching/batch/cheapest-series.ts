import type { Ask } from "./ask.ts";
import { BestSeries } from "./best-series.ts";
import type { Board } from "./board.ts";
import { type Candidates, fillFrom, Gathering } from "./candidates.ts";
import { type DayTable, dayTable, fillTable, type Terms } from "./day-table.ts";
import { floorsOf } from "./floors.ts";
import { raiseFloors } from "./through-cells.ts";
import { narrow, type Windows, windowsFor } from "./windows.ts";

/** Candidates that are kept: of all requests together, 8 bytes each. */
const mostKept = 6_000_000;
/** How much further candidates are looked for than is asked, so that they last for a while. */
const ahead = 24;

/** One request's cheapest series at these prices, and among what is free; it looks only at days and starts that could be worth it. */
export class CheapestSeries {
  readonly #prices: Float64Array;
  readonly #board: Board;
  readonly #table: DayTable;
  readonly #best: BestSeries;
  readonly #windows: Windows;
  readonly #floors: readonly Uint16Array[];
  /** By request: what no series with any session goes below. */
  readonly #least: readonly number[];
  readonly #gathering: Gathering;
  readonly #candidates: (Candidates | undefined)[] = [];
  /** By request: a limit for which there are too many candidates to keep. */
  readonly #tooFar: Float64Array;

  constructor(board: Board, prices: Float64Array) {
    this.#board = board;
    this.#table = dayTable(board);
    this.#best = new BestSeries(board, this.#table);
    this.#prices = prices;
    this.#floors = board.asks.map((ask) => floorsOf(board, ask, this.#table, prices));
    this.#least = this.#floors.map((floors) => floors.reduce((a, b) => Math.min(a, b), Infinity));
    this.#windows = windowsFor(board.clock.days, Math.max(0, ...board.asks.map(({ sessions }) => sessions)));
    this.#gathering = new Gathering(board, prices, Math.ceil(mostKept / Math.max(1, board.asks.length)));
    this.#tooFar = new Float64Array(board.asks.length).fill(Infinity);
  }

  /** Of the series found last: what it costs with prices, and its starts. */
  get cost(): number {
    return this.#best.cost;
  }
  get starts(): readonly number[] {
    return this.#best.starts;
  }

  /** Exact when there is a series that costs no more than `limit`, as when the limit is what a known one costs. */
  findWithin(ask: Ask, limit: number, terms: Terms = {}): void {
    const candidates = this.#candidatesWithin(ask, limit);
    narrow(this.#windows, ask, this.#floors[ask.at]!, limit);
    if (candidates) fillFrom(candidates, ask, this.#table, limit, terms, this.#windows);
    else fillTable(this.#board, ask, this.#table, { prices: this.#prices, ...terms }, this.#windows);
    this.#best.find(ask, this.#windows);
  }

  /** Exact: looks further until nothing beyond can be cheaper. `guess` is where it begins, `known` what some series costs. */
  find(ask: Ask, guess: number, terms: Terms = {}, known = Infinity): void {
    let limit = Math.min(known, Math.max(guess, this.#least[ask.at]! + 8));
    for (let reach = 6; ; reach *= 3) {
      this.findWithin(ask, limit, terms);
      if (this.cost <= limit || limit === known) return;
      limit = Math.min(known, this.cost, limit + reach);
    }
  }

  /** A day's floor knows nothing of who gives it; where all gaps are short, what each cell costs at least is reckoned as well. */
  #withFloors(ask: Ask, candidates: Candidates): Candidates {
    if (ask.fixed.length > 0 || ask.most > ask.gap.length - 2) return candidates;
    const windows = this.#windows;
    narrow(windows, ask, this.#floors[ask.at]!, candidates.limit);
    fillFrom(candidates, ask, this.#table, candidates.limit, {}, windows);
    this.#best.find(ask, windows);
    raiseFloors(this.#board, ask, candidates.floors, { table: this.#table, layers: this.#best.layers, windows });
    return candidates;
  }

  #candidatesWithin(ask: Ask, limit: number): Candidates | null {
    const known = this.#candidates[ask.at];
    if (known && limit <= known.limit) return known;
    if (limit >= this.#tooFar[ask.at]!) return null;
    for (const further of [limit + ahead, limit]) {
      const found = this.#gathering.candidatesOf(ask, this.#floors[ask.at]!, further);
      if (found) return (this.#candidates[ask.at] = this.#withFloors(ask, found));
      this.#tooFar[ask.at] = further;
    }
    return null;
  }
}

export function sumOf(prices: Float64Array, starts: readonly number[]): number {
  let sum = 0;
  for (const start of starts) sum += prices[start]!;
  return sum;
}
