import { breaksSpacing, type Choice } from "./choices.ts";
import { columnsOf } from "./columns.ts";
import { type Points, pointsOf } from "./points.ts";

/** All choices of all jobs in one row: those of job j from `first[j]` to before `first[j + 1]`. */
export interface Flat {
  jobs: number;
  choices: readonly Choice[];
  first: readonly number[];
  /** The choices of each job, the cheapest first. */
  byCost: readonly (readonly number[])[];
  costs: Float64Array;
  jobOf: Int32Array;
  points: Points;
  columnOf: Int32Array;
  columns: number;
  /** Every sum of costs is a multiple of it. */
  unit: number;
}

export function flatten(jobs: readonly (readonly Choice[])[]): Flat {
  const choices = jobs.flat();
  const first = [0];
  for (const own of jobs) first.push(first.at(-1)! + own.length);
  const jobOf = Int32Array.from(jobs.flatMap((own, job) => own.map(() => job)));
  const byCost = jobs.map((own, job) =>
    own.map((_, i) => first[job]! + i).sort((a, b) => choices[a]!.cost - choices[b]!.cost),
  );
  const { columnOf, count } = columnsOf(choices, (index) => jobOf[index]!);
  const costs = Float64Array.from(choices, ({ cost }) => cost);
  const unit = costs.reduce(commonDivisor, 0) || 1;
  return {
    jobs: jobs.length,
    choices,
    first,
    byCost,
    costs,
    jobOf,
    points: pointsOf(choices),
    columnOf,
    columns: count,
    unit,
  };
}

const commonDivisor = (one: number, other: number): number => (other === 0 ? one : commonDivisor(other, one % other));

export const costOf = ({ costs }: Flat, indexes: readonly number[]): number =>
  indexes.reduce((sum, index) => sum + costs[index]!, 0);

/** Two choices that exclude each other: at a point, or, where that is null, by the days between two sessions. */
export interface Clash {
  one: number;
  point: number | null;
}

export function clashIn({ choices, points }: Flat, indexes: readonly number[]): Clash | null {
  const owner = new Set<number>();
  for (const one of indexes)
    for (const point of points.of[one]!) {
      if (owner.has(point)) return { one, point };
      owner.add(point);
    }
  const sessions = indexes.filter((index) => choices[index]!.session);
  for (const [i, one] of sessions.entries())
    if (sessions.slice(i + 1).some((other) => breaksSpacing(choices[one]!.session, choices[other]!.session)))
      return { one, point: null };
  return null;
}
