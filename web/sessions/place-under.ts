import type { SessionBoard } from "../api/types.ts";
import type { BedPlace } from "./placing.ts";

/** Names the places of the board in the page, so that they are found again under a hand. */
export const placeMarks = {
  session: (id: string) => ({ "data-session": id }),
  bed: (id: string) => ({ "data-bed": id }),
};

/** Which place of the board lies under a point of the screen; null beside it. */
export function placeUnder(boards: readonly SessionBoard[], x: number, y: number): BedPlace | null {
  const under = document.elementFromPoint(x, y);
  const sessionId = under?.closest<HTMLElement>("[data-session]")?.dataset.session;
  const session = boards.find(({ id }) => id === sessionId);
  if (!session) return null;
  const bedId = under?.closest<HTMLElement>("[data-bed]")?.dataset.bed;
  return { session, bed: session.board.find(({ bed_id }) => bed_id === bedId) ?? null };
}
