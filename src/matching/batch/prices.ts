import type { Board } from "./board.ts";
import type { Track } from "./track.ts";

/** Prices are multiples of this, so that sums of them are exact and a bound needs no tolerance. */
const grain = 1 / 1024;
/** How much smaller a price's steps become each time that it turns round. */
const shrink = 0.3;

/** By pool and atom. */
export type PriceList = readonly Float64Array[];

/**
 * What time costs: a price for each pool and atom, at which nobody minds that more is wanted than there is. `wanted` counts what all
 * requests would take at the prices that each of them saw last.
 */
export class Prices {
  /** By start: what its windows cost. */
  readonly ofStarts: Float64Array;
  readonly #board: Board;
  readonly #price: PriceList;
  readonly #wanted: Int16Array[];
  readonly #turns: Int16Array[];
  readonly #way: Int8Array[];
  readonly #tracksOf: readonly number[][];
  readonly #reach: readonly number[];

  constructor(board: Board) {
    const { atoms } = board.clock;
    this.#board = board;
    this.ofStarts = new Float64Array(board.starts);
    this.#price = board.pools.map(() => new Float64Array(atoms));
    this.#wanted = board.pools.map(() => new Int16Array(atoms));
    this.#turns = board.pools.map(() => new Int16Array(atoms));
    this.#way = board.pools.map(() => new Int8Array(atoms));
    const takes = ({ needs }: Track, outer: number) =>
      needs.some(({ pool }) => board.pools[pool]!.around.includes(outer));
    this.#tracksOf = board.pools.map((_, outer) =>
      board.tracks.flatMap((track, at) => (takes(track, outer) ? [at] : [])),
    );
    this.#reach = board.tracks.map(({ needs }) => Math.max(0, ...needs.flatMap(({ from, to }) => [-from, to])));
  }

  /** Adds what a series takes to what is wanted, or with -1 takes it away. */
  want(starts: readonly number[], sign: 1 | -1): void {
    this.#eachWindow(starts, (pool, from, to) => {
      const wanted = this.#wanted[pool]!;
      for (let atom = from; atom < to; atom++) wanted[atom]! += sign;
    });
  }

  /** Dearer where more is wanted than there is, cheaper where less is. */
  step(size: number): void {
    for (let pool = 0; pool < this.#price.length; pool++) this.#stepWithin(pool, 0, this.#price[pool]!.length, size);
    this.#refresh();
  }

  /** The same only where these series are: the next request sees what the last one wanted. */
  stepAt(starts: readonly number[], size: number): void {
    this.#eachWindow(starts, (pool, from, to) => {
      if (this.#stepWithin(pool, from, to, size)) this.#refreshAround(pool, from, to);
    });
  }

  /** What all that there is would cost. */
  ofSupply(): number {
    let sum = 0;
    for (const [pool, price] of this.#price.entries()) {
      const { capacity } = this.#board.pools[pool]!;
      for (let atom = 0; atom < price.length; atom++) sum += price[atom]! * capacity[atom]!;
    }
    return sum;
  }

  copy(): PriceList {
    return this.#price.map((price) => price.slice());
  }

  set(list: PriceList): void {
    for (const [pool, price] of this.#price.entries())
      for (let atom = 0; atom < price.length; atom++) price[atom] = round(list[pool]![atom]!);
    this.#refresh();
  }

  /** Lets a running mean take its share of these prices. */
  meanInto(mean: PriceList, share: number): void {
    for (const [pool, price] of this.#price.entries()) {
      const old = mean[pool]!;
      for (let atom = 0; atom < price.length; atom++) old[atom]! += share * (price[atom]! - old[atom]!);
    }
  }

  /** Whether any price changed. What turns round takes smaller steps from then on. */
  #stepWithin(pool: number, from: number, to: number, size: number): boolean {
    const wanted = this.#wanted[pool]!;
    const price = this.#price[pool]!;
    const turns = this.#turns[pool]!;
    const way = this.#way[pool]!;
    const { capacity } = this.#board.pools[pool]!;
    let isChanged = false;
    for (let atom = from; atom < to; atom++) {
      const more = wanted[atom]! - capacity[atom]!;
      if (more === 0 || (more < 0 && price[atom] === 0)) continue;
      const sign = more > 0 ? 1 : -1;
      if (way[atom] === -sign) turns[atom]!++;
      way[atom] = sign;
      const fresh = Math.max(0, round(price[atom]! + (sign * size) / (1 + shrink * turns[atom]!)));
      if (fresh !== price[atom]) isChanged = true;
      price[atom] = fresh;
    }
    return isChanged;
  }

  #eachWindow(starts: readonly number[], look: (pool: number, from: number, to: number) => void): void {
    const { tracks, trackOf, pools } = this.#board;
    for (const start of starts) {
      const { base, atom, needs } = tracks[trackOf[start]!]!;
      const begins = atom[start - base]!;
      for (const { pool, from, to } of needs)
        for (const outer of pools[pool]!.around) look(outer, begins + from, begins + to);
    }
  }

  /** All starts' prices, from running sums of each pool's. */
  #refresh(): void {
    const { pools, tracks, clock } = this.#board;
    this.ofStarts.fill(0);
    const sums = new Float64Array(clock.atoms + 1);
    for (const [inner, { around }] of pools.entries()) {
      sums.fill(0);
      for (const outer of around) {
        const price = this.#price[outer]!;
        let sum = 0;
        for (let atom = 0; atom < price.length; atom++) sums[atom + 1]! += sum += price[atom]!;
      }
      for (const at of this.#tracksOf[inner]!) {
        const { base, atom, needs } = tracks[at]!;
        for (const { pool, from, to } of needs) {
          if (pool !== inner) continue;
          for (let i = 0; i < atom.length; i++)
            this.ofStarts[base + i]! += sums[atom[i]! + to]! - sums[atom[i]! + from]!;
        }
      }
    }
  }

  /** The starts that could have a window there. */
  #refreshAround(outer: number, from: number, to: number): void {
    for (const at of this.#tracksOf[outer]!) {
      const track = this.#board.tracks[at]!;
      const reach = this.#reach[at]!;
      for (let i = firstFrom(track.atom, from - reach); i < track.atom.length && track.atom[i]! < to + reach; i++)
        this.ofStarts[track.base + i] = this.#sum(track, track.atom[i]!);
    }
  }

  #sum({ needs }: Track, begins: number): number {
    let sum = 0;
    for (const { pool, from, to } of needs)
      for (const outer of this.#board.pools[pool]!.around) {
        const price = this.#price[outer]!;
        for (let atom = begins + from; atom < begins + to; atom++) sum += price[atom]!;
      }
    return sum;
  }
}

const round = (price: number): number => Math.round(price / grain) * grain;

/** The first of a sorted array that is not less. */
function firstFrom(sorted: Int32Array, least: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (sorted[middle]! < least) low = middle + 1;
    else high = middle;
  }
  return low;
}
