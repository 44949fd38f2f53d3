import type { Plan } from "../api/types.ts";

/** How good an answer is: the best, or at most so far from it; null while nothing is known. */
export type Quality = { best: true } | { best: false; basisPoints: number } | null;

/** Rounded up to a tenth of a percent: what is said is never better than what was proved. */
export function qualityOf({ optimal, gap, objective }: Pick<Plan, "optimal" | "gap" | "objective">): Quality {
  if (objective === null) return null;
  if (optimal) return { best: true };
  return gap === null ? null : { best: false, basisPoints: Math.max(10, Math.ceil(gap * 1000 - 1e-9) * 10) };
}
