import { useState } from "react";
import { useTranslation } from "react-i18next";
import { dayClient } from "../api/day-client.ts";
import { messageOf } from "../api/problem.ts";
import { areas, day, refresh } from "../api/queries.ts";
import type { QueuedVisit } from "../api/types.ts";
import { tellRefused } from "../parts/notify.tsx";
import { useDesk } from "../shell/desk.tsx";
import { tellVisitUndoable } from "./undo-visit.ts";
import { useRoom } from "./use-room.ts";
import type { DeskMove } from "./why-not.ts";

/** The moves that ask for nothing more. */
export type PlainVisitMove = Exclude<DeskMove, "settle" | "transfer">;

/** What can be taken back, and what is said of it. */
const told = {
  call: "queue.told.called",
  recall: "queue.told.recalled",
  requeue: "queue.told.requeued",
} as const satisfies Partial<Record<PlainVisitMove, string>>;
const isTold = (move: PlainVisitMove): move is keyof typeof told => Object.hasOwn(told, move);

type Moving = Pick<QueuedVisit, "id" | "clinic_id" | "patient_name" | "queue_number">;

interface VisitMover {
  moving: boolean;
  /** Answers whether the move was made. */
  move: (move: PlainVisitMove) => Promise<boolean>;
}

/** Moves a visit and shows what came of it, with the way back where there is one; says why when it is refused. */
export function useVisitMove({ id, clinic_id, patient_name: name, queue_number }: Moving): VisitMover {
  const { formats } = useDesk();
  const { t } = useTranslation();
  const { roomId } = useRoom(clinic_id);
  const [moving, setMoving] = useState(false);
  const move = async (move: PlainVisitMove) => {
    setMoving(true);
    try {
      const calls = move === "call" || move === "recall";
      const { visit } = await (calls ? dayClient.callVisit(id, move, roomId) : dayClient.moveVisit(id, move));
      const number = queue_number === null ? "–" : formats.number(queue_number);
      if (isTold(move)) tellVisitUndoable(t(told[move], { number, name }), visit);
      return true;
    } catch (error) {
      tellRefused(t("move.refused"), [messageOf(error, t)]);
      return false;
    } finally {
      await refresh(...day, areas.payments);
      setMoving(false);
    }
  };
  return { moving, move };
}
