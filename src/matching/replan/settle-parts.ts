import type { Highs } from "highs";
import { costOf, type Flat, mostOf } from "./flat.ts";
import { modelOf } from "./relax.ts";
import { repair } from "./repair.ts";

/**
 * HiGHS looks for the best whole choices for a while, beginning from what is known. Answers the best that it found, and whether that is the
 * best of what is not ruled out.
 */
export function settleParts(
  highs: Highs,
  flat: Flat,
  { out, best }: { out: Uint8Array; best: readonly number[] },
  seconds: number,
): { best: readonly number[]; proved: boolean } {
  const model = modelOf(flat, highs.infinity);
  const known = new Float64Array(flat.choices.length);
  for (const index of best) known[index] = 1;
  const colUpper = Float64Array.from(out, (ruledOut, index) => Math.max(1 - ruledOut, known[index]!));
  const integrality = new Int32Array(flat.choices.length).fill(1);
  return highs.withModel({ ...model, colUpper, integrality }, (solver) => {
    solver.options.set({ output_flag: false, time_limit: seconds, mip_rel_gap: 0, mip_abs_gap: flat.unit / 2 });
    solver.setSolution({ colValue: known });
    const proved = solver.run().modelStatus === highs.constants.modelStatus.optimal;
    const found = repair(flat, mostOf(flat, Float64Array.from(solver.getSolution().colValue)));
    return { best: costOf(flat, found) < costOf(flat, best) ? found : best, proved };
  });
}
