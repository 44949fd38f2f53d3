import { spotCosts } from "../costs.ts";
import type { Placed, Problem, Solution } from "../problem.ts";
import { type Board, boardOf } from "./board.ts";
import { Course, type CurvePoint } from "./course.ts";
import { Draft } from "./draft.ts";
import { spotOf } from "./enumerate.ts";
import { makeMoves } from "./make-moves.ts";
import type { Guide } from "./price-search.ts";
import { type PriceSource, pricesHere } from "./price-source.ts";
import { prove } from "./prove.ts";
import { movesUntil, oneRound } from "./time-shares.ts";

export interface BatchSolution extends Solution {
  curve: readonly CurvePoint[];
  /** Only where it is proved: the bound is the objective. */
  optimal: boolean;
  /** What the greedy start came to. */
  greedy: number;
}

export interface SearchTerms {
  timeLimitMs: number;
  seed?: number;
  /** Milliseconds of a clock that never goes back. */
  clock: () => number;
  onProgress?: (point: CurvePoint) => void;
  /** Who looks for prices meanwhile; without, they are looked for first, in this thread. */
  source?: PriceSource;
}

/**
 * Places all requests of a problem: a greedy start, then prices, which give a bound, then moves that those prices advise, then a proof
 * where the problem is small. The same problem and seed give the same answer as long as the time limit does not bite.
 */
export async function searchBatch(problem: Problem, terms: SearchTerms): Promise<BatchSolution> {
  const { timeLimitMs, seed = 1, clock, onProgress } = terms;
  const began = clock();
  const elapsed = (): number => clock() - began;
  const board = boardOf(problem);
  const source = terms.source ?? pricesHere(board, { seed, rounds: oneRound(timeLimitMs), elapsed });
  const draft = new Draft(board);
  for (const { at, starts, cost } of await source.greedy()) draft.put(at, starts, cost);
  const greedy = draft.total;
  const course = new Course(greedy, elapsed, onProgress);

  let guide = await source.first();
  course.raise(guide.bound);
  course.note();
  if (!course.isProved && elapsed() < timeLimitMs) {
    const until = movesUntil(timeLimitMs);
    guide = makeMoves(board, draft, guide, course, { seed, elapsed, until, poll: source.poll });
  }
  for (let better: Guide | null = guide; better && !course.isProved; better = await source.next()) {
    guide = better;
    course.raise(guide.bound);
  }
  if (!course.isProved) course.raise(await prove(board, draft, guide, () => (timeLimitMs - elapsed()) / 1000));
  course.lower(draft.total);
  course.note();
  const { bound, curve, isProved } = course;
  return { ...solutionOf(board, draft), bound, curve, optimal: isProved, greedy };
}

function solutionOf(board: Board, draft: Draft): { placed: Placed[][]; objective: number } {
  const { problem } = board;
  const lanes = problem.resources.flatMap((resource, at) => resource.lanes.map(() => at));
  const placed = board.asks.map((ask): Placed[] => {
    const spots = draft.starts[ask.at]!.map((start) => spotOf(board, start));
    const costs = spotCosts(problem, ask.demand, spots);
    const taken = draft.occupancy.lanesOf(ask).map((lane) => lanes[lane]!);
    return spots.map(({ offering, start }, i) => {
      const resources = taken.splice(0, problem.offerings[offering]!.needs.length);
      return { ticketId: ask.demand.ticketIds[i]!, offering, start, resources, cost: costs[i]! };
    });
  });
  return { placed, objective: draft.total };
}
