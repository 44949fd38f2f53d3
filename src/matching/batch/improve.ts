import type { Random } from "../../core/random.ts";
import type { Board } from "./board.ts";
import { type CheapestSeries, sumOf } from "./cheapest-series.ts";
import type { Draft } from "./draft.ts";

/** How much worse a move may make it, on average, in the beginning; towards the end nothing. In points. */
const warmest = 6;
const ejecting = 0.3;
const mostMoved = 6;
/** In atoms, around a wished start. */
const neighbourhood = 24;

/**
 * Large neighbourhood search: a request that pays far more than at the prices of the bound, and some who stand where it would go, are
 * taken out and put in again, each as the prices advise. What makes it better stays, and at first also what is a little worse.
 */
export class Improve {
  readonly #board: Board;
  readonly #draft: Draft;
  readonly #series: CheapestSeries;
  readonly #random: Random;
  readonly #prices: Float64Array;
  readonly #paid: Float64Array;

  constructor(
    { board, series, random }: { board: Board; series: CheapestSeries; random: Random },
    draft: Draft,
    { prices, paid }: { prices: Float64Array; paid: Float64Array },
  ) {
    this.#board = board;
    this.#draft = draft;
    this.#series = series;
    this.#random = random;
    this.#prices = prices;
    this.#paid = paid;
  }

  /** `warmth` goes from 1 to 0. */
  move(warmth: number): void {
    const draft = this.#draft;
    const first = this.#chooseRequest();
    const ask = this.#board.asks[first]!;
    this.#series.findWithin(ask, this.#prices, this.#paid[first]!);
    const wished = this.#series.starts;
    const isEjecting = this.#random.chance(ejecting);
    const others = isEjecting
      ? this.#inTheWay(first, wished)
      : this.#around(first, [...wished, ...draft.starts[first]!]);
    const order = this.#random.shuffled([...others]);
    order.splice(isEjecting || this.#random.chance(0.5) ? 0 : order.length, 0, first);
    const before = draft.total;
    const shares = order.map((at) => draft.remove(at));
    for (const at of order) draft.insert(at, this.#prices, this.#paid[at]! + 10);
    const worse = draft.total - before;
    if (worse <= 0 || worse <= -warmest * warmth * Math.log(this.#random.whole(1, 1e6) / 1e6)) return;
    for (const at of order) draft.remove(at);
    for (const [i, at] of order.entries()) draft.restore(at, shares[i]!);
  }

  /** Of a few the one that has most to gain. */
  #chooseRequest(): number {
    let found = 0;
    let most = -Infinity;
    for (let i = 0; i < 3; i++) {
      const at = this.#random.whole(0, this.#board.asks.length - 1);
      const lost = this.#draft.cost[at]! + sumOf(this.#prices, this.#draft.starts[at]!) - this.#paid[at]!;
      if (lost > most) [found, most] = [at, lost];
    }
    return found;
  }

  #inTheWay(at: number, wished: readonly number[]): Set<number> {
    const { occupancy } = this.#draft;
    const ask = this.#board.asks[at]!;
    const found = new Set<number>();
    const takings = occupancy.release(ask);
    for (const start of wished) occupancy.inTheWay(ask, start, found);
    occupancy.restore(ask, takings);
    found.delete(at);
    return found;
  }

  #around(at: number, starts: readonly number[]): Set<number> {
    const found = new Set<number>();
    if (starts.length === 0) return found;
    const most = this.#random.whole(1, mostMoved - 1);
    for (let tries = 0; tries < 4 * mostMoved && found.size < most; tries++) {
      const near = this.#draft.occupancy.near(this.#random.pick(starts), neighbourhood);
      if (near.length > 0) found.add(this.#random.pick(near));
      found.delete(at);
    }
    return found;
  }
}
