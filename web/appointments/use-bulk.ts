import { useState } from "react";
import { useTranslation } from "react-i18next";
import { messageOf } from "../api/problem.ts";
import type { Appointment, BulkMove } from "../api/types.ts";
import { tellRefused } from "../parts/notify.tsx";
import { useDesk } from "../shell/desk.tsx";
import { moveMany, type NotMoved } from "./move-many.ts";
import { tellUndoable } from "./undo.ts";

export interface Bulk {
  moving: boolean;
  /** Of the last move. */
  refused: readonly NotMoved[];
  forget: () => void;
  move: (wanted: Omit<BulkMove, "appointment_ids">, appointments: readonly Appointment[]) => Promise<void>;
}

/** Makes one move with many, says with how many and how to undo it, and keeps whom it was refused for. */
export function useBulk(): Bulk {
  const { t } = useTranslation();
  const { formats } = useDesk();
  const [moving, setMoving] = useState(false);
  const [refused, setRefused] = useState<readonly NotMoved[]>([]);
  const move: Bulk["move"] = async (wanted, appointments) => {
    setMoving(true);
    setRefused([]);
    try {
      const moved = await moveMany(wanted, appointments, t);
      const count = moved.done.length;
      if (count > 0) tellUndoable(t(`bulk.told.${wanted.move}`, { count, number: formats.number(count) }), moved.done);
      setRefused(moved.refused);
    } catch (error) {
      tellRefused(t("move.refused"), [messageOf(error, t)]);
    } finally {
      setMoving(false);
    }
  };
  return { moving, refused, forget: () => setRefused([]), move };
}
