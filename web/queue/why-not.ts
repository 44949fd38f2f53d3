import type { TFunction } from "i18next";
import { allows, visitMoves, type VisitMove } from "../../src/core/moves.ts";
import type { Operation } from "../../src/core/roles.ts";
import type { QueuedVisit } from "../api/types.ts";
import type { Desk } from "../shell/desk.tsx";

const operations = {
  call: "callVisit",
  recall: "recallVisit",
  requeue: "requeueVisit",
  transfer: "transferVisit",
  start: "startVisit",
  finish: "finishVisit",
  leave: "leaveVisit",
  settle: "settleVisit",
} as const satisfies Partial<Record<VisitMove, Operation>>;

export type DeskMove = keyof typeof operations;

/** Why this person cannot make the move now; null when they can. */
export function whyNot(
  move: DeskMove,
  visit: Pick<QueuedVisit, "status">,
  may: Desk["may"],
  t: TFunction,
): string | null {
  if (!may(operations[move])) return t("move.notYours");
  if (!allows(visitMoves[move], visit.status)) return t(`move.needs.${move}`);
  return null;
}
