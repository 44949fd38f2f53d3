import { type Choice, mostBetween, leastBetween } from "./choices.ts";
import { listOf } from "./lists.ts";

/**
 * The rules for the days between sessions of one request as sets of choices of which only one can be made: the one session on a day or
 * later with the other one before it is far enough away, day by day.
 */
export function spacingSets(choices: readonly Choice[], jobOf: ArrayLike<number>): number[][] {
  const jobsOf = new Map<string, Map<number, number[]>>();
  for (const [index, { session }] of choices.entries()) {
    if (!session) continue;
    const jobs = jobsOf.get(session.requestId) ?? new Map<number, number[]>();
    jobsOf.set(session.requestId, jobs);
    listOf(jobs, jobOf[index]!).push(index);
  }
  return [...jobsOf.values()].flatMap((jobs) => {
    const inOrder = [...jobs.values()].sort((a, b) => choices[a[0]!]!.session!.rank - choices[b[0]!]!.session!.rank);
    return inOrder.flatMap((first, i) => inOrder.slice(i + 1).flatMap((second) => setsOf(choices, first, second)));
  });
}

/** The sets of two sessions that follow each other, or have others between them. */
function setsOf(choices: readonly Choice[], first: readonly number[], second: readonly number[]): number[][] {
  const dayOf = (index: number): number => choices[index]!.session!.day;
  const [one, other] = [choices[first[0]!]!.session!, choices[second[0]!]!.session!];
  const [least, most] = [leastBetween(one, other), mostBetween(one, other)];
  return [...new Set(first.map(dayOf))].flatMap((day) => {
    const tooClose = second.filter((index) => dayOf(index) < day + least);
    const tooFar = second.filter((index) => dayOf(index) > day + most);
    return [
      ...(tooClose.length > 0 ? [[...first.filter((index) => dayOf(index) >= day), ...tooClose]] : []),
      ...(tooFar.length > 0 ? [[...first.filter((index) => dayOf(index) <= day), ...tooFar]] : []),
    ];
  });
}
