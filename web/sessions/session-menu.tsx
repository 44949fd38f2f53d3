import { ActionIcon, Menu } from "@mantine/core";
import { Ban, CalendarClock, DoorClosed, DoorOpen, EllipsisVertical } from "lucide-react";
import { useTranslation } from "react-i18next";
import { allows, sessionMoves } from "../../src/core/moves.ts";
import { client } from "../api/client.ts";
import { reasonsOf } from "../api/problem.ts";
import { day, refresh } from "../api/queries.ts";
import type { SessionBoard } from "../api/types.ts";
import { tellDone, tellRefused } from "../parts/notify.tsx";
import { useDesk } from "../shell/desk.tsx";
import { useBoard } from "./board-context.ts";

/** Whether it goes on, or still may. */
export const isOn = ({ status }: SessionBoard): boolean => allows(sessionMoves.cancel, status);

/** What the desk can do with a whole session; nothing once it is over. */
export function SessionMenu({ session }: { session: SessionBoard }) {
  const { may } = useDesk();
  const { t } = useTranslation();
  const { ask } = useBoard();
  const turn = useTurn();
  const open = allows(sessionMoves.close, session.status);
  if (!isOn(session) || !may("cancelSession")) return null;
  return (
    <Menu position="bottom-end" withinPortal>
      <Menu.Target>
        <ActionIcon variant="default" size={40} aria-label={t("board.menuOf", { name: session.name })}>
          <EllipsisVertical size={18} aria-hidden />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item
          leftSection={open ? <DoorClosed size={16} aria-hidden /> : <DoorOpen size={16} aria-hidden />}
          onClick={() => void turn(session, open ? "close" : "reopen")}
        >
          {t(open ? "board.close" : "board.reopen")}
        </Menu.Item>
        <Menu.Item leftSection={<CalendarClock size={16} aria-hidden />} onClick={() => ask({ kind: "move", session })}>
          {t("board.move")}
        </Menu.Item>
        <Menu.Item leftSection={<Ban size={16} aria-hidden />} onClick={() => ask({ kind: "cancel", session })}>
          {t("board.cancel")}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}

function useTurn(): (session: SessionBoard, move: "close" | "reopen") => Promise<void> {
  const { t } = useTranslation();
  return async ({ id, version, name }, move) => {
    try {
      await client.moveBedSession(id, move, version);
      tellDone(t(move === "close" ? "board.closed" : "board.reopened", { session: name }));
    } catch (error) {
      tellRefused(t("move.refused"), reasonsOf(error, t));
    }
    await refresh(...day);
  };
}
