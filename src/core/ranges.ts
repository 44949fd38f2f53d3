/**
 * Algebra of half-open integer ranges, in whatever unit the caller uses (epoch minutes in the availability evaluator).
 *
 * `[start, end)` holds `start` and not `end`, so ranges that only touch do not overlap. A range whose end is not after
 * its start holds nothing: `normalize` drops it, and every function below treats it as the empty set that it is.
 */

export type Range = readonly [start: number, end: number];

/** Sorted, disjoint and not even touching. `normalize` makes one; every function below takes and returns such sets. */
export type RangeSet = readonly Range[];

/** Adds a range that starts no earlier than the last one in `set`, melting them together when they touch. */
function append(set: Range[], start: number, end: number): void {
  const last = set.at(-1);
  if (last && start <= last[1]) {
    if (end > last[1]) set[set.length - 1] = [last[0], end];
  } else if (start < end) {
    set.push([start, end]);
  }
}

/** The set of all points in any of the ranges, which may come unsorted, overlapping, empty or inverted. */
export function normalize(ranges: readonly Range[]): RangeSet {
  const set: Range[] = [];
  for (const [start, end] of isSorted(ranges) ? ranges : ranges.toSorted((a, b) => a[0] - b[0]))
    if (start < end) append(set, start, end);
  return set;
}

/** Most lists come in order; looking costs less than sorting. */
const isSorted = (ranges: readonly Range[]): boolean =>
  ranges.every(([start], i) => i === 0 || ranges[i - 1]![0] <= start);

/** Points in `a` or in `b`. Linear. */
export function union(a: RangeSet, b: RangeSet): RangeSet {
  const set: Range[] = [];
  let i = 0;
  let j = 0;
  for (;;) {
    const left = a[i];
    const right = b[j];
    if (left && (!right || left[0] <= right[0])) {
      append(set, left[0], left[1]);
      i++;
    } else if (right) {
      append(set, right[0], right[1]);
      j++;
    } else {
      return set;
    }
  }
}

/** Points in both `a` and `b`. Linear. */
export function intersect(a: RangeSet, b: RangeSet): RangeSet {
  const set: Range[] = [];
  let i = 0;
  let j = 0;
  for (;;) {
    const left = a[i];
    const right = b[j];
    if (!left || !right) return set;
    append(set, Math.max(left[0], right[0]), Math.min(left[1], right[1]));
    if (left[1] <= right[1]) i++;
    else j++;
  }
}

/** Points in `a` and not in `b`. Linear. */
export function subtract(a: RangeSet, b: RangeSet): RangeSet {
  const set: Range[] = [];
  let j = 0;
  for (const [start, end] of a) {
    let from = start;
    for (let cut = b[j]; cut && cut[0] < end; cut = b[++j]) {
      if (from < cut[0]) set.push([from, cut[0]]);
      from = Math.max(from, cut[1]);
      // A cut that reaches past this range may also take from the next one: leave it in place.
      if (cut[1] > end) break;
    }
    if (from < end) set.push([from, end]);
  }
  return set;
}

/** Index of the first range that ends after `point`; `set.length` when none does. Binary search. */
function firstEndingAfter(set: RangeSet, point: number): number {
  let low = 0;
  let high = set.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (set[middle]![1] > point) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** Whether every point of `range` is in `set`; an empty range always is. Logarithmic. */
export function covers(set: RangeSet, range: Range): boolean {
  if (range[0] >= range[1]) return true;
  const candidate = set[firstEndingAfter(set, range[0])];
  return candidate !== undefined && candidate[0] <= range[0] && range[1] <= candidate[1];
}

/** Whether the two ranges share a point; an empty range shares none, even inside the other. */
export function overlaps(a: Range, b: Range): boolean {
  return Math.max(a[0], b[0]) < Math.min(a[1], b[1]);
}

/** The whole ranges of `set` that share a point with `range`, uncut and in order. Logarithmic, plus the answer. */
export function overlapping(set: RangeSet, range: Range): Range[] {
  const found: Range[] = [];
  if (range[0] >= range[1]) return found;
  let i = firstEndingAfter(set, range[0]);
  for (let next = set[i]; next && next[0] < range[1]; next = set[++i]) found.push(next);
  return found;
}

/** How many points the set holds. */
export function totalLength(set: RangeSet): number {
  return set.reduce((sum, [start, end]) => sum + (end - start), 0);
}

/**
 * Takes `before` off the start and `after` off the end of every range, and drops those of which nothing is left.
 *
 * Throws RangeError for a negative amount, which would grow ranges into each other.
 */
export function shrink(set: RangeSet, before: number, after: number): RangeSet {
  if (!(before >= 0 && after >= 0))
    throw new RangeError(`shrink takes amounts of 0 or more, got ${before} and ${after}`);
  const rest: Range[] = [];
  for (const [start, end] of set) {
    if (start + before < end - after) rest.push([start + before, end - after]);
  }
  return rest;
}
