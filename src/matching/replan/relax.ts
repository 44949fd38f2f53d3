import type { Highs, Model, ModelData } from "highs";
import type { Flat } from "./flat.ts";
import type { GoOn } from "./go-on.ts";

/** What it would be best to do if choices could be made in part. */
export interface Relaxed {
  /** For each choice how much of it is made. */
  parts: Float64Array;
  /** What no choices that are not ruled out cost less than: of all, and of those with each choice. */
  bound: number;
  boundWith: Float64Array;
}

/** So long others wait at most; what takes longer goes on in the next run. */
const sliceSeconds = 0.1;

/** Prices are multiples of this, so that sums of costs and prices are exact. */
const grain = 2 ** -16;

/**
 * The choices of a component as a linear program, kept in HiGHS so that what is ruled out a little later is quickly solved again. What it
 * finds are prices of the points. The bound is counted from these, whatever they are (weak duality), and so needs no trust in it.
 */
export class Relaxation {
  readonly #flat: Flat;
  readonly #highs: Highs;
  readonly #model: Model;

  constructor(highs: Highs, flat: Flat) {
    this.#flat = flat;
    this.#highs = highs;
    this.#model = highs.createModel(modelOf(flat, highs.infinity));
    this.#model.options.set({ output_flag: false, solver: "simplex", presolve: "off" });
  }

  /** The best by what is not ruled out. Null when `goOn` ends it; nothing at all costs infinitely much. */
  async solve(out: Uint8Array, goOn: GoOn): Promise<Relaxed | null> {
    const model = this.#model;
    const { optimal, infeasible } = this.#highs.constants.modelStatus;
    model.changeColsBounds(
      { kind: "range", from: 0, to: out.length - 1 },
      new Float64Array(out.length),
      Float64Array.from(out, (ruledOut) => 1 - ruledOut),
    );
    for (let status = null as number | null; status !== optimal;) {
      if (!(await goOn())) return null;
      model.options.set({ time_limit: model.getRunTime() + sliceSeconds });
      status = model.run().modelStatus;
      if (status === infeasible) return nothing(out.length);
    }
    const { colValue, rowDual } = model.getSolution();
    return { parts: Float64Array.from(colValue), ...this.#boundAt(rowDual, out) };
  }

  /** Each job's best at prices of the points, less the prices. */
  #boundAt(rowDual: ArrayLike<number>, out: Uint8Array): Omit<Relaxed, "parts"> {
    const { points, costs, jobs, jobOf, unit } = this.#flat;
    const priced = Float64Array.from(costs);
    let total = 0;
    for (const [point, own] of points.at.entries()) {
      const price = Math.max(0, Math.round(-rowDual[jobs + point]! / grain) * grain);
      total -= price;
      for (const index of own) priced[index]! += price;
    }
    const best = new Float64Array(jobs).fill(Infinity);
    for (const [index, cost] of priced.entries())
      if (out[index] === 0) best[jobOf[index]!] = Math.min(best[jobOf[index]!]!, cost);
    total += best.reduce((sum, cost) => sum + cost, 0);
    const rounded = (bound: number): number => Math.ceil(bound / unit) * unit;
    const boundWith = priced.map((cost, index) => rounded(total + cost - best[jobOf[index]!]!));
    return { bound: rounded(total), boundWith };
  }

  close(): void {
    this.#model.dispose();
  }
}

const nothing = (count: number): Relaxed => ({
  parts: new Float64Array(count),
  bound: Infinity,
  boundWith: new Float64Array(count).fill(Infinity),
});

/** One choice for each job, one at most at each point. */
export function modelOf({ jobs, choices, costs, jobOf, points }: Flat, infinity: number): ModelData {
  const [numCols, numRows] = [choices.length, jobs + points.count];
  const starts = new Int32Array(numCols + 1);
  for (const [index, own] of points.of.entries()) starts[index + 1] = starts[index]! + 1 + own.length;
  const indices = new Int32Array(starts[numCols]!);
  for (const [index, own] of points.of.entries()) {
    indices[starts[index]!] = jobOf[index]!;
    for (const [i, point] of own.entries()) indices[starts[index]! + 1 + i] = jobs + point;
  }
  return {
    numCols,
    numRows,
    colCost: costs,
    colLower: new Float64Array(numCols),
    colUpper: new Float64Array(numCols).fill(1),
    rowLower: new Float64Array(numRows).fill(-infinity).fill(1, 0, jobs),
    rowUpper: new Float64Array(numRows).fill(1),
    matrix: { format: "csc", numRows, numCols, starts, indices, values: new Float64Array(indices.length).fill(1) },
  };
}
