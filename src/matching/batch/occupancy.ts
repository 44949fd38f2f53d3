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
  /** What each request that changed since `remember` had then. */
  readonly #before = new Map<number, readonly Taking[]>();

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
    this.#note(ask.at);
    this.#giveBack(ask.at, []);
    this.#of[ask.at] = [];
  }

  /** From here on changes can be undone. */
  remember(): void {
    this.#before.clear();
  }

  /** All is as it was when it was remembered. */
  undo(): void {
    for (const [at, before] of this.#before) this.#giveBack(at, before);
    for (const [at, before] of this.#before) this.#takeAgain(at, before);
    this.#before.clear();
  }

  /** By request. */
  save(): readonly (readonly Taking[])[] {
    return [...this.#of];
  }

  load(saved: readonly (readonly Taking[])[]): void {
    for (const [at, takings] of saved.entries()) this.#giveBack(at, takings);
    for (const [at, takings] of saved.entries()) this.#takeAgain(at, takings);
    this.#before.clear();
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
      if (this.#hasOpen(pool, atom + from, atom + to)) continue;
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

  /** The requests that have something where one of the start's needs would take it, or so near that they could stand there instead. */
  near(start: number, need: number, reach: number): number[] {
    const { base, atom, needs } = this.#board.tracks[this.#board.trackOf[start]!]!;
    const { pool, from, to } = needs[need]!;
    const begins = Math.max(0, atom[start - base]! + from - reach);
    const ends = Math.min(this.#board.clock.atoms, atom[start - base]! + to + reach);
    const found = new Set<number>();
    for (const lane of this.#board.pools[pool]!.lanes)
      for (const owner of this.lanes.requestsIn(lane, begins, ends)) found.add(owner);
    return [...found];
  }

  #note(at: number): void {
    if (!this.#before.has(at)) this.#before.set(at, this.#of[at]!);
  }

  /** All that a request has and that is not among these. */
  #giveBack(at: number, kept: readonly Taking[]): void {
    for (const taking of this.#of[at]!) if (!kept.includes(taking)) this.#mark(taking, 0);
  }

  /** What it had at another time; the rest was given back. */
  #takeAgain(at: number, takings: readonly Taking[]): void {
    for (const taking of takings) if (!this.#of[at]!.includes(taking)) this.#mark(taking, at + 1);
    this.#of[at] = takings;
  }

  #mark(taking: Taking, owner: number): void {
    this.lanes.mark(taking, owner);
    this.#crowds.note(taking, owner > 0);
    this.vacancies.note(taking, owner > 0);
  }

  #hasRoom(pool: number, from: number, to: number): boolean {
    if (this.lanes.onlyLane(pool) >= 0) return this.#hasOpen(pool, from, to);
    if (this.#crowds.isFull(pool, from, to)) return false;
    return this.#hasOpen(pool, from, to) || this.#findShift(pool, from, to) >= 0;
  }

  #hasOpen(pool: number, from: number, to: number, besides = -1): boolean {
    const only = this.lanes.onlyLane(pool);
    if (only >= 0) return only !== besides && this.lanes.isOpen(only, from, to);
    return this.#crowds.hasOpen(pool, from, to, besides);
  }

  #add(at: number, taking: Taking): void {
    this.#note(at);
    this.#mark(taking, at + 1);
    this.#of[at] = [...this.#of[at]!, taking];
  }

  #shift(at: number, taking: Taking, lane: number): void {
    this.#note(at);
    const shifted = { ...taking, lane };
    this.#mark(taking, 0);
    this.#mark(shifted, at + 1);
    this.#of[at] = this.#of[at]!.map((one) => (one === taking ? shifted : one));
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
      this.#shift(owner, taking, this.lanes.tightest(taking.pool, taking.from, taking.to, lane));
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
      if (!this.#hasOpen(taking.pool, taking.from, taking.to, lane)) return false;
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
