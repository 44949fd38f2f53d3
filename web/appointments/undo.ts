import i18n from "i18next";
import { messageOf } from "../api/problem.ts";
import { tellDone, tellRefused } from "../parts/notify.tsx";
import { moveMany, type Undoable } from "./move-many.ts";

/** Says what was done, and offers to undo it for a few seconds. */
export function tellUndoable(message: string, done: readonly Undoable[]): void {
  tellDone(message, { label: i18n.t("undo.do"), act: () => void undo(done) });
}

/** Takes back the last move of each. Where somebody else has the time by now, or it went on, it says whose and why. */
export async function undo(appointments: readonly Undoable[]): Promise<void> {
  const { t } = i18n;
  try {
    const { refused } = await moveMany({ move: "undo" }, appointments, t);
    const said = refused.map(({ name, why }) => t("undo.of", { name, reason: why.join(" ") }));
    if (said.length > 0) tellRefused(t("undo.refused"), said);
    else tellDone(t("undo.done"));
  } catch (error) {
    tellRefused(t("undo.refused"), [messageOf(error, t)]);
  }
}
