import { searchBatch } from "../../src/matching/batch/search.ts";
import { solveBatch } from "../../src/matching/batch/solve-batch.ts";
import { madeUpClinic } from "../../test/matching/made-up-clinic.ts";
import { table } from "../figures.ts";

const percent = (share: number) => `${(100 * share).toFixed(2)} %`;
const gapOf = (objective: number, bound: number) => (objective === 0 ? 0 : (objective - bound) / objective);

const cpuMs = (): number => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
};

/**
 * All open requests of a clinic, six sessions each: how the gap closes, and how much better than one after the other. With `ofCpu` the
 * time is that of the processor, which a busy machine stretches less, and the search runs in this thread.
 */
export async function batchSection(
  size: { requests: number; practitioners: number; weeks: number },
  { timeLimitMs, ofCpu }: { timeLimitMs: number; ofCpu: boolean },
) {
  const problem = madeUpClinic({ ...size, seed: 1, sessions: 6, begins: Math.ceil(size.weeks * 0.75) });
  const since = performance.now();
  let peak = process.memoryUsage.rss();
  const watch = setInterval(() => (peak = Math.max(peak, process.memoryUsage.rss())), 50);
  const cpu = process.cpuUsage();
  const search = ofCpu ? searchBatch(problem, { timeLimitMs, clock: cpuMs }) : solveBatch(problem, { timeLimitMs });
  const { objective, bound, greedy, optimal, curve } = await search;
  const used = process.cpuUsage(cpu);
  clearInterval(watch);
  const figures = {
    ...size,
    ms: Math.round(performance.now() - since),
    cpuMs: Math.round((used.user + used.system) / 1000),
    objective,
    bound,
    gap: gapOf(objective, bound),
    optimal,
    greedy,
    betterThanGreedy: gapOf(greedy, objective),
    peakMb: Math.round(peak / 2 ** 20),
    curve,
  };
  const rows = curve.map((point) => [
    String(point.ms),
    String(point.objective),
    String(point.bound),
    percent(gapOf(point.objective, point.bound)),
  ]);
  const text = [
    `Batch, ${size.requests} requests of 6 sessions, ${size.practitioners} practitioners, ${size.weeks} weeks`,
    table([["ms", "objective", "bound", "gap"], ...rows]),
    `${figures.ms} ms (${figures.cpuMs} ms of CPU), gap ${percent(figures.gap)}${optimal ? ", proved optimal" : ""}; greedy ${greedy}, ` +
      `${percent(figures.betterThanGreedy)} better; peak ${figures.peakMb} MB`,
  ].join("\n");
  return { figures, text };
}
