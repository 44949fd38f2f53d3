import { gapCost, lateCost } from "../costs.ts";
import type { Ask } from "./ask.ts";
import type { Board } from "./board.ts";
import type { DayTable } from "./day-table.ts";
import type { Windows } from "./windows.ts";

const NONE = -1;

/**
 * The cheapest series over a table of days, exact, with as many sessions left out as is cheapest. It walks from one session
 * that is booked to the next: `costs[j]` holds the cheapest way for the session number j on a day by somebody, `before` its
 * predecessor.
 */
export class BestSeries {
  /** What it costs, sessions that are left out included. */
  cost = 0;
  /** Its starts, in order. */
  readonly starts: number[] = [];
  readonly #board: Board;
  readonly #table: DayTable;
  #ask!: Ask;
  #windows!: Windows;
  #costs: Float64Array[] = [];
  #before: Int32Array[] = [];
  /** By day: the cheapest of all practitioners, and which of the cells. */
  #least: Float64Array[] = [];
  #leastCell: Int32Array[] = [];
  /** By j: the cheapest at the booked session before this part, and its predecessor: a cell of `j`, or none. */
  #origin = new Float64Array(0);
  #originCell: Int32Array[] = [];
  #runAny = new Float64Array(0);
  #runAnyCell = new Int32Array(0);

  constructor(board: Board, table: DayTable) {
    this.#board = board;
    this.#table = table;
  }

  /** Fills nothing itself: the table must hold the days that `windows` was told of. */
  find(ask: Ask, windows: Windows): void {
    this.#ask = ask;
    this.#windows = windows;
    this.#reserve();
    const { fixed, sessions, end } = ask;
    this.#origin.fill(Infinity);
    this.#origin[0] = 0;
    for (let part = 0; part <= fixed.length; part++) {
      const from = Math.max(ask.first, part === 0 ? 0 : fixed[part - 1]!.day + 1);
      const to = Math.min(end, fixed[part]?.day ?? end);
      for (let j = 1; j <= sessions; j++)
        this.#place(j, part, Math.max(from, windows.from[j]!), Math.min(to, windows.to[j]!), from);
      this.#pass(part, from, to);
    }
    this.#readBack();
  }

