import { Button } from "@mantine/core";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { useDesk } from "../shell/desk.tsx";
import { useStartPlan } from "./use-start-plan.ts";

/** What a notice of stranded appointments ends with, for who may: the button that finds places for them, and hides the notice. */
export function useReplanThese(): (appointmentIds: string[], hide: () => void) => ReactNode {
  const { may } = useDesk();
  const { t } = useTranslation();
  const { start } = useStartPlan();
  return (appointment_ids, hide) =>
    may("createPlan") ? (
      <Button
        variant="default"
        size="compact-md"
        className="self-start"
        onClick={() => {
          hide();
          void start({ appointment_ids });
        }}
      >
        {t("replan.these")}
      </Button>
    ) : null;
}
