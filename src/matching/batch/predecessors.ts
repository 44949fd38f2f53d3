import type { Ask } from "./ask.ts";

/** The cheapest ways for one session of a series: by day, then one column for each of `who`, and behind them the least of all. */
export interface Layer {
  cost: Float64Array;
  /** The cell of the session before; in the last column the cheapest cell of its own day. */
  before: Int32Array;
}

/** For one day after the other: what the session before it costs at least, by whom it is given, with the days between. */
export class Predecessors {
  /** By column of a layer, the one of all included; Infinity where there is none. */
  readonly cost: Float64Array;
  readonly cell: Int32Array;
  readonly #carried: Float64Array;
  readonly #carriedCell: Int32Array;
  #ask!: Ask;
  #layer!: Layer;
  #from = 0;
  #to = 0;
  #columns = 0;
  #isOpen = false;
  #furthest = 0;

  constructor(most: number) {
    this.cost = new Float64Array(most);
    this.cell = new Int32Array(most);
    this.#carried = new Float64Array(most);
    this.#carriedCell = new Int32Array(most);
  }

  /** The layer holds days from `from` to before `to`. The first day that is asked for is `day`. */
  begin(ask: Ask, layer: Layer, { from, to }: { from: number; to: number }, day: number): void {
    this.#ask = ask;
    this.#layer = layer;
    this.#from = from;
    this.#to = to;
    this.#columns = ask.who + 1;
    this.#isOpen = ask.most >= ask.gap.length - 1; // no gap is too long
    this.#furthest = this.#isOpen ? ask.steady - 1 : ask.most;
    if (!this.#isOpen) return;
    this.#carried.fill(Infinity);
    for (let early = from; early < day - ask.steady; early++) this.#carry(early);
  }

  /** Days are asked for one after the other. */
  advance(day: number): void {
    const { fewest, gap, steady } = this.#ask;
    const { cost, cell } = this;
    const { cost: known } = this.#layer;
    const columns = this.#columns;
    if (this.#isOpen) this.#carry(day - steady);
    for (let by = 0; by < columns; by++) {
      cost[by] = this.#isOpen ? this.#carried[by]! : Infinity;
      if (this.#isOpen) cell[by] = this.#carriedCell[by]!;
    }
    const last = Math.max(this.#from, day - this.#furthest);
    for (let other = Math.min(this.#to - 1, day - fewest); other >= last; other--) {
      const row = other * columns;
      if (known[row + columns - 1] === Infinity) continue;
      const between = gap[day - other]!;
      for (let by = 0; by < columns; by++) {
        const total = known[row + by]! + between;
        if (total >= cost[by]!) continue;
        cost[by] = total;
        cell[by] = row + by;
      }
    }
  }

  /** Where no gap is too long, those beyond `steady` days cost a step more with each day: the cheapest is carried along. */
  #carry(day: number): void {
    const { steady, stepCost, gap } = this.#ask;
    const isKnown = day >= this.#from && day < this.#to;
    for (let by = 0; by < this.#columns; by++) {
      const carried = this.#carried[by]! + stepCost;
      const at = day * this.#columns + by;
      const fresh = isKnown ? this.#layer.cost[at]! + gap[steady]! : Infinity;
      this.#carried[by] = Math.min(fresh, carried);
      if (fresh < carried) this.#carriedCell[by] = at;
    }
  }
}
