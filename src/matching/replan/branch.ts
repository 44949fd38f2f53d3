import type { Flat } from "./flat.ts";

/** Where what is left is cut in two: either the job makes one of these choices, or none of them. */
export interface Branch {
  job: number;
  these: readonly number[];
  /** Whether it is rather one of these. */
  likely: boolean;
}

const nearly = 1e-6;

/**
 * Where it is least clear what a job gets: the choices at a point of which about half is made, or else a single one. Null when every job
 * has only one choice left.
 */
export function branchAt(flat: Flat, parts: Float64Array, out: Uint8Array): Branch | null {
  const { jobOf, points, first, jobs } = flat;
  const shares = new Map<number, number>();
  for (const [index, part] of parts.entries()) {
    if (part < nearly || part > 1 - nearly) continue;
    for (const point of points.of[index]!) {
      const key = point * jobs + jobOf[index]!;
      shares.set(key, (shares.get(key) ?? 0) + part);
    }
  }
  let [unclear, found] = [0.5 - nearly, -1];
  for (const [key, share] of shares) {
    if (Math.abs(share - 0.5) >= unclear) continue;
    [unclear, found] = [Math.abs(share - 0.5), key];
  }
  if (found >= 0) {
    const [job, point] = [found % jobs, Math.floor(found / jobs)];
    const these = points.at[point]!.filter((index) => jobOf[index] === job);
    return { job, these, likely: shares.get(found)! >= 0.5 };
  }
  for (let job = 0; job < jobs; job++) {
    let [own, most] = [0, -1];
    for (let index = first[job]!; index < first[job + 1]!; index++) {
      if (out[index] === 1) continue;
      own++;
      if (most < 0 || parts[index]! > parts[most]!) most = index;
    }
    if (own > 1) return { job, these: [most], likely: true };
  }
  return null;
}

/** The two halves of what is left, the likelier one last: it is looked at next. */
export function halves({ points, first }: Flat, out: Uint8Array, { job, these, likely }: Branch): Uint8Array[] {
  const [others, mine] = [out.slice(), out.slice()];
  mine.fill(1, first[job], first[job + 1]);
  for (const index of these) {
    others[index] = 1;
    mine[index] = out[index]!;
  }
  // What each of these takes is nobody else's.
  const common = points.of[these[0]!]!.filter((point) => these.every((index) => points.of[index]!.includes(point)));
  for (const point of common) for (const index of points.at[point]!) if (!these.includes(index)) mine[index] = 1;
  return likely ? [others, mine] : [mine, others];
}
