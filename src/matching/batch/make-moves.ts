import { randomOf } from "../../core/random.ts";
import type { Board } from "./board.ts";
import { CheapestSeries } from "./cheapest-series.ts";
import type { Course } from "./course.ts";
import type { Draft } from "./draft.ts";
import { fill } from "./fill.ts";
import { Improve } from "./improve.ts";
import type { Guide } from "./price-search.ts";

export interface MoveTerms {
  seed: number;
  /** Milliseconds since the search began, and how many there are. */
  elapsed: () => number;
  until: number;
  /** The next better guide, if there is one by now. */
  poll: () => Guide | null;
}

const perRequest = 60;
/** So much more than at the prices of the bound a request looks for at first. */
const nearby = 2;

/** Makes the draft anew along the prices of a guide, and then better, move by move. Answers the last guide that it heard of. */
export function makeMoves(board: Board, draft: Draft, guide: Guide, course: Course, terms: MoveTerms): Guide {
  const { seed, elapsed, until, poll } = terms;
  const { prices, paid } = guide;
  const advice = { prices, paid, series: new CheapestSeries(board, prices) };
  let [best, newest] = [draft.save(), guide];
  const keepBest = (): void => {
    if (draft.total >= course.objective) return;
    course.lower(draft.total);
    best = draft.save();
  };
  fill(board, draft, advice, (at) => paid[at]! + nearby);
  keepBest();
  const improve = new Improve(board, randomOf(seed), draft, advice);
  const most = perRequest * board.asks.length;
  const from = elapsed();
  for (let move = 0; move < most && elapsed() < until && !course.isProved; move++) {
    improve.move(1 - Math.max(move / most, (elapsed() - from) / (until - from)));
    keepBest();
    if (!course.isDue) continue;
    newest = poll() ?? newest;
    course.raise(newest.bound);
    course.note();
  }
  draft.load(best);
  return newest;
}
