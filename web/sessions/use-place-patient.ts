import { useTranslation } from "react-i18next";
import { client } from "../api/client.ts";
import { reasonsOf } from "../api/problem.ts";
import { day, refresh } from "../api/queries.ts";
import { tellUndoable } from "../appointments/undo.ts";
import { tellRefused } from "../parts/notify.tsx";
import type { Admitted, Placing } from "./placing.ts";

/** Gives an admitted patient another bed, or another session; says so with the way back, or says why not. Answers whether it was done. */
export function usePlacePatient(): (held: Admitted, placing: Placing) => Promise<boolean> {
  const { t } = useTranslation();
  return async ({ admission }, placing) => {
    const { appointment_id: id, version, patient_name: name } = admission;
    if (placing.kind === "stay") return true;
    try {
      if (placing.kind === "transfer") {
        const { session, bed } = placing;
        await client.transferAdmission(id, { session_id: session.id, ...(bed && { bed_id: bed.bed_id }) }, version);
        tellUndoable(t("board.moved", { name, session: session.name }), [{ id, patient_name: name }]);
      } else {
        const swap = placing.kind === "swap";
        await client.assignBed(id, { bed_id: placing.bed.bed_id, ...(swap && { swap }) }, version);
        tellUndoable(t("board.placed", { name, bed: placing.bed.name }), [{ id, patient_name: name }]);
      }
      return true;
    } catch (error) {
      tellRefused(t("board.notPlaced", { name }), reasonsOf(error, t));
      return false;
    } finally {
      await refresh(...day);
    }
  };
}
