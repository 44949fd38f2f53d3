import type { Plan } from "../api/types.ts";

/** How good an answer is: the best, or at most so far from it, or so far as nobody can tell; null while there is none. */
export type Quality = { best: true } | { best: false; basisPoints: number | null } | null;

/** Rounded up to a tenth of a percent: what is said is never better than what was proved. */
export function qualityOf({ optimal, gap, objective }: Pick<Plan, "optimal" | "gap" | "objective">): Quality {
  if (objective === null) return null;
  if (optimal) return { best: true };
  // A gap of the whole says that nothing was found out about the best one.
  const known = gap !== null && gap < 1;
  return { best: false, basisPoints: known ? Math.max(10, Math.ceil(gap * 1000 - 1e-9) * 10) : null };
}
