import { type Avoided, placeInTurn } from "./place-in-turn.ts";
import type { Placed, Problem } from "./problem.ts";

/** So many orders are tried at most: all that three lines can have. */
const mostOrders = 6;

/**
 * Places the lines of one contract: in the order in which most of their sessions fit, and of such orders the one that costs least. What
 * each line would have by itself is the best there can be: where that is reached, nothing else is tried.
 */
export function placeLines(problem: Problem, avoided: Avoided): Placed[][] {
  let best = placeInTurn(problem, avoided);
  if (problem.requests.length < 2) return best;
  const alone = problem.requests.flatMap((demand) => placeInTurn({ ...problem, requests: [demand] }, avoided));
  for (const order of ordersOf(problem.requests.length)) {
    if (!isBetter(alone, best)) break;
    const placed = placeInTurn(problem, avoided, order);
    if (isBetter(placed, best)) best = placed;
  }
  return best;
}

function isBetter(one: readonly (readonly Placed[])[], other: readonly (readonly Placed[])[]): boolean {
  const more = one.flat().length - other.flat().length;
  return more > 0 || (more === 0 && costOf(one) < costOf(other));
}

const costOf = (placed: readonly (readonly Placed[])[]): number =>
  placed.flat().reduce((sum, { cost }) => sum + cost, 0);

/** Other orders than their own: of three all, of more each line before all others, the last ones first. */
function ordersOf(count: number): number[][] {
  const own = Array.from({ length: count }, (_, at) => at);
  if (count <= 3) return permutationsOf(own).slice(1);
  const first = (line: number): number[] => [line, ...own.filter((at) => at !== line)];
  return own.slice(1).toReversed().slice(0, mostOrders).map(first);
}

const permutationsOf = (lines: readonly number[]): number[][] =>
  lines.length === 0
    ? [[]]
    : lines.flatMap((line) => permutationsOf(lines.filter((one) => one !== line)).map((rest) => [line, ...rest]));