  #reserve(): void {
    const { sessions, fixed, who } = this.#ask;
    const days = this.#board.clock.days;
    const cells = this.#table.cost.length;
    while (this.#costs.length <= sessions) {
      this.#costs.push(new Float64Array(cells));
      this.#before.push(new Int32Array(cells));
      this.#least.push(new Float64Array(days));
      this.#leastCell.push(new Int32Array(days));
    }
    while (this.#originCell.length <= fixed.length + 1) this.#originCell.push(new Int32Array(0));
    for (let part = 0; part <= fixed.length + 1; part++)
      if (this.#originCell[part]!.length <= sessions) this.#originCell[part] = new Int32Array(sessions + 1);
    if (this.#origin.length <= sessions) this.#origin = new Float64Array(sessions + 1);
    if (this.#runAny.length < who + 1) {
      this.#runAny = new Float64Array(who + 1);
      this.#runAnyCell = new Int32Array(who + 1);
    }
  }

  /** Session number `j` on each day between two that are booked. */
  #place(j: number, part: number, from: number, to: number, partFrom: number): void {
    const ask = this.#ask;
    const { who, fewest, most, steady, gap, stepCost } = ask;
    const { continuity } = this.#board.problem.weights;
    const { cost: table } = this.#table;
    const costs = this.#costs[j]!;
    const before = this.#before[j]!;
    const least = this.#least[j]!;
    const leastCell = this.#leastCell[j]!;
    const last = this.#costs[j - 1]!;
    const lastLeast = this.#least[j - 1]!;
    const lastLeastCell = this.#leastCell[j - 1]!;
    const isOpen = most > this.#board.clock.days; // no gap is too long
    const explicit = isOpen ? steady - 1 : most;
    const run = this.#runAny;
    const runCell = this.#runAnyCell;
    const lastFrom = Math.max(partFrom, this.#windows.from[j - 1]!);
    const lastTo = this.#windows.to[j - 1]!;
    if (isOpen) {
      run.fill(Infinity);
      // What stands before the window has its gaps to the first day of it.
      if (j > 1)
        for (let day = lastFrom; day < Math.min(lastTo, from - steady); day++)
          this.#carry(day, last, lastLeast, lastLeastCell, gap[steady]!, stepCost);
      if (lastTo < from - steady) for (let i = 0; i <= who; i++) run[i]! += stepCost * (from - steady - lastTo);
    }
    for (let day = from; day < to; day++) {
      const carried = day - steady;
      if (isOpen && j > 1 && carried >= lastFrom && carried < lastTo)
        this.#carry(carried, last, lastLeast, lastLeastCell, gap[steady]!, stepCost);
      else if (isOpen) for (let i = 0; i <= who; i++) run[i]! += stepCost;
      least[day] = Infinity;
      const row = day * who;
      let any = Infinity;
      let anyCell = NONE;
      const nearest = Math.min(lastTo - 1, day - fewest);
      const furthest = Math.max(lastFrom, day - explicit);
      if (j > 1) {
        for (let d = nearest; d >= furthest; d--) {
          const c = lastLeast[d]! + gap[day - d]!;
          if (c < any) {
            any = c;
            anyCell = lastLeastCell[d]!;
          }
        }
        if (isOpen && run[who]! < any) {
          any = run[who]!;
          anyCell = runCell[who]!;
        }
      }
      const late = lateCost(ask.demand, this.#board.problem.weights, j + part, day + this.#board.clock.firstDay);
      const fromOrigin = this.#fromOrigin(j, part, day);
      for (let by = 0; by < who; by++) {
        const cell = row + by;
        const here = table[cell]!;
        if (here === Infinity) {
          costs[cell] = Infinity;
          continue;
        }
        let best = any + continuity;
        let bestCell = anyCell;
        if (j > 1) {
          for (let d = nearest; d >= furthest; d--) {
            const c = last[d * who + by]! + gap[day - d]!;
            if (c < best) {
              best = c;
              bestCell = d * who + by;
            }
          }
          if (isOpen && run[by]! < best) {
            best = run[by]!;
            bestCell = runCell[by]!;
          }
        }
        if (fromOrigin < Infinity) {
          const c = fromOrigin + this.#continuityFrom(part, by);
          if (c < best) {
            best = c;
            bestCell = NONE;
          }
        }
        best += here + late;
        costs[cell] = best;
        before[cell] = bestCell;
        if (best < least[day]!) {
          least[day] = best;
          leastCell[day] = cell;
        }
      }
    }
  }

  /** Where no gap is too long, those beyond `steady` days cost a step more with each day: the cheapest is carried along. */
  #carry(
    day: number,
    last: Float64Array,
    least: Float64Array,
    leastCell: Int32Array,
    gapCost: number,
    step: number,
  ): void {
    const { who } = this.#ask;
    const run = this.#runAny;
    for (let by = 0; by <= who; by++) {
      const fresh = (by < who ? last[day * who + by]! : least[day]!) + gapCost;
      run[by]! += step;
      if (fresh >= run[by]!) continue;
      run[by] = fresh;
      this.#runAnyCell[by] = by < who ? day * who + by : leastCell[day]!;
    }
  }

  /** As the first one behind the session that is booked before it, or the first at all. */
  #fromOrigin(j: number, part: number, day: number): number {
    const { demand, fixed, fewest, most } = this.#ask;
    if (part === 0) return j === 1 ? 0 : Infinity;
    const days = day - fixed[part - 1]!.day;
    if (days < fewest || days > most) return Infinity;
    return this.#origin[j - 1]! + gapCost(demand, this.#board.problem.weights, days);
  }

  #continuityFrom(part: number, by: number): number {
    const known = part === 0 ? -1 : this.#ask.fixed[part - 1]!.who;
    return known === -1 || known === by ? 0 : this.#board.problem.weights.continuity;
  }

  /** Goes through the next booked session, or to the end: with each number of sessions the cheapest that may stand before it. */
  #pass(part: number, from: number, to: number): void {
    const { demand, fixed, sessions, who, fewest, most } = this.#ask;
    const booked = fixed[part];
    for (let j = 0; j <= sessions; j++) {
      let best = this.#origin[j]!;
      let bestCell = NONE;
      if (j > 0)
        for (
          let day = Math.max(from, this.#windows.from[j]!, booked ? booked.day - most : from);
          day < Math.min(to, this.#windows.to[j]!);
          day++
        ) {
          const days = booked ? booked.day - day : 0;
          if (booked && days < fewest) break;
          if (!Number.isFinite(this.#least[j]![day])) continue;
          for (let by = 0; by < who; by++) {
            const cell = day * who + by;
            const c =
              this.#costs[j]![cell]! +
              (booked ? gapCost(demand, this.#board.problem.weights, days) + this.#continuityTo(booked.who, by) : 0);
            if (c < best) {
              best = c;
              bestCell = cell;
            }
          }
        }
      this.#origin[j] = best;
      this.#originCell[part + 1]![j] = bestCell;
    }
  }

  #continuityTo(known: number, by: number): number {
    return known === -1 || known === by ? 0 : this.#board.problem.weights.continuity;
  }

  #readBack(): void {
    const { sessions, unplaced, fixed } = this.#ask;
    let j = 0;
    this.cost = Infinity;
    for (let count = 0; count <= sessions; count++) {
      const cost = this.#origin[count]! + (sessions - count) * unplaced;
      if (cost < this.cost) [this.cost, j] = [cost, count];
    }
    this.starts.length = 0;
    for (let part = fixed.length + 1; part > 0; part--) {
      for (let cell = this.#originCell[part]![j]!; cell !== NONE; cell = this.#before[j--]![cell]!)
        this.starts.push(this.#table.start[cell]!);
    }
    this.starts.reverse();
  }
}
