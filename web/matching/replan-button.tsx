import { Button, Stack } from "@mantine/core";
import { CalendarSync } from "lucide-react";
import { useTranslation } from "react-i18next";
import { Refused } from "../forms/form-footer.tsx";
import { useDesk } from "../shell/desk.tsx";
import { useStartPlan } from "./use-start-plan.ts";

/** Asks where appointments that cannot stay could go. */
export function ReplanButton({ appointmentIds }: { appointmentIds: readonly string[] }) {
  const { may } = useDesk();
  const { t } = useTranslation();
  const { starting, failure, start } = useStartPlan();
  if (!may("createPlan") || appointmentIds.length === 0) return null;
  return (
    <Stack gap="xs" align="start">
      <Button
        variant="default"
        leftSection={<CalendarSync size={18} aria-hidden />}
        loading={starting}
        onClick={() => void start({ appointment_ids: [...new Set(appointmentIds)] })}
      >
        {t("replan.these")}
      </Button>
      <Refused failure={failure} />
    </Stack>
  );
}
