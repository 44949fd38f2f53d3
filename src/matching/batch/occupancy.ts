import type { Ask } from "./ask.ts";
import type { Board } from "./board.ts";
import type { Track } from "./track.ts";

/** One lane taken for one window of atoms. */
export interface Taking {
  lane: number;
  from: number;
  to: number;
}

/** What is taken, lane by lane, one bit for each atom; and by which request. */
export class Occupancy {
  readonly #board: Board;
  readonly #words: number;
  readonly #taken: Uint32Array;
  readonly #of: Taking[][];
  /** By lane and atom: the request that took it, counted from 1. */
  readonly #owner: Uint16Array;

  constructor(board: Board) {
    this.#board = board;
    this.#words = (board.clock.atoms >>> 5) + 1;
    this.#taken = new Uint32Array(board.lanes * this.#words).fill(0xffffffff);
    this.#owner = new Uint16Array(board.lanes * board.clock.atoms);
    this.#of = board.asks.map(() => []);
    this.#open();
  }

  /** Whether there is a lane for each need of the start, and the patient, who may have other requests, is not taken. */
  isFree(ask: Ask, start: number, at: number): boolean {
    const track = this.#board.tracks[at]!;
    const atom = track.atom[start - track.base]!;
    const { needs } = track;
    for (let i = 0; i < needs.length; i++) {
      const { pool, from, to } = needs[i]!;
      if (this.#laneOf(pool, atom + from, atom + to) < 0) return false;
    }
    if (ask.patientLane >= 0 && !this.isOpen(ask.patientLane, atom, atom + track.length)) return false;
    return !track.entangled || this.#chooseLanes(track, atom) !== null;
  }

  /** Takes lanes for all starts of a series. False, and nothing is taken, where that cannot be. */
  take(ask: Ask, starts: readonly number[]): boolean {
    const mine: Taking[] = [];
    this.#of[ask.at] = mine;
    for (const start of starts) {
      const at = this.#board.trackOf[start]!;
      const track = this.#board.tracks[at]!;
      const atom = track.atom[start - track.base]!;
      const lanes = this.isFree(ask, start, at) ? this.#chooseLanes(track, atom) : null;
      if (!lanes) {
        this.release(ask);
        return false;
      }
      const before = mine.length;
      for (const [i, { from, to }] of track.needs.entries())
        mine.push({ lane: lanes[i]!, from: atom + from, to: atom + to });
      if (ask.patientLane >= 0) mine.push({ lane: ask.patientLane, from: atom, to: atom + track.length });
      for (let i = before; i < mine.length; i++) this.#mark(mine[i]!, ask.at + 1);
    }
    return true;
  }

  /** Gives back all that a request has taken, and says what that was. */
  release(ask: Ask): readonly Taking[] {
    const mine = this.#of[ask.at]!;
    for (const taking of mine) this.#mark(taking, 0);
    this.#of[ask.at] = [];
    return mine;
  }

  /** Takes again what was given back, in the same lanes. */
  restore(ask: Ask, takings: readonly Taking[]): void {
    for (const taking of takings) this.#mark(taking, ask.at + 1);
    this.#of[ask.at] = [...takings];
  }

  takingsOf(ask: Ask): readonly Taking[] {
    return this.#of[ask.at]!;
  }

  /** The lanes that a request's starts took, need by need and start by start. */
  lanesOf(ask: Ask): number[] {
    return this.#of[ask.at]!.filter(({ lane }) => lane < this.#board.resourceLanes).map(({ lane }) => lane);
  }

  /** The requests that would have to go for this start: in each pool those in the lane where the fewest are in the way. */
  inTheWay(ask: Ask, start: number, found: Set<number>): void {
    const track = this.#board.tracks[this.#board.trackOf[start]!]!;
    const atom = track.atom[start - track.base]!;
    for (const { pool, from, to } of track.needs) {
      if (this.#laneOf(pool, atom + from, atom + to) >= 0) continue;
      let fewest: Set<number> | null = null;
      for (const lane of this.#board.pools[pool]!.lanes) {
        const owners = this.#ownersOf(lane, atom + from, atom + to);
        if (owners !== null && (fewest === null || owners.size < fewest.size)) fewest = owners;
      }
      for (const owner of fewest ?? []) found.add(owner);
    }
    if (ask.patientLane >= 0)
      for (const owner of this.#ownersOf(ask.patientLane, atom, atom + track.length) ?? []) found.add(owner);
  }

  /** The requests that have something around this start, of what its first need takes. */
  near(start: number, reach: number): number[] {
    const { atoms } = this.#board.clock;
    const { base, atom, needs } = this.#board.tracks[this.#board.trackOf[start]!]!;
    const found = new Set<number>();
    if (needs.length === 0) return [];
    const from = Math.max(0, atom[start - base]! - reach);
    const to = Math.min(atoms, atom[start - base]! + reach);
    for (const lane of this.#board.pools[needs[0]!.pool]!.lanes)
      for (let at = from; at < to; at++)
        if (this.#owner[lane * atoms + at]! > 0) found.add(this.#owner[lane * atoms + at]! - 1);
    return [...found];
  }

  /** Null where more than requests stands in the window. */
  #ownersOf(lane: number, from: number, to: number): Set<number> | null {
    const owners = new Set<number>();
    for (let atom = from; atom < to; atom++) {
      if ((this.#taken[lane * this.#words + (atom >>> 5)]! & (1 << (atom & 31))) === 0) continue;
      const owner = this.#owner[lane * this.#board.clock.atoms + atom]!;
      if (owner === 0) return null;
      owners.add(owner - 1);
    }
    return owners;
  }

  #chooseLanes(track: Track, atom: number): number[] | null {
    const { needs } = track;
    const lanes: number[] = [];
    if (!track.entangled) {
      for (const { pool, from, to } of needs) lanes.push(this.#laneOf(pool, atom + from, atom + to));
      return lanes;
    }
    const choose = (i: number): boolean => {
      if (i === needs.length) return true;
      const { pool, from, to } = needs[i]!;
      for (const lane of this.#board.pools[pool]!.lanes) {
        const meets = (other: number, j: number) => other === lane && needs[j]!.from < to && from < needs[j]!.to;
        if (!this.isOpen(lane, atom + from, atom + to) || lanes.some(meets)) continue;
        lanes.push(lane);
        if (choose(i + 1)) return true;
        lanes.pop();
      }
      return false;
    };
    return choose(0) ? lanes : null;
  }

  #laneOf(pool: number, from: number, to: number): number {
    const { lanes } = this.#board.pools[pool]!;
    for (let i = 0; i < lanes.length; i++) if (this.isOpen(lanes[i]!, from, to)) return lanes[i]!;
    return -1;
  }

  isOpen(lane: number, from: number, to: number): boolean {
    const base = lane * this.#words;
    const first = from >>> 5;
    const last = (to - 1) >>> 5;
    const head = 0xffffffff << (from & 31);
    const tail = 0xffffffff >>> (31 - ((to - 1) & 31));
    if (first === last) return (this.#taken[base + first]! & head & tail) === 0;
    if ((this.#taken[base + first]! & head) !== 0 || (this.#taken[base + last]! & tail) !== 0) return false;
    for (let word = first + 1; word < last; word++) if (this.#taken[base + word] !== 0) return false;
    return true;
  }

  #mark({ lane, from, to }: Taking, owner: number): void {
    const base = lane * this.#words;
    const atoms = this.#board.clock.atoms;
    for (let atom = from; atom < to; atom++) {
      const bit = 1 << (atom & 31);
      if (owner > 0) this.#taken[base + (atom >>> 5)]! |= bit;
      else this.#taken[base + (atom >>> 5)]! &= ~bit;
      this.#owner[lane * atoms + atom] = owner;
    }
  }

  /** What is free of the resources, and all the time of patients. */
  #open(): void {
    const { problem, clock, lanes, resourceLanes } = this.#board;
    let lane = 0;
    for (const resource of problem.resources)
      for (const free of resource.lanes) {
        for (const [start, end] of free) {
          const from = Math.max(0, clock.atomFrom(start));
          this.#mark({ lane, from, to: Math.min(clock.atoms, clock.atomTo(end)) }, 0);
        }
        lane++;
      }
    for (lane = resourceLanes; lane < lanes; lane++) this.#mark({ lane, from: 0, to: clock.atoms }, 0);
  }
}
