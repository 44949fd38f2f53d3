import type { Highs, ModelData } from "highs";
import type { Board } from "./board.ts";
import type { Column } from "./enumerate.ts";
import type { Lanes } from "./lanes.ts";

/** Which columns were chosen, or that there is no choice. */
export type Choice = { columns: readonly Column[]; cost: number } | "none";

/**
 * The cheapest choice of one column for each request, exact: every window goes into one lane, and no lane is taken twice. `free` says
 * which lanes are open before anything is placed. Null when the time was over before it was proved.
 */
export function chooseColumns(
  highs: Highs,
  board: Board,
  columns: readonly Column[],
  { free, seconds }: { free: Lanes; seconds: number },
): Choice | null {
  const model = new ModelOfColumns(board, free);
  for (const column of columns) model.add(column);
  return highs.withModel(model.finish(highs.infinity), (solver) => {
    solver.options.set({ output_flag: false, time_limit: seconds, mip_rel_gap: 0, mip_abs_gap: 0.5 });
    const { modelStatus } = solver.run();
    if (modelStatus === highs.constants.modelStatus.infeasible) return "none";
    if (modelStatus !== highs.constants.modelStatus.optimal) return null;
    const { colValue } = solver.getSolution();
    const chosen = columns.filter((_, i) => colValue[i]! > 0.5);
    return { columns: chosen, cost: chosen.reduce((sum, { cost }) => sum + cost, 0) };
  });
}

/** Columns of requests first, then for each window that several lanes could take one variable for each of them. */
class ModelOfColumns {
  readonly #board: Board;
  readonly #free: Lanes;
  readonly #rows = new Map<string, number>();
  readonly #lower: number[] = [];
  readonly #upper: number[] = [];
  readonly #cost: number[] = [];
  readonly #entries: Map<number, number>[] = [];
  readonly #windows = new Map<string, { pool: number; from: number; to: number }>();

  constructor(board: Board, free: Lanes) {
    this.#board = board;
    this.#free = free;
  }

  add({ ask, starts, cost }: Column): void {
    const { tracks, trackOf, asks } = this.#board;
    const entries = new Map([[this.#row(`ask ${ask}`, 1, 1), 1]]);
    for (const start of starts) {
      const { base, atom, needs, length } = tracks[trackOf[start]!]!;
      const begins = atom[start - base]!;
      for (const { pool, from, to } of needs) {
        const name = `window ${pool} ${begins + from} ${begins + to}`;
        this.#windows.set(name, { pool, from: begins + from, to: begins + to });
        const row = this.#row(name, 0, 0);
        entries.set(row, (entries.get(row) ?? 0) + 1);
      }
      const { patientLane } = asks[ask]!;
      if (patientLane >= 0) this.#take(entries, patientLane, begins, begins + length);
    }
    this.#cost.push(cost);
    this.#entries.push(entries);
  }

  finish(infinity: number): ModelData {
    const columns = this.#entries.length;
    for (const [name, { pool, from, to }] of this.#windows)
      for (const lane of new Set(this.#board.pools[pool]!.lanes)) {
        if (!this.#free.isOpen(lane, from, to)) continue;
        const entries = new Map([[this.#row(name, 0, 0), -1]]);
        this.#take(entries, lane, from, to);
        this.#entries.push(entries);
        this.#cost.push(0);
      }
    const numCols = this.#entries.length;
    const numRows = this.#lower.length;
    const starts = Int32Array.from([0, ...this.#entries.map(({ size }) => size)]);
    for (let i = 1; i < starts.length; i++) starts[i]! += starts[i - 1]!;
    return {
      numCols,
      numRows,
      colCost: Float64Array.from(this.#cost),
      colLower: new Float64Array(numCols),
      colUpper: new Float64Array(numCols).fill(1),
      rowLower: Float64Array.from(this.#lower, (bound) => (bound === -Infinity ? -infinity : bound)),
      rowUpper: Float64Array.from(this.#upper),
      matrix: {
        format: "csc",
        numRows,
        numCols,
        starts,
        indices: Int32Array.from(this.#entries.flatMap((entries) => [...entries.keys()])),
        values: Float64Array.from(this.#entries.flatMap((entries) => [...entries.values()])),
      },
      integrality: new Int32Array(numCols).fill(columns > 0 ? 1 : 0),
    };
  }

  #take(entries: Map<number, number>, lane: number, from: number, to: number): void {
    for (let atom = from; atom < to; atom++) {
      const row = this.#row(`lane ${lane} ${atom}`, -Infinity, 1);
      entries.set(row, (entries.get(row) ?? 0) + 1);
    }
  }

  #row(name: string, lower: number, upper: number): number {
    const known = this.#rows.get(name);
    if (known !== undefined) return known;
    const row = this.#lower.push(lower) - 1;
    this.#upper.push(upper);
    this.#rows.set(name, row);
    return row;
  }
}
