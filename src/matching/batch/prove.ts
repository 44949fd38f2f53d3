import type { Board } from "./board.ts";
import { chooseColumns } from "./choose-columns.ts";
import type { Draft } from "./draft.ts";
import { type Column, enumerateSeries } from "./enumerate.ts";
import { Lanes } from "./lanes.ts";
import type { Guide } from "./price-search.ts";

const mostColumns = 20_000;

/**
 * Closes the gap where few enough series are left that a better plan could consist of: all of them are handed to HiGHS, which chooses
 * exactly. Answers the bound: what the draft costs when it is the best, or has become it; as it was where nothing is proved.
 */
export async function prove(
  board: Board,
  draft: Draft,
  { prices, paid, bound }: Guide,
  secondsLeft: () => number,
): Promise<number> {
  const spare = draft.total - 1 - bound;
  const columns: Column[] = [];
  const isLate = (): boolean => secondsLeft() <= 0;
  for (const ask of board.asks) {
    const [limit, most] = [paid[ask.at]! + spare, mostColumns - columns.length];
    const found = enumerateSeries(board, ask, { prices, limit, most, isLate });
    if (found === null) return bound;
    if (found.length === 0) return draft.total; // nothing that is better can be given to this one
    columns.push(...found);
  }
  if (isLate()) return bound;
  const { default: load } = await import("highs");
  const seconds = secondsLeft();
  const choice = chooseColumns(await load(), board, columns, { free: new Lanes(board), seconds });
  if (choice === null) return bound;
  if (choice === "none" || choice.cost >= draft.total) return draft.total;
  return adopt(board, draft, choice.columns) ? draft.total : choice.cost;
}

/** Puts what was chosen into the draft, if the lanes can be found one by one; else leaves the draft as it was. */
function adopt(board: Board, draft: Draft, columns: readonly Column[]): boolean {
  const saved = draft.save();
  for (const { at } of board.asks) draft.remove(at);
  if (columns.every(({ ask, starts, cost }) => draft.put(ask, starts, cost))) return true;
  draft.load(saved);
  return false;
}
