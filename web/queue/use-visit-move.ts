import { useState } from "react";
import { useTranslation } from "react-i18next";
import { dayClient } from "../api/day-client.ts";
import { messageOf } from "../api/problem.ts";
import { areas, day, refresh } from "../api/queries.ts";
import type { QueuedVisit } from "../api/types.ts";
import { tellRefused } from "../parts/notify.tsx";
import { useRoom } from "./use-room.ts";
import type { DeskMove } from "./why-not.ts";

/** The moves that ask for nothing more. */
export type PlainVisitMove = Exclude<DeskMove, "settle" | "transfer">;

interface VisitMover {
  moving: boolean;
  /** Answers whether the move was made. */
  move: (move: PlainVisitMove) => Promise<boolean>;
}

/** Moves a visit and shows what came of it; says why when it is refused. */
export function useVisitMove({ id, clinic_id }: Pick<QueuedVisit, "id" | "clinic_id">): VisitMover {
  const { t } = useTranslation();
  const { roomId } = useRoom(clinic_id);
  const [moving, setMoving] = useState(false);
  const move = async (move: PlainVisitMove) => {
    setMoving(true);
    try {
      if (move === "call" || move === "recall") await dayClient.callVisit(id, move, roomId);
      else await dayClient.moveVisit(id, move);
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
