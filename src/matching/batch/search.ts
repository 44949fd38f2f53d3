import { randomOf } from "../../core/random.ts";
import { spotCosts } from "../costs.ts";
import type { Placed, Problem, Solution } from "../problem.ts";
import { type Board, boardOf } from "./board.ts";
import { CheapestSeries } from "./cheapest-series.ts";
import { type Advice, Draft } from "./draft.ts";
import { spotOf } from "./enumerate.ts";
import { Improve } from "./improve.ts";
import { PriceSearch } from "./price-search.ts";
import { prove } from "./prove.ts";

export interface CurvePoint {
  ms: number;
  objective: number;
  bound: number;
}

export interface BatchSolution extends Solution {
  curve: CurvePoint[];
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
}

const passes = 60;
const measuredEach = 20;
/** The part of the time that prices may take, and what is kept for the proof. */
const shareForPrices = 0.45;
const shareForProof = 0.04;
const movesPerRequest = 60;

/**
 * Places all requests of a problem: a greedy start, then prices, which give a bound, then moves that those prices advise, then a proof
 * where the problem is small. The same problem and seed give the same answer as long as the time limit does not bite.
 */
export async function searchBatch(problem: Problem, terms: SearchTerms): Promise<BatchSolution> {
  const began = terms.clock();
  const elapsed = (): number => terms.clock() - began;
  const random = randomOf(terms.seed ?? 1);
  const board = boardOf(problem);
  const nothing = new Float64Array(board.starts);
  const series = new CheapestSeries(board, nothing);
  const draft = greedyDraft(board, { series, prices: nothing });
  const greedy = draft.total;
  let best = greedy;
  let saved = draft.save();
  const curve: CurvePoint[] = [];
  let bound = 0;
  const note = (objective: number): void => {
    const point = { ms: Math.round(elapsed()), objective, bound };
    curve.push(point);
    terms.onProgress?.(point);
  };
  note(greedy);

  const search = new PriceSearch(board, series, random, draft);
  const pricesFrom = elapsed();
  const pricesTo = terms.timeLimitMs * shareForPrices;
  const measure = (): void => {
    search.measure();
    bound = Math.max(bound, Math.ceil(search.bound));
    note(best);
  };
  for (let pass = 0; pass < passes && elapsed() < pricesTo && bound < best; pass++) {
    if (pass % measuredEach === 0) measure();
    search.pass(Math.max(pass / passes, (elapsed() - pricesFrom) / (pricesTo - pricesFrom)));
  }
  measure();
  search.settle();

  if (bound < best && elapsed() < terms.timeLimitMs) {
    const prices = search.prices.ofStarts;
    const { paid } = search;
    const advice = { prices, series: new CheapestSeries(board, prices), paid, bound: search.bound };
    insertAll(board, draft, advice);
    const improve = new Improve(board, random, draft, advice);
    const moves = movesPerRequest * board.asks.length;
    const limit = terms.timeLimitMs * (1 - shareForProof);
    const from = elapsed();
    let noted = from;
    for (let move = 0; move <= moves && elapsed() < limit && bound < best; move++) {
      if (draft.total < best) {
        best = draft.total;
        saved = draft.save();
      }
      improve.move(1 - Math.max(move / moves, (elapsed() - from) / (limit - from)));
      if (elapsed() - noted < 250) continue;
      note(best);
      noted = elapsed();
    }
    if (draft.total > best) draft.load(saved);
    const secondsLeft = (): number => (terms.timeLimitMs - elapsed()) / 1000;
    if (bound < draft.total) bound = Math.max(bound, (await prove(board, draft, advice, secondsLeft)) ?? bound);
  }
  note(draft.total);
  return { ...solutionOf(board, draft), bound, curve, optimal: bound === draft.total, greedy };
}

/** Each request in turn gets the best that is left: the more it matters, and the fewer starts it has, the earlier. */
function greedyDraft(board: Board, advice: Advice): Draft {
  const draft = new Draft(board);
  const order = board.asks.toSorted((a, b) => b.unplaced - a.unplaced || a.tracks.length - b.tracks.length);
  for (const { at } of order) draft.insert(at, advice, 0);
  return draft;
}

/** Anew from nothing, as the prices advise. */
function insertAll(board: Board, draft: Draft, advice: Advice & { paid: Float64Array }): void {
  for (const { at } of board.asks) draft.remove(at);
  const order = board.asks.toSorted((a, b) => b.unplaced - a.unplaced || a.tracks.length - b.tracks.length);
  for (const { at } of order) draft.insert(at, advice, advice.paid[at]! + 2);
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
