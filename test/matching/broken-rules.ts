import type { Range } from "../../src/core/ranges.ts";
import { requestCost } from "../../src/matching/costs.ts";
import type { Placed, Problem } from "../../src/matching/problem.ts";

/** All that a plan breaks, from the rules alone and nothing of the search: empty for every plan that can be agreed. */
export function brokenRules(problem: Problem, placed: readonly (readonly Placed[])[]): string[] {
  return [
    ...problem.requests.flatMap((_, at) => brokenByRequest(problem, at, placed[at] ?? [])),
    ...taken(problem, placed),
    ...patients(problem, placed),
  ];
}

function brokenByRequest(problem: Problem, at: number, placed: readonly Placed[]): string[] {
  const demand = problem.requests[at]!;
  const broken: string[] = [];
  const days = placed.map(({ offering, start }) => problem.offerings[offering]!.days[start]!);
  for (const [i, one] of placed.entries()) {
    const offering = problem.offerings[one.offering]!;
    const start = offering.starts[one.start]!;
    if (!demand.offerings.includes(one.offering)) broken.push(`${demand.requestId}: not its offering`);
    if (one.ticketId !== demand.ticketIds[i]) broken.push(`${demand.requestId}: tickets out of order`);
    if (days[i]! < demand.earliestDay || days[i]! > demand.latestDay) broken.push(`${demand.requestId}: out of dates`);
    if (demand.busy.some(([a, b]) => a < start + offering.durationMinutes && start < b))
      broken.push(`${demand.requestId}: patient elsewhere`);
    if (one.resources.length !== offering.needs.length) broken.push(`${demand.requestId}: needs unmet`);
    for (const [need, { anyOf }] of offering.needs.entries())
      if (!anyOf.includes(one.resources[need]!)) broken.push(`${demand.requestId}: a resource that would not do`);
  }
  const all = [...days.map((day) => ({ day, isNew: true })), ...demand.fixedDays.map((day) => ({ day, isNew: false }))];
  all.sort((a, b) => a.day - b.day);
  for (const [i, { day, isNew }] of all.entries()) {
    const before = all[i - 1];
    if (!before || (!isNew && !before.isNew)) continue;
    if (day - before.day < demand.minDaysBetween) broken.push(`${demand.requestId}: too soon`);
    if (day - before.day > (demand.maxDaysBetween ?? Infinity)) broken.push(`${demand.requestId}: too late`);
  }
  const left = (demand.ticketIds.length - placed.length) * problem.weights.unplaced * (1 + demand.priority);
  if (left + placed.reduce((sum, { cost }) => sum + cost, 0) !== requestCost(problem, demand, placed))
    broken.push(`${demand.requestId}: costs do not add up`);
  return broken;
}

/** Minute by minute no more of a resource is taken than it has lanes, and each window goes into one lane. */
function taken(problem: Problem, placed: readonly (readonly Placed[])[]): string[] {
  const windows: Range[][] = problem.resources.map(() => []);
  for (const { offering, start, resources } of placed.flat())
    for (const [i, { from, to }] of problem.offerings[offering]!.needs.entries()) {
      const begins = problem.offerings[offering]!.starts[start]!;
      windows[resources[i]!]!.push([begins + from, begins + to]);
    }
  return windows.flatMap((list, at) => {
    const lanes = problem.resources[at]!.lanes.map((free) => ({ free, taken: [] as Range[] }));
    return fitsInto(
      lanes,
      list.toSorted((a, b) => a[0] - b[0]),
      0,
    )
      ? []
      : [`${problem.resources[at]!.resourceId}: taken twice`];
  });
}

function fitsInto(lanes: { free: readonly Range[]; taken: Range[] }[], windows: readonly Range[], i: number): boolean {
  const window = windows[i];
  if (!window) return true;
  return lanes.some(({ free, taken: already }) => {
    const isFree = free.some(([a, b]) => a <= window[0] && window[1] <= b);
    if (!isFree || (already.at(-1)?.[1] ?? -Infinity) > window[0]) return false;
    already.push(window);
    if (fitsInto(lanes, windows, i + 1)) return true;
    already.pop();
    return false;
  });
}

function patients(problem: Problem, placed: readonly (readonly Placed[])[]): string[] {
  const stays = new Map<string, Range[]>();
  for (const [at, { patientId }] of problem.requests.entries())
    for (const { offering, start } of placed[at] ?? []) {
      const begins = problem.offerings[offering]!.starts[start]!;
      const stay: Range = [begins, begins + problem.offerings[offering]!.durationMinutes];
      const others = stays.get(patientId) ?? [];
      if (others.some(([a, b]) => a < stay[1] && stay[0] < b)) return [`${patientId}: in two places`];
      stays.set(patientId, [...others, stay]);
    }
  return [];
}
