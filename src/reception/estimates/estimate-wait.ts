import type { Duration } from "./duration.ts";

/** Work that comes before somebody's turn, and who could do it: several where anybody of them may call. */
export interface Load extends Duration {
  ableIds: readonly string[];
  /** Who is not here yet may come before or not. */
  certain: boolean;
}

/** In how many minutes each practitioner who works today can begin; 0 is now. Who does not work is not in it. */
export type Workers = ReadonlyMap<string, number>;

export interface Range {
  lowMinutes: number;
  highMinutes: number;
}

/**
 * Between how many minutes and how many somebody is called whom one of `ableIds` can treat, or null when none of them works.
 *
 * What comes before counts by the share of its practitioners who are also this patient's, and is spread over these. The deviations of
 * several treatments partly cancel out: they add up as the root of their squares. At best the longest treatments run beside the
 * wait, one at each of the other practitioners. So more work before somebody never gives a smaller bound.
 */
export function estimateWait(ableIds: readonly string[], before: readonly Load[], workers: Workers): Range | null {
  const begins = Math.min(...ableIds.map((id) => workers.get(id) ?? Infinity));
  if (begins === Infinity) return null;
  const here = ableIds.filter((id) => workers.get(id) === begins);
  const shares = before.map((load) => shareOf(load, here, workers, begins)).filter(({ mean }) => mean > 0);
  const certain = shares.filter((share) => share.certain).sort((a, b) => b.mean - a.mean);
  const lowest = certain.slice(here.length - 1);
  return {
    lowMinutes: Math.floor(1e-9 + begins + Math.max(0, sum(lowest, average) - root(lowest, below)) / here.length),
    highMinutes: Math.max(0, Math.ceil(-1e-9 + begins + (sum(shares, average) + root(shares, above)) / here.length)),
  };
}

type Share = Duration & { certain: boolean };

/** The part of it that falls to those who are here. */
function shareOf(load: Load, here: readonly string[], workers: Workers, begins: number): Share {
  const able = load.ableIds.filter((id) => (workers.get(id) ?? Infinity) <= begins);
  const shared = able.filter((id) => here.includes(id)).length;
  const part = able.length === 0 ? 0 : shared / able.length;
  return { low: load.low * part, mean: load.mean * part, high: load.high * part, certain: load.certain };
}

const average = ({ mean }: Duration) => mean;
const below = ({ low, mean }: Duration) => mean - low;
const above = ({ mean, high }: Duration) => Math.max(0, high - mean);
const sum = (all: readonly Share[], of: (one: Share) => number) => all.reduce((total, one) => total + of(one), 0);
const root = (all: readonly Share[], of: (one: Share) => number) => Math.sqrt(sum(all, (one) => of(one) ** 2));
