import { ActionIcon } from "@mantine/core";
import type { LucideIcon } from "lucide-react";

interface PressProps {
  icon: LucideIcon;
  label: string;
  disabled?: boolean;
  press: () => void;
}

/** Stays reachable when it can do nothing, so that the keyboard is not thrown off the list at its ends. */
export function Press({ icon: Icon, label, disabled = false, press }: PressProps) {
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
