import type { Ask } from "./ask.ts";
import type { Board } from "./board.ts";
import { type DayTable, isElsewhere, type Terms } from "./day-table.ts";
import { grain } from "./prices.ts";
import type { Windows } from "./windows.ts";

/** All starts that a series of a request could have that costs no more than `limit`: the cheapest of each cell first. */
export interface Candidates {
  limit: number;
  /** By cell of a day table, counted from the request's first day: where its starts begin; one more than there are cells. */
  from: Int32Array;
  start: Int32Array;
  /** By cell: what a series with the cheapest of its starts costs at least, in whole points. */
  floors: Uint16Array;
  /** What each start costs, the prices included that were known when they were gathered. */
  cost: Float64Array;
}

/** Gathers the candidates of one request after the other in the same arrays. */
export class Gathering {
  readonly #board: Board;
  readonly #start: Int32Array;
  readonly #cost: Float64Array;
  readonly #prices: Float64Array;
  readonly #whoOfTrack: Int16Array;
  /** Of one day: each start with its cost in one number, so that sorting is quick. */
  #keys = new Float64Array(256);
  #count = 0;

  /** No request may have more than `most`. */
  constructor(board: Board, prices: Float64Array, most: number) {
    this.#board = board;
    this.#prices = prices;
    this.#start = new Int32Array(most);
    this.#cost = new Float64Array(most);
    this.#whoOfTrack = new Int16Array(board.tracks.length);
  }

  /** Null where they are too many. */
  candidatesOf(ask: Ask, floors: Uint16Array, limit: number): Candidates | null {
    for (const [i, at] of ask.tracks.entries()) this.#whoOfTrack[at] = ask.whoOf[i]!;
    const days = ask.end - ask.first;
    const from = new Int32Array(days * ask.who + 1);
    const cells = new Uint16Array(days * ask.who);
    let count = 0;
    for (let day = 0; day < days; day++) {
      const least = leastOf(floors, day, days);
      const keys = least > limit ? this.#keys.subarray(0, 0) : this.#startsOn(ask, ask.first + day, limit - least);
      cells.fill(least, day * ask.who, (day + 1) * ask.who);
      if (count + keys.length > this.#start.length) return null;
      this.#addByWho(ask, keys, from, day * ask.who, count);
      count += keys.length;
    }
    return { limit, from, floors: cells, start: this.#start.slice(0, count), cost: this.#cost.slice(0, count) };
  }

  /** The starts that cost no more than `spare` beyond the cheapest of the day, in the order of what they cost. */
  #startsOn(ask: Ask, day: number, spare: number): Float64Array {
    const { tracks, trackCost, whoOf, patterns, busyDays } = ask;
    const isBusy = busyDays.has(day);
    let least = Infinity;
    this.#count = 0;
    for (let i = 0; i < tracks.length; i++) {
      const { dayFrom, time, base } = this.#board.tracks[tracks[i]!]!;
      const wishes = patterns === null ? null : patterns[whoOf[i]!]!;
      for (let start = dayFrom[day]!; start < dayFrom[day + 1]!; start++) {
        const cost = trackCost[i]! + this.#prices[start]! + (wishes === null ? 0 : wishes[time[start - base]!]!);
        if (cost > least + spare || (isBusy && isElsewhere(this.#board, ask, tracks[i]!, start))) continue;
        if (cost < least) least = cost;
        this.#push((cost / grain) * this.#board.starts + start);
      }
    }
    const limit = ((least + spare) / grain + 1) * this.#board.starts;
    return sortShort(this.#keys.subarray(0, this.#keepBelow(limit)));
  }

  /** Of the keys of the day those below a limit; how many they are. */
  #keepBelow(limit: number): number {
    let kept = 0;
    for (let i = 0; i < this.#count; i++) if (this.#keys[i]! < limit) this.#keys[kept++] = this.#keys[i]!;
    return kept;
  }

  #push(key: number): void {
    if (this.#count === this.#keys.length) {
      const more = new Float64Array(2 * this.#count);
      more.set(this.#keys);
      this.#keys = more;
    }
    this.#keys[this.#count++] = key;
  }

  /** Into the cells of the day, which begin at `row`; `count` candidates stand before them. */
  #addByWho({ who }: Ask, keys: Float64Array, from: Int32Array, row: number, count: number): void {
    const { trackOf, starts } = this.#board;
    const costOf = (key: number): number => Math.floor(key / starts); // the remainder of numbers this large is slow
    const startOf = (key: number): number => key - costOf(key) * starts;
    const whoOf = (key: number): number => this.#whoOfTrack[trackOf[startOf(key)]!]!;
    const place = new Int32Array(who + 1);
    for (let i = 0; i < keys.length; i++) place[whoOf(keys[i]!) + 1]!++;
    for (let by = 0; by < who; by++) {
      from[row + by + 1] = count + (place[by + 1]! += place[by]!);
    }
    for (let i = 0; i < keys.length; i++) {
      const to = count + place[whoOf(keys[i]!)]!++;
      this.#start[to] = startOf(keys[i]!);
      this.#cost[to] = costOf(keys[i]!) * grain;
    }
  }
}

/** A day has a dozen starts that matter: for so few it is quicker to put each where it belongs than to sort in the general way. */
function sortShort(keys: Float64Array): Float64Array {
  if (keys.length > 64) return keys.sort();
  for (let i = 1; i < keys.length; i++) {
    const key = keys[i]!;
    let to = i;
    for (; to > 0 && keys[to - 1]! > key; to--) keys[to] = keys[to - 1]!;
    keys[to] = key;
  }
  return keys;
}

/** The least of what series cost with any session on this day. */
function leastOf(floors: Uint16Array, day: number, days: number): number {
  let least = Infinity;
  for (let at = day; at < floors.length; at += days) least = Math.min(least, floors[at]!);
  return least;
}

/** As `fillTable`, from the candidates, and only what a series could have that costs no more than `limit`. */
export function fillFrom(
  candidates: Candidates,
  ask: Ask,
  table: DayTable,
  limit: number,
  { added = null, free = null }: Terms,
  { first, end, days }: Windows,
): void {
  const { who } = ask;
  const { from, floors, start: starts, cost: costs } = candidates;
  const { cost: cheapest, start: chosen } = table;
  cheapest.fill(Infinity, first * who, end * who);
  for (let day = first; day < end; day++) {
    if (days !== null && days[day] === 0) continue;
    for (let by = 0; by < who; by++) {
      const cell = (day - ask.first) * who + by;
      const to = from[cell + 1]!;
      let i = from[cell]!;
      if (i === to || floors[cell]! > limit) continue;
      const most = costs[i]! + limit - floors[cell]! + 1;
      let least = most;
      for (; i < to && costs[i]! < least; i++) {
        const start = starts[i]!; // prices only add to what it costs
        const cost = costs[i]! + (added === null ? 0 : added[start]!);
        if (cost >= least || (free !== null && !free.isFree(ask, start))) continue;
        least = cost;
        chosen[day * who + by] = start;
      }
      if (least < most) cheapest[day * who + by] = least;
    }
  }
}
