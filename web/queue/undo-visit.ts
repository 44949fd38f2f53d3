import { notifications } from "@mantine/notifications";
import i18n from "i18next";
import { dayClient } from "../api/day-client.ts";
import { messageOf } from "../api/problem.ts";
import { areas, day, refresh } from "../api/queries.ts";
import { tellDone, tellRefused } from "../parts/notify.tsx";

interface Moved {
  id: string;
  version: number;
}

let shown = "";

/**
 * Says what was done in the queue, with the way back for a few seconds. Only the last one is shown, and above the cards: the next
 * move of a patient is pressed where this one was.
 */
export function tellLast(message: string, goBack: () => Promise<void>): void {
  notifications.hide(shown);
  shown = crypto.randomUUID();
  const undo = { label: i18n.t("undo.do"), act: () => void goBack() };
  tellDone(message, undo, { id: shown, position: "top-center" });
}

/** The same of a move that the server takes back. What somebody else has done to the visit since stays: just this move is undone. */
export function tellVisitUndoable(message: string, { id, version }: Moved): void {
  tellLast(message, async () => {
    const { t } = i18n;
    try {
      await dayClient.undoVisit(id, version);
      tellDone(t("undo.done"));
    } catch (error) {
      tellRefused(t("undo.refused"), [messageOf(error, t)]);
    }
    await refresh(...day, areas.payments);
  });
}
