import type { Board } from "./board.ts";
import type { Share } from "./draft.ts";
import { findPrices, type PriceTerms, startGreedily } from "./find-prices.ts";
import type { Guide } from "./price-search.ts";

/** The half of a search that looks for prices, here or in another thread. */
export interface PriceSource {
  /** The greedy start, in the order in which it was made. Asked for once, before all else. */
  greedy: () => Promise<readonly Share[]>;
  /** The guide to begin moves with, which always comes. Asked for once. */
  first: () => Promise<Guide>;
  /** The next better guide, as soon as there is one; null when no other comes. */
  next: () => Promise<Guide | null>;
  /** The next better guide if there is one by now. */
  poll: () => Guide | null;
}

/** Looks for all prices at once, in this thread, when it is asked for the first guide. */
export function pricesHere(board: Board, terms: PriceTerms): PriceSource {
  const start = startGreedily(board);
  const guides = findPrices(board, start, terms);
  return {
    greedy: () => Promise.resolve(start.shares),
    first: () => Promise.resolve([...guides].at(-1)!),
    next: () => Promise.resolve(null),
    poll: () => null,
  };
}
