import type { Board } from "./board.ts";
import { placesWithin, type Shape } from "./shapes.ts";

/** Prices are multiples of this, so that sums of them are exact and a bound needs no tolerance. */
export const grain = 1 / 1024;
/** How much smaller a price's steps become each time that it turns round. */
const shrink = 0.08;

/** The prices at a time, in the order in which they were first asked for. */
export type PriceList = Float64Array;

/**
 * What time costs: a price for each stretch under a ceiling, at which nobody minds that more is wanted than there is. `wanted` counts
 * what all requests would take at the prices that each of them saw last. A place is that of a ceiling and an atom.
 */
export class Prices {
  /** By start: what its windows cost. */
  readonly ofStarts: Float64Array;
  readonly #board: Board;
  readonly #price: Float64Array;
  readonly #wanted: Int16Array;
  readonly #capacity: Int16Array;
  readonly #turns: Int16Array;
  readonly #way: Int8Array;
  /** Places that ever had a price. */
  readonly #priced: number[] = [];
  readonly #shapesUnder: readonly (readonly Shape[])[];

  constructor(board: Board) {
    const { ceilings, clock } = board;
    const places = ceilings.length * clock.atoms;
    this.#board = board;
    this.ofStarts = new Float64Array(board.starts);
    this.#price = new Float64Array(places);
    this.#wanted = new Int16Array(places);
    this.#capacity = new Int16Array(places);
    for (const [at, { capacity }] of ceilings.entries()) this.#capacity.set(capacity, at * clock.atoms);
    this.#turns = new Int16Array(places);
    this.#way = new Int8Array(places);
    const isUnder = (ceiling: number, { pool }: Shape) => board.pools[pool]!.ceilings.includes(ceiling);
    this.#shapesUnder = ceilings.map((_, at) => board.shapes.filter((shape) => isUnder(at, shape)));
  }

  /** A series is wanted, or with -1 not any more, and prices step at once: the next request sees what the last one wanted. */
  want(starts: readonly number[], sign: 1 | -1, size: number): void {
    const { tracks, trackOf, pools, ceilings, clock } = this.#board;
    for (const start of starts) {
      const track = tracks[trackOf[start]!]!;
      const begins = track.atom[start - track.base]!;
      for (const need of track.needs)
        for (const ceiling of pools[need.pool]!.ceilings) {
          const first = ceiling * clock.atoms + begins;
          const to = first + need.to - ceilings[ceiling]!.length + 1;
          for (let place = first + need.from; place < to; place++) {
            this.#wanted[place]! += sign;
            this.#step(place, size);
          }
        }
    }
  }

  /** Dearer where more is wanted than there is, cheaper where less is. */
  step(size: number): void {
    for (const place of this.#priced) this.#step(place, size);
  }

  /** What all that there is would cost. */
  ofSupply(): number {
    let sum = 0;
    for (const place of this.#priced) sum += this.#price[place]! * this.#capacity[place]!;
    return sum;
  }

  copy(): PriceList {
    return Float64Array.from(this.#priced, (place) => this.#price[place]!);
  }

  set(list: PriceList): void {
    for (const [i, place] of this.#priced.entries()) this.#change(place, round(list[i] ?? 0));
  }

  /** A running mean that takes its share of these prices. */
  mixedInto(mean: PriceList, share: number): PriceList {
    return Float64Array.from(this.#priced, (place, i) => {
      const old = mean[i] ?? 0;
      return old + share * (this.#price[place]! - old);
    });
  }

  /** What turns round takes smaller steps from then on. */
  #step(place: number, size: number): void {
    const more = this.#wanted[place]! - this.#capacity[place]!;
    const price = this.#price[place]!;
    if (more === 0 || (more < 0 && price === 0)) return;
    const sign = more > 0 ? 1 : -1;
    const way = this.#way[place]!;
    if (way === 0) this.#priced.push(place);
    if (way === -sign) this.#turns[place]!++;
    this.#way[place] = sign;
    this.#change(place, Math.max(0, round(price + (sign * size) / (1 + shrink * this.#turns[place]!))));
  }

  /** A price changes, and with it what all starts cost that have a window with this stretch. */
  #change(place: number, price: number): void {
    const change = price - this.#price[place]!;
    if (change === 0) return;
    this.#price[place] = price;
    const { atoms } = this.#board.clock;
    const ceiling = Math.floor(place / atoms);
    const atom = place - ceiling * atoms;
    const { length } = this.#board.ceilings[ceiling]!;
    for (const shape of this.#shapesUnder[ceiling]!) {
      const { begin, end } = placesWithin(shape, atom - shape.to + length, atom - shape.from);
      for (let i = begin; i < end; i++) this.ofStarts[shape.starts[i]!]! += change;
    }
  }
}

const round = (price: number): number => Math.round(price / grain) * grain;
