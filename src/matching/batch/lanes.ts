import type { Board } from "./board.ts";

/** One lane taken for one window of atoms; by a need of this pool, or by the patient with -1. */
export interface Taking {
  lane: number;
  from: number;
  to: number;
  pool: number;
}

/** No gap is looked at further than this, in atoms. */
const furthest = 32;

/** What is taken, lane by lane, one bit for each atom; and by which request. */
export class Lanes {
  readonly #board: Board;
  readonly #words: number;
  readonly #taken: Uint32Array;
  /** The same before any request took something. */
  readonly #walls: Uint32Array;
  /** By pool and length of a window, and by the atom in which it begins: a place among the lists, as they are asked for. */
  readonly #within: readonly Map<number, Int32Array>[];
  readonly #lists: (readonly number[])[] = [[]];
  /** By lane and atom: the request that took it, counted from 1. */
  readonly #owner: Uint16Array;

  constructor(board: Board) {
    this.#board = board;
    this.#words = (board.clock.atoms >>> 5) + 1;
    this.#taken = new Uint32Array(board.lanes * this.#words).fill(0xffffffff);
    this.#owner = new Uint16Array(board.lanes * board.clock.atoms);
    this.#open();
    this.#walls = this.#taken.slice();
    this.#within = board.pools.map(() => new Map());
  }

  isOpen(lane: number, from: number, to: number): boolean {
    return this.#isClear(this.#taken, lane, from, to);
  }

  /** The lanes of a pool in which nothing but requests can be in the way. */
  within(pool: number, from: number, to: number): readonly number[] {
    const known = this.#placesOf(pool, to - from);
    if (known[from] === 0) {
      const lanes = [...new Set(this.#board.pools[pool]!.lanes)].filter((lane) => this.#wasOpen(lane, from, to));
      known[from] = this.#lists.push(lanes) - 1;
    }
    return this.#lists[known[from]!]!;
  }

  #placesOf(pool: number, length: number): Int32Array {
    const known = this.#within[pool]!.get(length);
    if (known) return known;
    const places = new Int32Array(this.#board.clock.atoms);
    this.#within[pool]!.set(length, places);
    return places;
  }

  #wasOpen(lane: number, from: number, to: number): boolean {
    return this.#isClear(this.#walls, lane, from, to);
  }

  #isClear(words: Uint32Array, lane: number, from: number, to: number): boolean {
    const base = lane * this.#words;
    const first = from >>> 5;
    const last = (to - 1) >>> 5;
    const head = 0xffffffff << (from & 31);
    const tail = 0xffffffff >>> (31 - ((to - 1) & 31));
    if (first === last) return (words[base + first]! & head & tail) === 0;
    if ((words[base + first]! & head) !== 0 || (words[base + last]! & tail) !== 0) return false;
    for (let word = first + 1; word < last; word++) if (words[base + word] !== 0) return false;
    return true;
  }

  /** Of a pool's open lanes the one with the least around the window, so that what is left stays long; -1 where none is open. */
  tightest(pool: number, from: number, to: number, besides = -1): number {
    const only = this.onlyLane(pool);
    if (only >= 0) return only !== besides && this.isOpen(only, from, to) ? only : -1;
    const lanes = this.within(pool, from, to);
    let best = -1;
    let least = Infinity;
    for (let i = 0; i < lanes.length; i++) {
      const lane = lanes[i]!;
      if (lane === besides || !this.isOpen(lane, from, to)) continue;
      const around = this.#around(lane, from, to);
      if (around < least) [best, least] = [lane, around];
    }
    return best;
  }

  /** -1 where there are several, or none. */
  onlyLane(pool: number): number {
    const { lanes } = this.#board.pools[pool]!;
    return lanes.length === 1 ? lanes[0]! : -1;
  }

  /** The request that took this atom; -1 where none did. */
  ownerAt(lane: number, atom: number): number {
    return this.#owner[lane * this.#board.clock.atoms + atom]! - 1;
  }

  requestsIn(lane: number, from: number, to: number): Set<number> {
    const found = new Set<number>();
    const base = lane * this.#board.clock.atoms;
    for (let at = base + from; at < base + to; at++) if (this.#owner[at]! > 0) found.add(this.#owner[at]! - 1);
    return found;
  }

  mark({ lane, from, to }: Taking, owner: number): void {
    const base = lane * this.#words;
    const atoms = this.#board.clock.atoms;
    for (let atom = from; atom < to; atom++) {
      const bit = 1 << (atom & 31);
      if (owner > 0) this.#taken[base + (atom >>> 5)]! |= bit;
      else this.#taken[base + (atom >>> 5)]! &= ~bit;
      this.#owner[lane * atoms + atom] = owner;
    }
  }

  #around(lane: number, from: number, to: number): number {
    let before = from;
    let behind = to;
    while (before > 0 && from - before < furthest && this.isOpen(lane, before - 1, before)) before--;
    while (behind < this.#board.clock.atoms && behind - to < furthest && this.isOpen(lane, behind, behind + 1))
      behind++;
    return from - before + behind - to;
  }

  /** What is free of the resources, and all the time of patients. */
  #open(): void {
    const { problem, clock, lanes, resourceLanes } = this.#board;
    let lane = 0;
    for (const resource of problem.resources)
      for (const free of resource.lanes) {
        for (const [start, end] of free) {
          const from = Math.max(0, clock.atomFrom(start));
          this.mark({ lane, from, to: Math.min(clock.atoms, clock.atomTo(end)), pool: -1 }, 0);
        }
        lane++;
      }
    for (lane = resourceLanes; lane < lanes; lane++) this.mark({ lane, from: 0, to: clock.atoms, pool: -1 }, 0);
  }
}
