import type { Highs } from "highs";
import { requestCost } from "../../src/matching/costs.ts";
import type { Problem } from "../../src/matching/problem.ts";

type Session = { offering: number; start: number };

/**
 * What the best plan of a small problem costs, from the complete model: a variable for every series that a request could have and for
 * every lane that a window could go into, solved by HiGHS. Written from the rules, without anything of the search.
 */
export function costOfBestPlan(highs: Highs, problem: Problem): number {
  const rows = new Map<string, string[]>();
  const costs: string[] = [];
  const names: string[] = [];
  const add = (row: string, term: string) => {
    const terms = rows.get(row);
    if (terms) terms.push(term);
    else rows.set(row, [term]);
  };
  const windows = new Map<string, { anyOf: readonly number[]; from: number; to: number }>();
  for (const [at, demand] of problem.requests.entries())
    for (const series of allSeries(problem, at)) {
      const name = `x${names.length}`;
      names.push(name);
      costs.push(`+ ${requestCost(problem, demand, series)} ${name}`);
      add(`= 1 request${at}`, `+ ${name}`);
      for (const { offering, start } of series) {
        const { starts, needs, durationMinutes } = problem.offerings[offering]!;
        const begins = starts[start]!;
        for (const { from, to, anyOf } of needs) {
          const window = `= 0 window_${anyOf.join("_")}_${begins + from}_${begins + to}`;
          windows.set(window, { anyOf, from: begins + from, to: begins + to });
          add(window, `+ ${name}`);
        }
        for (let minute = begins; minute < begins + durationMinutes; minute += 10)
          add(`<= 1 patient_${demand.patientId}_${minute}`, `+ ${name}`);
      }
    }
  for (const [window, { anyOf, from, to }] of windows)
    for (const resource of anyOf)
      for (const [lane, free] of problem.resources[resource]!.lanes.entries()) {
        if (!free.some(([a, b]) => a <= from && to <= b)) continue;
        const name = `y${names.length}`;
        names.push(name);
        add(window, `- ${name}`);
        for (let minute = from; minute < to; minute += 10) add(`<= 1 lane_${resource}_${lane}_${minute}`, `+ ${name}`);
      }
  const lines = [...rows].map(
    ([row, terms], i) => ` c${i}: ${terms.join(" ")} ${row.split(" ").slice(0, 2).join(" ")}`,
  );
  const text = `Minimize\n obj: ${costs.join("\n ")}\nSubject To\n${lines.join("\n")}\nBinary\n ${names.join("\n ")}\nEnd\n`;
  const { Status, ObjectiveValue } = highs.solve(text, { mip_rel_gap: 0, mip_abs_gap: 0.5, output_flag: false });
  if (Status !== "Optimal") throw new Error(Status);
  return Math.round(ObjectiveValue);
}

/** Every series that keeps a request's own rules, the empty one included. */
function allSeries(problem: Problem, at: number): Session[][] {
  const demand = problem.requests[at]!;
  const candidates = demand.offerings
    .flatMap((offering) => [...problem.offerings[offering]!.starts.keys()].map((start) => ({ offering, start })))
    .filter(({ offering, start }) => {
      const { starts, days, durationMinutes } = problem.offerings[offering]!;
      const from = starts[start]!;
      const isFree = demand.busy.every(([a, b]) => b <= from || from + durationMinutes <= a);
      return isFree && days[start]! >= demand.earliestDay && days[start]! <= demand.latestDay;
    });
  const dayOf = ({ offering, start }: Session) => problem.offerings[offering]!.days[start]!;
  const found: Session[][] = [[]];
  let last: Session[][] = [[]];
  for (let n = 1; n <= demand.ticketIds.length; n++) {
    last = last.flatMap((series) =>
      candidates
        .filter((next) => {
          const before = series.at(-1);
          const gap = before ? dayOf(next) - dayOf(before) : null;
          return gap === null || (gap >= demand.minDaysBetween && gap <= (demand.maxDaysBetween ?? Infinity));
        })
        .map((next) => [...series, next]),
    );
    found.push(...last);
  }
  return found;
}
