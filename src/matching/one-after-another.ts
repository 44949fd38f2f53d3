import { setImmediate } from "node:timers/promises";
import { unplacedCost } from "./costs.ts";
import { LeftOver } from "./left-over.ts";
import type { Demand, Placed, Problem, Solution } from "./problem.ts";
import { placeSeries } from "./series.ts";

/** Places one request after another, the most urgent first, each as well as the ones before leave it. */
export async function oneAfterAnother(problem: Problem, signal: AbortSignal): Promise<Solution> {
  const left = new LeftOver(problem);
  const busy = new Map<string, (readonly [number, number])[]>();
  const placed: Placed[][] = problem.requests.map(() => []);
  const order = problem.requests
    .map((_, i) => i)
    .sort((a, b) => problem.requests[b]!.priority - problem.requests[a]!.priority);
  for (const i of order) {
    await setImmediate();
    signal.throwIfAborted();
    const request = problem.requests[i]!;
    const own = busy.get(request.patientId) ?? [];
    const demand: Demand = { ...request, busy: [...request.busy, ...own].sort((a, b) => a[0] - b[0]) };
    const chosen = placeSeries(problem, demand, { prices: pricesOf(problem, demand, left) }).map((one) => ({
      ...one,
      resources: left.choose(one.offering, one.start)!,
    }));
    for (const one of chosen) left.take(one);
    busy.set(request.patientId, [...own, ...chosen.map((one) => rangeOf(problem, one))]);
    placed[i] = chosen;
  }
  return { placed, objective: costOf(problem, placed), bound: 0 };
}

function rangeOf({ offerings }: Problem, { offering, start }: Placed): readonly [number, number] {
  const { starts, durationMinutes } = offerings[offering]!;
  return [starts[start]!, starts[start]! + durationMinutes];
}

/** What has gone is forbidden. */
function pricesOf({ offerings }: Problem, demand: Demand, left: LeftOver): (Float64Array | undefined)[] {
  const prices: (Float64Array | undefined)[] = [];
  for (const i of demand.offerings)
    prices[i] = Float64Array.from(offerings[i]!.starts, (_, start) => (left.isLeft(i, start) ? 0 : Infinity));
  return prices;
}

function costOf({ requests, weights }: Problem, placed: readonly (readonly Placed[])[]): number {
  return requests.reduce((sum, demand, i) => {
    const own = placed[i]!;
    const leftOut = demand.ticketIds.length - own.length;
    return sum + leftOut * unplacedCost(demand, weights) + own.reduce((all, { cost }) => all + cost, 0);
  }, 0);
}
