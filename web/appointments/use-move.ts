import { useState } from "react";
import { useTranslation } from "react-i18next";
import { client } from "../api/client.ts";
import { reasonsOf } from "../api/problem.ts";
import { areas, day, refresh } from "../api/queries.ts";
import { tellDone, tellRefused } from "../parts/notify.tsx";
import type { Undoable } from "./move-many.ts";
import { tellUndoable } from "./undo.ts";

/** The moves that need to know nothing but which appointment. */
const sends = {
  confirm: (id: string) => client.confirm(id),
  check_in: (id: string) => client.moveAppointment(id, "check-in"),
  complete: (id: string) => client.moveAppointment(id, "complete"),
  no_show: (id: string) => client.moveAppointment(id, "no-show"),
} as const;
export type PlainMove = keyof typeof sends;

/** Makes a move, says so with the way back where there is one, or says why not. Answers whether it was made. */
export function useMove(): { moving: boolean; move: (move: PlainMove, appointment: Undoable) => Promise<boolean> } {
  const { t } = useTranslation();
  const [moving, setMoving] = useState(false);
  const move = async (move: PlainMove, appointment: Undoable) => {
    setMoving(true);
    try {
      await sends[move](appointment.id);
      const message = t(`appointment.told.${move}`, { name: appointment.patient_name });
      if (move === "complete") tellDone(message);
      else tellUndoable(message, [appointment]);
      return true;
    } catch (error) {
      tellRefused(t("move.refused"), reasonsOf(error, t));
      return false;
    } finally {
      await refresh(...day, areas.payments);
      setMoving(false);
    }
  };
  return { moving, move };
}
