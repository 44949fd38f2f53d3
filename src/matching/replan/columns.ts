import type { Choice } from "./choices.ts";

/**
 * Puts all choices into columns of which no two choices can be made together: what takes the same minute of the same unit. A column
 * for each choice that takes nothing.
 *
 * So an assignment of everything to columns of its own costs no more than the best choice of all. Each choice goes by the one of its
 * units that most others want: a single machine, rather than one of six people.
 */
export function columnsOf(
  choices: readonly Choice[],
  jobOf: (index: number) => number,
): { columnOf: Int32Array; count: number } {
  const wanted = demandOf(choices, jobOf);
  const byUnit = new Map<string, { index: number; from: number; to: number }[]>();
  const columnOf = new Int32Array(choices.length);
  let count = 0;
  for (const [index, { takes }] of choices.entries()) {
    const scarce = takes.reduce<(typeof takes)[number] | null>(
      (most, take) => (most && wanted.get(most.unit)! >= wanted.get(take.unit)! ? most : take),
      null,
    );
    if (!scarce) columnOf[index] = count++;
    else listOf(byUnit, scarce.unit).push({ index, from: scarce.range[0], to: scarce.range[1] });
  }
  for (const spans of byUnit.values()) {
    spans.sort((a, b) => a.from - b.from);
    let firstEnd = -Infinity;
    for (const { index, from, to } of spans) {
      if (from >= firstEnd) {
        count++;
        firstEnd = to;
      }
      firstEnd = Math.min(firstEnd, to);
      columnOf[index] = count - 1;
    }
  }
  return { columnOf, count };
}

/** How many choices want each unit; none where all of them are one job's. */
function demandOf(choices: readonly Choice[], jobOf: (index: number) => number): Map<string, number> {
  const wanted = new Map<string, number[]>();
  for (const [index, { takes }] of choices.entries())
    for (const { unit } of takes) listOf(wanted, unit).push(jobOf(index));
  return new Map([...wanted].map(([unit, jobs]) => [unit, jobs.every((job) => job === jobs[0]) ? 0 : jobs.length]));
}

export function listOf<Key, Item>(lists: Map<Key, Item[]>, key: Key): Item[] {
  const list = lists.get(key) ?? [];
  lists.set(key, list);
  return list;
}
