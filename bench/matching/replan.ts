import { randomOf } from "../../src/core/random.ts";
import { usualWeights } from "../../src/matching/problem.ts";
import { propose } from "../../src/matching/replan/propose.ts";
import { sickDay } from "../../test/sick-day.ts";

const days = 20;
const longestMs = 800;

/** A doctor's day with forty patients, of whom half need one of four rooms, laid on six colleagues who are mostly booked. */
export async function replanSection() {
  const took: number[] = [];
  const gaps: number[] = [];
  for (let seed = 0; seed < days; seed++) {
    const movings = sickDay({ random: randomOf(seed), patients: 40, colleagues: 6, rooms: 4, busy: 0.7 });
    const since = performance.now();
    const { objective, bound } = await propose(movings, usualWeights, () => performance.now() - since < longestMs);
    took.push(performance.now() - since);
    gaps.push((objective - bound) / objective);
  }
  took.sort((a, b) => a - b);
  const optimal = gaps.filter((gap) => gap === 0).length;
  const figures = { medianMs: took[days / 2]!, worstMs: took.at(-1)!, optimal, of: days, worstGap: Math.max(...gaps) };
  const text = [
    `Re-plan, 40 patients, 6 colleagues: median ${figures.medianMs.toFixed(0)} ms, worst ${figures.worstMs.toFixed(0)} ms`,
    `proved best on ${optimal} of ${days} days, worst gap ${(figures.worstGap * 100).toFixed(1)} %`,
  ].join("; ");
  return { figures, text };
}
