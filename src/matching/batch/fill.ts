import type { Board } from "./board.ts";
import type { Advice, Draft, Share } from "./draft.ts";

/** Each request in turn gets the best that is left: the more it matters, and the fewer starts it has, the earlier. Answers in that order. */
export function fill(board: Board, draft: Draft, advice: Advice, guessOf: (at: number) => number): readonly Share[] {
  for (const { at } of board.asks) draft.remove(at);
  const order = board.asks.toSorted((a, b) => b.unplaced - a.unplaced || a.tracks.length - b.tracks.length);
  return order.map(({ at }) => {
    draft.insert(at, advice, guessOf(at));
    return draft.shareOf(at);
  });
}
