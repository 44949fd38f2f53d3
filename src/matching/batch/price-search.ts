import type { Random } from "../../core/random.ts";
import type { Board } from "./board.ts";
import { type CheapestSeries, sumOf } from "./cheapest-series.ts";
import { type PriceList, Prices } from "./prices.ts";

const firstStep = 0.5;
const slower = 0.97;
/** What the running mean of the prices takes from each pass. */
const meanShare = 0.1;

/**
 * Looks for the prices at which what all requests want together fits best (Lagrangian relaxation: time that is over-asked is not
 * forbidden but has its price). At any prices, what the requests pay less what all of the supply costs is a bound: any plan pays
 * at least that.
 */
export class PriceSearch {
  readonly prices: Prices;
  /** What each request pays at the prices of the best bound, its prices included. */
  readonly paid: Float64Array;
  bound = -Infinity;
  readonly #board: Board;
  readonly #series: CheapestSeries;
  readonly #random: Random;
  readonly #wanted: (readonly number[])[];
  readonly #cost: Float64Array;
  readonly #order: number[];
  #mean: PriceList;
  #best: PriceList;
  #step = firstStep;

  constructor(board: Board, series: CheapestSeries, random: Random) {
    this.#board = board;
    this.#series = series;
    this.#random = random;
    this.prices = new Prices(board);
    this.paid = new Float64Array(board.asks.length);
    this.#cost = Float64Array.from(board.asks, ({ sessions, unplaced }) => sessions * unplaced);
    this.#wanted = board.asks.map(() => []);
    this.#order = board.asks.map(({ at }) => at);
    this.#mean = this.prices.copy();
    this.#best = this.prices.copy();
  }

  /** Every request chooses anew, one after the other, and what it wants becomes dearer or cheaper at once. */
  pass(): void {
    const { prices } = this;
    for (const at of this.#random.shuffled(this.#order)) {
      const before = this.#wanted[at]!;
      prices.want(before, -1);
      prices.stepAt(before, this.#step);
      this.#choose(at);
      prices.want(this.#wanted[at]!, 1);
      prices.stepAt(this.#wanted[at]!, this.#step);
    }
    prices.step(this.#step);
    prices.meanInto(this.#mean, meanShare);
    this.#step *= slower;
  }

  /** The bound at these prices, or at their running mean, which is steadier. */
  measure(): void {
    const now = this.prices.copy();
    this.#measureAt(now);
    this.prices.set(this.#mean);
    this.#measureAt(this.prices.copy());
    this.prices.set(now);
  }

  /** Back to the prices of the best bound. */
  settle(): void {
    this.prices.set(this.#best);
  }

  #measureAt(list: PriceList): void {
    const paid = new Float64Array(this.paid.length);
    let sum = -this.prices.ofSupply();
    for (const { at } of this.#board.asks) {
      const cost = this.#choose(at, false);
      paid[at] = cost;
      sum += cost;
    }
    if (sum <= this.bound) return;
    this.bound = sum;
    this.#best = list;
    this.paid.set(paid);
  }

  /** The cheapest series at the prices of the moment: what it costs with them. The one that was wanted says how far to look. */
  #choose(at: number, isKept = true): number {
    const { ofStarts } = this.prices;
    const known = this.#cost[at]! + sumOf(ofStarts, this.#wanted[at]!);
    this.#series.findWithin(this.#board.asks[at]!, ofStarts, known);
    const { cost, starts } = this.#series;
    if (isKept) {
      this.#wanted[at] = [...starts];
      this.#cost[at] = cost - sumOf(ofStarts, starts);
    }
    return cost;
  }
}
