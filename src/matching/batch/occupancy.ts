import type { Ask } from "./ask.ts";
import type { Board } from "./board.ts";
import { Crowds } from "./crowds.ts";
import { Lanes, type Taking } from "./lanes.ts";
import type { Track } from "./track.ts";
import { Vacancies } from "./vacancies.ts";

/** Which request has taken what. Another lane of the same pool does as well, so takings are shifted to make room for one more. */
export class Occupancy {
  readonly lanes: Lanes;
  readonly vacancies: Vacancies;
  readonly #crowds: Crowds;
  readonly #board: Board;
  readonly #of: (readonly Taking[])[];
  /** What changed since `remember`, the last at the end: what the request had before. */
  readonly #log: { at: number; before: readonly Taking[] }[] = [];

  constructor(board: Board) {
    this.#board = board;
    this.lanes = new Lanes(board);
    this.#crowds = new Crowds(board, this.lanes);
    this.#of = board.asks.map(() => []);
    this.vacancies = new Vacancies(board, (pool, from, to) => this.#hasRoom(pool, from, to));
  }

  /** Whether there is a lane for each need of the start, and the patient, who may have other requests, is not taken. */
  isFree(ask: Ask, start: number): boolean {
    if (!this.vacancies.has(start)) return false;
    if (ask.patientLane < 0 && !this.#board.isEntangled) return true;
    const track = this.#board.tracks[this.#board.trackOf[start]!]!;
    const atom = track.atom[start - track.base]!;
    if (ask.patientLane >= 0 && !this.lanes.isOpen(ask.patientLane, atom, atom + track.length)) return false;
    return !track.entangled || this.#chooseEntangled(track.needs, atom) !== null;
  }

  /** Takes lanes for all starts of a series. False, and nothing is taken, where that cannot be. */
  take(ask: Ask, starts: readonly number[]): boolean {
    if (starts.every((start) => this.#takeStart(ask, start))) return true;
    this.release(ask);
    return false;
  }

  #takeStart({ at, patientLane }: Ask, start: number): boolean {
    const { length, needs, entangled, base, atom: atoms } = this.#board.tracks[this.#board.trackOf[start]!]!;
    const atom = atoms[start - base]!;
    if (patientLane >= 0) {
      if (!this.lanes.isOpen(patientLane, atom, atom + length)) return false;
      this.#add(at, { lane: patientLane, from: atom, to: atom + length, pool: -1 });
    }
    const together = entangled ? this.#chooseEntangled(needs, atom) : [];
    return needs.every(({ pool, from, to }, i) => {
      const lane = entangled ? (together?.[i] ?? -1) : this.#makeRoom(pool, atom + from, atom + to);
      if (lane >= 0) this.#add(at, { lane, from: atom + from, to: atom + to, pool });
      return lane >= 0;
    });
  }

  /** Gives back all that a request has taken. */
  release(ask: Ask): void {
    this.#set(ask.at, []);
  }

  /** From here on changes can be undone. */
  remember(): void {
    this.#log.length = 0;
  }

  /** All is as it was when it was remembered. */
  undo(): void {
    for (const { at, before } of this.#log.toReversed()) this.#set(at, before);
    this.#log.length = 0;
  }

  /** By request. */
  save(): readonly (readonly Taking[])[] {
    return [...this.#of];
  }

  load(saved: readonly (readonly Taking[])[]): void {
    for (const { at } of this.#board.asks) this.#set(at, []);
    for (const [at, takings] of saved.entries()) this.#set(at, takings);
    this.#log.length = 0;
  }

  /** The lanes that a request's starts took, need by need and start by start. */
  lanesOf(ask: Ask): number[] {
    return this.#of[ask.at]!.filter(({ pool }) => pool >= 0).map(({ lane }) => lane);
  }

  /** The requests that would have to go for this start: in each pool those in the lane where the fewest are in the way. */
  inTheWay(ask: Ask, start: number, found: Set<number>): void {
    const track = this.#board.tracks[this.#board.trackOf[start]!]!;
    const atom = track.atom[start - track.base]!;
    for (const { pool, from, to } of track.needs) {
      if (this.lanes.hasOpen(pool, atom + from, atom + to)) continue;
      let fewest: Set<number> | null = null;
      for (const lane of this.lanes.within(pool, atom + from, atom + to)) {
        const owners = this.lanes.requestsIn(lane, atom + from, atom + to);
        if (fewest === null || owners.size < fewest.size) fewest = owners;
      }
      for (const owner of fewest ?? []) found.add(owner);
    }
    if (ask.patientLane >= 0)
      for (const owner of this.lanes.requestsIn(ask.patientLane, atom, atom + track.length)) found.add(owner);
  }

  /** The requests that have something around this start, of what its first need takes. */
  near(start: number, reach: number): number[] {
    const { base, atom, needs } = this.#board.tracks[this.#board.trackOf[start]!]!;
    if (needs.length === 0) return [];
    const from = Math.max(0, atom[start - base]! - reach);
    const to = Math.min(this.#board.clock.atoms, atom[start - base]! + reach);
    const found = new Set<number>();
    for (const lane of this.#board.pools[needs[0]!.pool]!.lanes)
      for (const owner of this.lanes.requestsIn(lane, from, to)) found.add(owner);
    return [...found];
  }

  #set(at: number, takings: readonly Taking[]): void {
    const before = this.#of[at]!;
    for (const taking of before) if (!takings.includes(taking)) this.#mark(taking, 0);
    for (const taking of takings) if (!before.includes(taking)) this.#mark(taking, at + 1);
    this.#of[at] = takings;
    this.#log.push({ at, before });
  }

  #mark(taking: Taking, owner: number): void {
    this.lanes.mark(taking, owner);
    this.#crowds.note(taking, owner > 0);
    this.vacancies.note(taking, owner > 0);
  }

  #hasRoom(pool: number, from: number, to: number): boolean {
    if (this.#crowds.isFull(pool, from, to)) return false;
    return this.lanes.hasOpen(pool, from, to) || this.#findShift(pool, from, to) >= 0;
  }

  #add(at: number, taking: Taking): void {
    this.#set(at, [...this.#of[at]!, taking]);
  }

  /** A lane that is open, if need be after others were shifted; -1 where there is none. */
  #makeRoom(pool: number, from: number, to: number): number {
    const open = this.lanes.tightest(pool, from, to);
    if (open >= 0) return open;
    const lane = this.#findShift(pool, from, to);
    if (lane < 0) return -1;
    for (let atom = from; atom < to; atom++) {
      const owner = this.lanes.ownerAt(lane, atom);
      if (owner < 0) continue;
      const taking = this.#takingAt(owner, lane, atom);
      const other = this.lanes.tightest(taking.pool, taking.from, taking.to, lane);
      const takings = this.#of[owner]!;
      this.#set(
        owner,
        takings.map((one) => (one === taking ? { ...taking, lane: other } : one)),
      );
    }
    return lane;
  }

  /** A lane of which all that stands in the window can go into other lanes; -1 where there is none. */
  #findShift(pool: number, from: number, to: number): number {
    if (this.#board.pools[pool]!.lanes.length < 2) return -1;
    const lanes = this.lanes.within(pool, from, to);
    for (let i = 0; i < lanes.length; i++) if (this.#canClear(lanes[i]!, from, to)) return lanes[i]!;
    return -1;
  }

  #canClear(lane: number, from: number, to: number): boolean {
    for (let atom = from; atom < to; atom++) {
      const owner = this.lanes.ownerAt(lane, atom);
      if (owner < 0) continue;
      const taking = this.#takingAt(owner, lane, atom);
      if (!this.lanes.hasOpen(taking.pool, taking.from, taking.to, lane)) return false;
      atom = taking.to - 1;
    }
    return true;
  }

  #takingAt(owner: number, lane: number, atom: number): Taking {
    const takings = this.#of[owner]!;
    let i = 0;
    while (takings[i]!.lane !== lane || takings[i]!.from > atom || takings[i]!.to <= atom) i++;
    return takings[i]!;
  }

  /** Where two needs could want the same lane at once, all ways are tried. */
  #chooseEntangled(needs: Track["needs"], atom: number): number[] | null {
    const lanes: number[] = [];
    const choose = (i: number): boolean => {
      if (i === needs.length) return true;
      const { pool, from, to } = needs[i]!;
      for (const lane of this.#board.pools[pool]!.lanes) {
        const meets = (other: number, j: number) => other === lane && needs[j]!.from < to && from < needs[j]!.to;
        if (!this.lanes.isOpen(lane, atom + from, atom + to) || lanes.some(meets)) continue;
        lanes.push(lane);
        if (choose(i + 1)) return true;
        lanes.pop();
      }
      return false;
    };
    return choose(0) ? lanes : null;
  }
}
