import { exclude } from "./choices.ts";
import type { Flat } from "./choose.ts";

/**
 * Makes choices that overlap into some that can be made together: what overlaps gives way to what is dearer to lose, and takes the
 * cheapest that is left; then each takes a better one as long as there is any.
 */
export function repair({ choices, byCost }: Flat, wanted: readonly number[]): number[] {
  const kept: (number | null)[] = wanted.map(() => null);
  const fits = (index: number, job: number): boolean =>
    kept.every((other, i) => i === job || other === null || !exclude(choices[index]!, choices[other]!));
  const cheapestFor = (job: number): number => byCost[job]!.find((index) => fits(index, job))!;
  const dearest = wanted.map((_, job) => job).sort((a, b) => choices[wanted[b]!]!.cost - choices[wanted[a]!]!.cost);
  for (const job of dearest.toReversed()) if (fits(wanted[job]!, job)) kept[job] = wanted[job]!;
  for (const job of dearest) kept[job] ??= cheapestFor(job);
  for (let better = true; better;) {
    better = false;
    for (const job of kept.keys()) {
      const found = cheapestFor(job);
      if (choices[found]!.cost >= choices[kept[job]!]!.cost) continue;
      kept[job] = found;
      better = true;
    }
  }
  return kept.map((index) => index!);
}
