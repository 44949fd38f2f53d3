import { ActionIcon, Text } from "@mantine/core";
import { ArrowDown, ArrowUp, GripVertical, Trash2, type LucideIcon } from "lucide-react";
import type { PointerEvent, ReactNode } from "react";
import { useTranslation } from "react-i18next";
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

interface PressProps {
  icon: LucideIcon;
  label: string;
  disabled?: boolean;
  press: () => void;
}

/** Stays reachable when it can do nothing, so that the keyboard is not thrown off the list at its ends. */
function Press({ icon: Icon, label, disabled = false, press }: PressProps) {
  return (
    <ActionIcon
      variant="default"
      size={36}
      aria-label={label}
      {...(disabled ? { "aria-disabled": true, "data-disabled": true } : { onClick: press })}
    >
      <Icon size={16} aria-hidden />
    </ActionIcon>
  );
}
