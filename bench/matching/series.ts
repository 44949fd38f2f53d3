import { placeSeries } from "../../src/matching/series.ts";
import { madeUpClinic } from "../../test/matching/made-up-clinic.ts";

const rounds = 20;

/** One patient's 24 sessions over a year, where any of 20 practitioners would do. */
export function seriesSection() {
  const problem = madeUpClinic({
    seed: 1,
    requests: 1,
    sessions: 24,
    practitioners: 20,
    weeks: 52,
    services: 1,
    begins: 1,
  });
  const took: number[] = [];
  for (let round = 0; round < rounds; round++) {
    const since = performance.now();
    placeSeries(problem, problem.requests[0]!);
    took.push(performance.now() - since);
  }
  took.sort((a, b) => a - b);
  const figures = { medianMs: took[rounds / 2]!, worstMs: took.at(-1)! };
  const text = `Series, 24 sessions in a year, 20 practitioners: median ${figures.medianMs.toFixed(1)} ms, worst ${figures.worstMs.toFixed(1)} ms`;
  return { figures, text };
}
