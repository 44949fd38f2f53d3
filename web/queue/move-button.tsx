import { ActionIcon, Button, Tooltip } from "@mantine/core";
import { CheckCheck, DoorOpen, Megaphone, Play, Undo2, type LucideIcon } from "lucide-react";
import { useState, type MouseEvent } from "react";
import { useTranslation } from "react-i18next";
import { client } from "../api/client.ts";
import { messageOf } from "../api/problem.ts";
import { areas, day, refresh } from "../api/queries.ts";
import type { QueuedVisit } from "../api/types.ts";
import { tellRefused } from "../parts/notify.tsx";
import { useDesk } from "../shell/desk.tsx";
import { disabledBy } from "../parts/disabled-by.ts";
import { whyNot, type DeskMove } from "./why-not.ts";

const icons: Record<Exclude<DeskMove, "settle">, LucideIcon> = {
  call: Megaphone,
  start: Play,
  finish: CheckCheck,
  requeue: Undo2,
  leave: DoorOpen,
};

interface MoveButtonProps {
  visit: QueuedVisit;
  move: Exclude<DeskMove, "settle">;
}

/** Makes one move of a visit. When it cannot be made, the button stays in reach and says why. */
export function MoveButton({ visit, move }: MoveButtonProps) {
  const { may } = useDesk();
  const { t } = useTranslation();
  const [moving, setMoving] = useState(false);
  const Icon = icons[move];
  const reason = whyNot(move, visit, may, t);
  const act = async () => {
    setMoving(true);
    try {
      await client.moveVisit(visit.id, move);
    } catch (error) {
      tellRefused(t("move.refused"), [messageOf(error, t)]);
    }
    await refresh(...day, areas.payments);
    setMoving(false);
  };
  const click = (event: MouseEvent) => (reason ? event.preventDefault() : void act());
  const shared = { onClick: click, loading: moving, ...disabledBy(reason) };
  return (
    <Tooltip label={reason ?? t(`move.${move}`)} multiline maw={260}>
      {reason === null && move !== "leave" && move !== "requeue" ? (
        <Button {...shared} className="next-move" leftSection={<Icon size={16} aria-hidden />}>
          {t(`move.${move}`)}
        </Button>
      ) : (
        <ActionIcon {...shared} variant="default" size={36} aria-label={t(`move.${move}`)}>
          <Icon size={18} aria-hidden className={move === "requeue" ? "mirrored" : ""} />
        </ActionIcon>
      )}
    </Tooltip>
  );
}
