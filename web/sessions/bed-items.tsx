import { Menu } from "@mantine/core";
import { UserPlus, Wrench } from "lucide-react";
import { useTranslation } from "react-i18next";
import { client } from "../api/client.ts";
import { reasonsOf } from "../api/problem.ts";
import { day, refresh } from "../api/queries.ts";
import type { BoardBed, SessionBoard } from "../api/types.ts";
import { tellDone, tellRefused } from "../parts/notify.tsx";
import { useDesk } from "../shell/desk.tsx";
import { useBoard } from "./board-context.ts";

interface BedItemsProps {
  session: SessionBoard;
  bed: BoardBed;
}

/** What can be done with a bed of a session that is not over, as items of a menu. */
export function BedItems({ session, bed }: BedItemsProps) {
  const { may } = useDesk();
  const { t } = useTranslation();
  const { ask } = useBoard();
  const putBack = usePutBack();
  const out = bed.status === "out_of_service";
  const admits = !out && !bed.admission && session.status === "open" && may("createAdmission");
  return (
    <>
      {admits && (
        <Menu.Item
          leftSection={<UserPlus size={16} aria-hidden />}
          onClick={() => ask({ kind: "admit", session, bed })}
        >
          {t("board.admitHere")}
        </Menu.Item>
      )}
      {may("changeSessionBed") && (
        <Menu.Item
          leftSection={<Wrench size={16} aria-hidden />}
          onClick={() => (out ? void putBack(session, bed) : ask({ kind: "out", session, bed }))}
        >
          {t(out ? "board.back" : "board.outAction")}
        </Menu.Item>
      )}
    </>
  );
}

function usePutBack(): (session: SessionBoard, bed: BoardBed) => Promise<void> {
  const { t } = useTranslation();
  return async (session, { bed_id, name }) => {
    try {
      await client.changeBed(session.id, bed_id, { status: "available" });
      tellDone(t("board.isBack", { bed: name }));
    } catch (error) {
      tellRefused(t("move.refused"), reasonsOf(error, t));
    }
    await refresh(...day);
  };
}
