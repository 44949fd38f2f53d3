import type { Random } from "../../core/random.ts";
import type { Board } from "./board.ts";
import { sumOf } from "./cheapest-series.ts";
import type { Advice, Draft } from "./draft.ts";
import { Whims } from "./whims.ts";

/** How much worse a move may make it, on average, in the beginning; towards the end nothing. In points. */
const warmest = 3;
const ejecting = 0.3;
/** Who loses more than this, in points; how often one of them is chosen, and after how many moves they are looked up again. */
const losing = 0.5;
const ofLosers = 0.5;
const lookup = 40;
/** So much more than at the prices of the bound a request looks for at first; how many moves have whims, and what those come to. */
const nearby = 3;
const whimsical = 0.7;
const spare = 0.5;
/** Nothing that costs more than this beyond it is given, but to one that has it already. */
const dearest = 30;
const mostMoved = 8;
/** In atoms, around a wished start: with whom it shares one lane, and with whom it shares a pool of several. */
const besideInLane = 4;
const besideInPool = 1;

/**
 * Large neighbourhood search: a request that pays far more than at the prices of the bound, and some who stand where it would go, are
 * taken out and put in again, each as the prices advise. What makes it better stays, and at first also what is a little worse.
 */
export class Improve {
  readonly #board: Board;
  readonly #draft: Draft;
  readonly #random: Random;
  readonly #advice: Advice;
  readonly #paid: Float64Array;
  readonly #whims: Whims;
  /** Requests that lose. */
  #losers: readonly number[] = [];
  #moves = 0;

  constructor(board: Board, random: Random, draft: Draft, advice: Advice & { paid: Float64Array }) {
    this.#board = board;
    this.#draft = draft;
    this.#random = random;
    this.#advice = advice;
    this.#paid = advice.paid;
    this.#whims = new Whims(random, board.starts);
  }

  /** `warmth` goes from 1 to 0. */
  move(warmth: number): void {
    const draft = this.#draft;
    const first = this.#chooseRequest();
    const advice = this.#random.chance(whimsical) ? { ...this.#advice, whims: this.#whims.next() } : this.#advice;
    const wished = this.#wish(first, advice);
    const isEjecting = this.#random.chance(ejecting);
    const others = isEjecting
      ? this.#inTheWay(first, wished)
      : this.#around(first, [...wished, ...draft.starts[first]!]);
    const order = this.#random.shuffled([...others]);
    order.splice(isEjecting || this.#random.chance(0.5) ? 0 : order.length, 0, first);
    const before = draft.total;
    draft.occupancy.remember();
    const least = order.map((at) => this.#paid[at]! + spare);
    const most = order.map((at, i) => least[i]! + Math.max(dearest, this.#lost(at)));
    const shares = order.map((at) => draft.remove(at));
    const isDone = order.every((at, i) => draft.insert(at, advice, least[i]! + nearby, most[i]));
    const worse = draft.total - before;
    if (isDone && (worse <= 0 || worse <= -warmest * warmth * Math.log(this.#random.whole(1, 1e6) / 1e6))) return;
    draft.undo(shares);
  }

  /** Half of the time one that loses, else of a few the one that has most to gain. */
  #chooseRequest(): number {
    if (this.#moves++ % lookup === 0)
      this.#losers = [...this.#board.asks.keys()].filter((at) => this.#lost(at) > losing);
    if (this.#losers.length > 0 && this.#random.chance(ofLosers)) return this.#random.pick(this.#losers);
    let found = 0;
    let most = -Infinity;
    for (let i = 0; i < 6; i++) {
      const at = this.#random.whole(0, this.#board.asks.length - 1);
      const lost = this.#lost(at);
      if (lost > most) [found, most] = [at, lost];
    }
    return found;
  }

  /** What a request would take if nobody were in its way. */
  #wish(at: number, { series, whims }: Advice): readonly number[] {
    series.findWithin(this.#board.asks[at]!, this.#paid[at]! + spare, { added: whims ?? null });
    return [...series.starts];
  }

  /** How much more a request pays, at the prices of the bound, than it would have to. */
  #lost(at: number): number {
    return this.#draft.cost[at]! + sumOf(this.#advice.prices, this.#draft.starts[at]!) - this.#paid[at]!;
  }

  #inTheWay(at: number, wished: readonly number[]): Set<number> {
    const { occupancy } = this.#draft;
    const ask = this.#board.asks[at]!;
    const found = new Set<number>();
    occupancy.remember();
    occupancy.release(ask);
    for (const start of wished) occupancy.inTheWay(ask, start, found);
    occupancy.undo();
    found.delete(at);
    return found;
  }

  #around(at: number, starts: readonly number[]): Set<number> {
    const found = new Set<number>();
    if (starts.length === 0) return found;
    const most = this.#random.whole(1, mostMoved - 1);
    for (let tries = 0; tries < 4 * mostMoved && found.size < most; tries++) {
      const near = this.#near(this.#random.pick(starts));
      if (near.length > 0) found.add(this.#random.pick(near));
      found.delete(at);
    }
    return found;
  }

  /** Those around one of what the start needs: a room may be as much in demand as who works in it. */
  #near(start: number): readonly number[] {
    const { tracks, trackOf, pools } = this.#board;
    const { needs } = tracks[trackOf[start]!]!;
    if (needs.length === 0) return [];
    const need = this.#random.whole(0, needs.length - 1);
    const reach = pools[needs[need]!.pool]!.lanes.length === 1 ? besideInLane : besideInPool;
    return this.#draft.occupancy.near(start, need, reach);
  }
}
