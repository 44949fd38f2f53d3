import { costOf, type Flat } from "./flat.ts";

/**
 * Makes choices that overlap into some that can be made together: who would lose the most goes first, what overlaps takes the cheapest
 * that is left, and then each takes a better one as long as there is any.
 */
export function repair(flat: Flat, wanted: readonly number[]): number[] {
  const { byCost, points, costs } = flat;
  const owner = new Int32Array(points.count).fill(-1);
  const kept: number[] = wanted.map(() => -1);
  const hold = (index: number, job: number) => {
    for (const point of points.of[index]!) owner[point] = job;
  };
  const fits = (index: number, job: number): boolean =>
    points.of[index]!.every((point) => owner[point] === -1 || owner[point] === job);
  const take = (index: number, job: number) => {
    if (kept[job]! >= 0) hold(kept[job]!, -1);
    kept[job] = index;
    hold(index, job);
  };
  const cheapestFor = (job: number): number => byCost[job]!.find((index) => fits(index, job))!;
  const cheapFirst = wanted.map((_, job) => job).sort((a, b) => costs[wanted[a]!]! - costs[wanted[b]!]!);
  for (const job of cheapFirst) if (fits(wanted[job]!, job)) take(wanted[job]!, job);
  for (const job of cheapFirst.toReversed()) if (kept[job]! < 0) take(cheapestFor(job), job);
  for (let before = Infinity, now = costOf(flat, kept); now < before; before = now, now = costOf(flat, kept))
    for (const job of kept.keys()) {
      const found = cheapestFor(job);
      if (costs[found]! < costs[kept[job]!]!) take(found, job);
    }
  return kept;
}
