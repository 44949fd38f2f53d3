import { ActionIcon, Button, Tooltip } from "@mantine/core";
import { BellRing, CheckCheck, DoorOpen, Megaphone, Play, Undo2, type LucideIcon } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { QueuedVisit } from "../api/types.ts";
import { type PlainVisitMove, useVisitMove } from "./use-visit-move.ts";

export const moveIcons: Record<PlainVisitMove, LucideIcon> = {
  call: Megaphone,
  recall: BellRing,
  start: Play,
  finish: CheckCheck,
  requeue: Undo2,
  leave: DoorOpen,
};

interface MoveButtonProps {
  visit: QueuedVisit;
  move: PlainVisitMove;
}

/** The move that comes next, in words. */
export function NextMoveButton({ visit, move }: MoveButtonProps) {
  const { t } = useTranslation();
  const { moving, move: make } = useVisitMove(visit);
  const Icon = moveIcons[move];
  return (
    <Button
      className="next-move"
      loading={moving}
      leftSection={<Icon size={16} aria-hidden />}
      onClick={() => void make(move)}
    >
      {t(`move.${move}`)}
    </Button>
  );
}

/** Another move that can be made, as a sign. */
export function MoveSign({ visit, move }: MoveButtonProps) {
  const { t } = useTranslation();
  const { moving, move: make } = useVisitMove(visit);
  const Icon = moveIcons[move];
  return (
    <Tooltip label={t(`move.${move}`)}>
      <ActionIcon
        variant="default"
        size={40}
        loading={moving}
        aria-label={t(`move.${move}`)}
        onClick={() => void make(move)}
      >
        <Icon size={18} aria-hidden className={move === "requeue" ? "mirrored" : ""} />
      </ActionIcon>
    </Tooltip>
  );
}
