import type { Random } from "../../core/random.ts";
import type { Board } from "./board.ts";
import { type CheapestSeries, sumOf } from "./cheapest-series.ts";
import type { Draft } from "./draft.ts";
import { type PriceList, Prices } from "./prices.ts";

/** How large the steps of prices are in the beginning, and what is left of that in the end. */
const firstStep = 2;
const lastShare = 0.0018;
/** So much more than the last time a request looks for at first. */
const nearby = 4;
/** What the running mean of the prices takes from each pass. */
const meanShare = 0.1;

/** Where the search for prices has come to: what starts cost, what each request pays at these prices, and the bound that they give. */
export interface Guide {
  prices: Float64Array;
  paid: Float64Array;
  bound: number;
}

/**
 * Looks for the prices at which what all requests want together fits best (Lagrangian relaxation: time that is over-asked is not
 * forbidden but has its price). At any prices, what the requests pay less what all of the supply costs is a bound: any plan pays
 * at least that.
 */
export class PriceSearch {
  bound = -Infinity;
  readonly #board: Board;
  readonly #series: CheapestSeries;
  readonly #random: Random;
  readonly #prices: Prices;
  /** What each request pays at the prices of the best bound, its prices included. */
  readonly #paid: Float64Array;
  readonly #wanted: (readonly number[])[];
  readonly #cost: Float64Array;
  /** What each paid when it chose last, prices included. */
  readonly #last: Float64Array;
  readonly #order: number[];
  #mean: PriceList;
  #best: PriceList;

  /** Begins with what a draft gives to each: so much it need not pay more than. */
  constructor(board: Board, series: CheapestSeries, random: Random, draft: Draft) {
    this.#board = board;
    this.#series = series;
    this.#random = random;
    this.#prices = new Prices(board);
    this.#paid = new Float64Array(board.asks.length);
    this.#cost = draft.cost.slice();
    this.#wanted = [...draft.starts];
    this.#last = draft.cost.slice();
    this.#order = board.asks.map(({ at }) => at);
    for (const starts of this.#wanted) this.#prices.want(starts, 1, firstStep);
    this.#mean = this.#prices.copy();
    this.#best = this.#prices.copy();
  }

  /** Every request chooses anew, one after the other, and what it wants becomes dearer or cheaper at once. `progress` goes from 0 to 1. */
  pass(progress: number): void {
    const prices = this.#prices;
    const step = firstStep * lastShare ** progress;
    for (const at of this.#random.shuffled(this.#order)) {
      const before = this.#wanted[at]!;
      prices.want(before, -1, step);
      this.#choose(at);
      prices.want(this.#wanted[at]!, 1, step);
    }
    prices.step(step);
    this.#mean = prices.mixedInto(this.#mean, meanShare);
  }

  /** The bound at these prices, or at their running mean, which is steadier. */
  measure(): void {
    const now = this.#prices.copy();
    this.#measureAt(now);
    this.#prices.set(this.#mean);
    this.#measureAt(this.#prices.copy());
    this.#prices.set(now);
  }

  /** What the best bound was measured at. */
  guide(): Guide {
    const now = this.#prices.copy();
    this.#prices.set(this.#best);
    const prices = this.#prices.ofStarts.slice();
    this.#prices.set(now);
    return { prices, paid: this.#paid.slice(), bound: this.bound };
  }

  #measureAt(list: PriceList): void {
    const paid = new Float64Array(this.#paid.length);
    let sum = -this.#prices.ofSupply();
    for (const { at } of this.#board.asks) {
      const cost = this.#choose(at, false);
      paid[at] = cost;
      sum += cost;
    }
    if (sum <= this.bound) return;
    this.bound = sum;
    this.#best = list;
    this.#paid.set(paid);
  }

  /** The cheapest series at the prices of the moment: what it costs with them. The one that was wanted says how far to look. */
  #choose(at: number, isKept = true): number {
    const { ofStarts } = this.#prices;
    const known = this.#cost[at]! + sumOf(ofStarts, this.#wanted[at]!);
    this.#series.find(this.#board.asks[at]!, this.#last[at]! + nearby, { added: ofStarts }, known);
    const { cost, starts } = this.#series;
    this.#last[at] = cost;
    if (isKept) {
      this.#wanted[at] = [...starts];
      this.#cost[at] = cost - sumOf(ofStarts, starts);
    }
    return cost;
  }
}
