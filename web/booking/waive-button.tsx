import { Button } from "@mantine/core";
import { ShieldAlert } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { WaivableRule, Waiver } from "../api/types.ts";
import { askToWaive } from "./waive-dialog.tsx";
import { isOverbooking } from "./waivable.ts";

interface WaiveButtonProps {
  what: "book" | "move";
  /** Those in the way; null when one of them binds. */
  rules: readonly WaivableRule[] | null;
  act: (waive: Waiver[]) => void;
  /** When the dialog opens: it must not lie under what it was opened from. */
  opened?: () => void;
  /** Goes where the reason is asked for, since too little is known here. */
  instead?: (() => void) | undefined;
}

/** The way past rules that a person may set aside, once a reason is given; nothing where there is no such way. */
export function WaiveButton({ what, rules, act, opened, instead }: WaiveButtonProps) {
  const { t } = useTranslation();
  if (!rules) return null;
  return (
    <Button
      variant="default"
      size="compact-md"
      className="self-start"
      leftSection={<ShieldAlert size={16} aria-hidden />}
      onClick={() => {
        opened?.();
        if (instead) instead();
        else askToWaive(what, rules, act);
      }}
    >
      {t(`waive.${what}.${isOverbooking(rules) ? "overbook" : "anyway"}`)}
    </Button>
  );
}
