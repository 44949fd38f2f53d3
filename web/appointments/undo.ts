import i18n from "i18next";
import { client } from "../api/client.ts";
import { reasonsOf } from "../api/problem.ts";
import { areas, day, refresh } from "../api/queries.ts";
import { tellDone, tellRefused } from "../parts/notify.tsx";

/** What was just done to whom. */
export interface Undoable {
  id: string;
  patient_name: string;
}

/** Says what was done, and offers to undo it for a few seconds. */
export function tellUndoable(message: string, done: readonly Undoable[]): void {
  tellDone(message, { label: i18n.t("undo.do"), act: () => void undo(done) });
}

/** Takes back the last move of each. Where somebody else has the time by now, or it went on, it says whose and why. */
export async function undo(done: readonly Undoable[]): Promise<void> {
  const refused: string[] = [];
  for (const { id, patient_name: name } of done) {
    try {
      await client.moveAppointment(id, "undo");
    } catch (error) {
      refused.push(i18n.t("undo.of", { name, reason: reasonsOf(error, i18n.t).join(" ") }));
    }
  }
  if (refused.length > 0) tellRefused(i18n.t("undo.refused"), refused);
  else tellDone(i18n.t("undo.done"));
  await refresh(...day, areas.payments);
}
