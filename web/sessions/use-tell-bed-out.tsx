import { useTranslation } from "react-i18next";
import type { BedChanged, BoardBed, SessionBoard } from "../api/types.ts";
import { useReplanThese } from "../matching/replan-these.tsx";
import { tellDone, tellRefused } from "../parts/notify.tsx";
import { useDesk } from "../shell/desk.tsx";

/** Says who has which other bed now that this one cannot be used, and offers to re-plan whoever has none. */
export function useTellBedOut(session: SessionBoard, bed: BoardBed): (changed: BedChanged) => void {
  const { formats } = useDesk();
  const { t } = useTranslation();
  const replanThese = useReplanThese();
  const nameOf = (id: string) => session.board.find(({ bed_id }) => bed_id === id)?.name ?? "";
  return ({ moved, stranded }) => {
    const now = moved.map(({ patient_name: name, bed_id }) => t("board.hasNow", { name, bed: nameOf(bed_id) }));
    const title = t("board.isOut", { bed: bed.name });
    if (stranded.length === 0) return tellDone(formats.line([title, ...now]));
    const without = stranded.map(({ patient_name: name }) => t("board.noBedFor", { name }));
    const ids = stranded.map(({ appointment_id }) => appointment_id);
    tellRefused(title, [...now, ...without], (hide) => replanThese(ids, hide));
  };
}
