import type { Choice } from "./choices.ts";
import { type Points, pointsOf } from "./points.ts";

/** All choices of all jobs in one row: those of job j from `first[j]` to before `first[j + 1]`. */
export interface Flat {
  jobs: number;
  choices: readonly Choice[];
  first: readonly number[];
  /** The choices of each job that can be taken, the cheapest first. */
  byCost: readonly (readonly number[])[];
  costs: Float64Array;
  jobOf: Int32Array;
  points: Points;
  /** Every sum of costs is a multiple of it. */
  unit: number;
}

export function flatten(jobs: readonly (readonly Choice[])[]): Flat {
  const choices = jobs.flat();
  const first = [0];
  for (const own of jobs) first.push(first.at(-1)! + own.length);
  const jobOf = Int32Array.from(jobs.flatMap((own, job) => own.map(() => job)));
  const byCost = jobs.map((own, job) =>
    own
      .flatMap(({ unseen }, i) => (unseen ? [] : [first[job]! + i]))
      .sort((a, b) => choices[a]!.cost - choices[b]!.cost),
  );
  const costs = Float64Array.from(choices, ({ cost }) => cost);
  const unit = costs.reduce(commonDivisor, 0) || 1;
  return { jobs: jobs.length, choices, first, byCost, costs, jobOf, points: pointsOf(choices, jobOf), unit };
}

const commonDivisor = (one: number, other: number): number => (other === 0 ? one : commonDivisor(other, one % other));

export const costOf = ({ costs }: Flat, indexes: readonly number[]): number =>
  indexes.reduce((sum, index) => sum + costs[index]!, 0);

/** What each job gets the most of, of what can be taken. */
export const mostOf = ({ byCost }: Flat, parts: Float64Array): number[] =>
  byCost.map((own) => own.reduce((most, index) => (parts[index]! > parts[most]! ? index : most)));

/** What everything would cost if nobody were in anybody's way, what was not looked at included. */
export function cheapestOf({ costs, jobOf, jobs }: Flat): number {
  const least = new Float64Array(jobs).fill(Infinity);
  for (const [index, cost] of costs.entries()) least[jobOf[index]!] = Math.min(least[jobOf[index]!]!, cost);
  return least.reduce((sum, cost) => sum + cost, 0);
}
