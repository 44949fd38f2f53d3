import { Text } from "@mantine/core";
import { ArrowDown, ArrowUp, GripVertical, Trash2 } from "lucide-react";
import type { PointerEvent, ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Press } from "../parts/press.tsx";
import { useDesk } from "../shell/desk.tsx";

interface MemberRowProps {
  name: string;
  /** From 1. */
  place: number;
  places: number;
  held: boolean;
  error: ReactNode;
  hold: (event: PointerEvent) => void;
  move: (by: 1 | -1) => void;
  remove: () => void;
}

export function MemberRow({ name, place, places, held, error, hold, move, remove }: MemberRowProps) {
  const { formats } = useDesk();
  const { t } = useTranslation();
  return (
    <li className="member-row" data-held={held || undefined}>
      <span className="member-grip" onPointerDown={hold} aria-hidden>
        <GripVertical size={18} />
      </span>
      <span className="number quiet">{formats.number(place)}</span>
      <div className="grow">
        <bdi>{name}</bdi>
        {error && (
          <Text size="xs" c="error">
            {error}
          </Text>
        )}
      </div>
      <Press icon={ArrowUp} label={t("pools.earlier", { name })} disabled={place === 1} press={() => move(-1)} />
      <Press icon={ArrowDown} label={t("pools.later", { name })} disabled={place === places} press={() => move(1)} />
      <Press icon={Trash2} label={t("pools.removeMember", { name })} press={remove} />
    </li>
  );
}
