import { randomOf } from "../../core/random.ts";
import type { Board } from "./board.ts";
import { CheapestSeries } from "./cheapest-series.ts";
import { Draft, type Share } from "./draft.ts";
import { fill } from "./fill.ts";
import { type Guide, PriceSearch } from "./price-search.ts";

/** So many passes take prices from large steps to small ones; none begins later than `until`, in milliseconds of the search. */
export interface Round {
  passes: number;
  until: number;
}

export interface PriceTerms {
  seed: number;
  rounds: readonly Round[];
  /** Milliseconds since the search began. */
  elapsed: () => number;
}

/** How far a round has come when its prices are good enough to begin moves with. */
const goodEnough = 0.8;

/** What each request has in the greedy start, in the order in which they got it. */
export function startGreedily(board: Board): { draft: Draft; series: CheapestSeries; shares: readonly Share[] } {
  const nothing = new Float64Array(board.starts);
  const series = new CheapestSeries(board, nothing);
  const draft = new Draft(board);
  return { draft, series, shares: fill(board, draft, { series, prices: nothing }, () => 0) };
}

/** Guides, each with a better bound than the one before. A round begins anew: more passes with smaller steps end nearer to the best bound. */
export function* findPrices(
  board: Board,
  { draft, series }: { draft: Draft; series: CheapestSeries },
  { seed, rounds, elapsed }: PriceTerms,
): Generator<Guide> {
  const random = randomOf(seed);
  let bound = -Infinity;
  for (const round of rounds) {
    const search = new PriceSearch(board, series, random, draft);
    for (const _ of passesOf(search, round, elapsed)) {
      search.measure();
      if (search.bound <= bound) continue;
      ({ bound } = search);
      yield search.guide();
      if (Math.ceil(bound) >= draft.total) return;
    }
  }
}

/** Pauses where it is worth to measure: when prices are good enough, and in the end. */
function* passesOf(search: PriceSearch, { passes, until }: Round, elapsed: () => number): Generator<void> {
  const from = elapsed();
  let isGoodEnough = false;
  for (let pass = 0; pass < passes && elapsed() < until; pass++) {
    const progress = Math.max(pass / passes, (elapsed() - from) / (until - from));
    if (!isGoodEnough && progress >= goodEnough) {
      isGoodEnough = true;
      yield;
    }
    search.pass(progress);
  }
  yield;
}
