import type { Weights } from "../problem.ts";
import { exclude } from "../replan/choices.ts";
import { mayBegin, type Precedence } from "./order.ts";
import type { Stop } from "./stop.ts";
import { wayBetween } from "./way.ts";

/** A service of a visit, by its place among those asked for, and what it costs to come to it from the one before. */
export interface Step {
  service: number;
  stop: Stop;
  waiting: number;
  walking: number;
  cost: number;
}

type StepWeights = Pick<Weights, "waiting_minute" | "walking_minute">;

/**
 * One stop for each service in an order that is allowed, one after another with the way between them, with the least waiting and
 * walking, if that costs less than `below`; else null. Exact.
 *
 * What is left to pay from a stop on, if only neighbours could be in each other's way, is found once for each set of services that
 * are done. The search follows that: it looks at whatever could cost so little in all, and then a little more, until something is
 * found (Korf 1985).
 */
export function bestVisit(
  stops: readonly (readonly Stop[])[],
  before: Precedence,
  weights: StepWeights,
  below: number,
): { steps: Step[]; cost: number } | null {
  const sorted = stops.map((own) => own.toSorted((a, b) => a.start - b.start || a.end - b.end));
  const left = leftToPay(sorted, before, weights);
  let allowed = 0;
  let next = Infinity;

  const follow = (steps: Step[], done: number, cost: number): Step[] | null => {
    if (steps.length === stops.length) return steps;
    for (const step of nextSteps(sorted, before, weights, steps.at(-1) ?? null, done)) {
      const reached = done | (1 << step.service);
      const paid = cost + step.cost;
      const total = paid > allowed ? paid : paid + left(step.stop, reached);
      if (total > allowed) next = Math.min(next, total);
      else if (!steps.some(({ stop }) => exclude(asChoice(stop), asChoice(step.stop)))) {
        const found = follow([...steps, step], reached, paid);
        if (found) return found;
      }
    }
    return null;
  };
  for (; allowed < below; allowed = next) {
    next = Infinity;
    const steps = follow([], 0, 0);
    if (steps) return { steps, cost: allowed };
  }
  return null;
}

const asChoice = ({ takes }: Stop) => ({ cost: 0, takes, session: null });

/** All that may come next, whatever it costs. */
function nextSteps(
  stops: readonly (readonly Stop[])[],
  before: Precedence,
  weights: StepWeights,
  last: Step | null,
  done: number,
): Step[] {
  return before.flatMap((needed, service) => {
    if (done & (1 << service) || !mayBegin(needed, done)) return [];
    return stops[service]!.flatMap((stop) => stepTo(last?.stop ?? null, service, stop, weights) ?? []);
  });
}

function stepTo(last: Stop | null, service: number, stop: Stop, weights: StepWeights): Step | null {
  if (!last) return { service, stop, waiting: 0, walking: 0, cost: 0 };
  const walking = wayBetween(last, stop);
  const waiting = stop.start - last.end - walking;
  if (waiting < 0) return null;
  const cost = waiting * weights.waiting_minute + walking * weights.walking_minute;
  return { service, stop, waiting, walking, cost };
}

/** The least that all services that are not done still cost after a stop, if it could be in the way of none but the next. */
function leftToPay(stops: readonly (readonly Stop[])[], before: Precedence, weights: StepWeights) {
  const all = (1 << stops.length) - 1;
  const latest = latestBegins(stops, before);
  const known = new Map<Stop, Map<number, number>>();

  const leastAfter = (last: Stop, done: number): number => {
    let least = Infinity;
    for (const [service, needed] of before.entries()) {
      if (done & (1 << service) || !mayBegin(needed, done)) continue;
      const own = stops[service]!;
      for (let i = firstFrom(own, last.end); i < own.length; i++) {
        const stop = own[i]!;
        // Later ones only mean more waiting.
        if (leastStep(last, stop, weights) >= least) break;
        const step = stepTo(last, service, stop, weights);
        if (!step || step.cost >= least || exclude(asChoice(last), asChoice(stop))) continue;
        least = Math.min(least, step.cost + left(stop, done | (1 << service)));
      }
    }
    return least;
  };

  const left = (stop: Stop, done: number): number => {
    if (done === all) return 0;
    if (stop.end > latest[all & ~done]!) return Infinity;
    const answers = known.get(stop) ?? new Map<number, number>();
    known.set(stop, answers);
    const answer = answers.get(done) ?? leastAfter(stop, done);
    answers.set(done, answer);
    return answer;
  };
  return left;
}

/** For each set of services that are not done: when the first of them must begin at the latest, if nobody had to walk. */
function latestBegins(stops: readonly (readonly Stop[])[], before: Precedence): number[] {
  const all = (1 << stops.length) - 1;
  const latest = [Infinity];
  for (let open = 1; open <= all; open++)
    latest[open] = before.reduce((last, needed, service) => {
      if (!(open & (1 << service)) || !mayBegin(needed, all & ~open)) return last;
      const until = latest[open & ~(1 << service)]!;
      return stops[service]!.reduce((time, { start, end }) => (end <= until && start > time ? start : time), last);
    }, -Infinity);
  return latest;
}

const longestWay = 30;

/** What no stop that begins then or later can cost less than, however long the way to it. */
function leastStep(last: Stop, { start }: Stop, { waiting_minute, walking_minute }: StepWeights): number {
  const minutes = start - last.end;
  const walked = Math.min(longestWay, minutes);
  return Math.min(minutes * waiting_minute, (minutes - walked) * waiting_minute + walked * walking_minute);
}

/** The place of the first stop that begins at `minute` or later. */
function firstFrom(stops: readonly Stop[], minute: number): number {
  let [low, high] = [0, stops.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (stops[middle]!.start < minute) low = middle + 1;
    else high = middle;
  }
  return low;
}
