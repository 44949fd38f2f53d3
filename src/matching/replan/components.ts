import { type Choice, exclude } from "./choices.ts";
import { listOf } from "./lists.ts";

/** Groups of jobs no two of which, from different groups, have choices that exclude each other; jobs by their place, in order. */
export function componentsOf(jobs: readonly (readonly Choice[])[]): number[][] {
  const parent = jobs.map((_, job) => job);
  const rootOf = (job: number): number => (parent[job] === job ? job : (parent[job] = rootOf(parent[job]!)));
  const join = (one: number, other: number) => void (parent[rootOf(one)] = rootOf(other));
  for (const spans of spansByUnit(jobs).values()) {
    spans.sort((a, b) => a.from - b.from);
    let [end, last] = [-Infinity, -1];
    for (const { job, from, to } of spans) {
      if (from < end) join(job, last);
      [end, last] = [Math.max(end, to), job];
    }
  }
  for (const together of byRequest(jobs).values()) for (const job of together) join(job, together[0]!);
  const groups = new Map<number, number[]>();
  for (const job of jobs.keys()) listOf(groups, rootOf(job)).push(job);
  return [...groups.values()];
}

/** When each unit is wanted, in either window, by which job. */
function spansByUnit(jobs: readonly (readonly Choice[])[]) {
  const spans = new Map<string, { job: number; from: number; to: number }[]>();
  for (const [job, choices] of jobs.entries())
    for (const { takes } of choices)
      for (const { unit, range, lead } of takes)
        listOf(spans, unit).push({ job, from: Math.min(range[0], lead[0]), to: Math.max(range[1], lead[1]) });
  return spans;
}

function byRequest(jobs: readonly (readonly Choice[])[]): Map<string, number[]> {
  const requests = new Map<string, number[]>();
  for (const [job, choices] of jobs.entries()) {
    const session = choices.find((choice) => choice.session)?.session;
    if (session) listOf(requests, session.requestId).push(job);
  }
  return requests;
}

/** Whether the choices can all be made together. */
export const compatible = (choices: readonly Choice[]): boolean =>
  choices.every((one, i) => !choices.slice(i + 1).some((other) => exclude(one, other)));
