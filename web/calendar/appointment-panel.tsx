import { Stack } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { client } from "../api/client.ts";
import { areas, day, refresh } from "../api/queries.ts";
import type { AppointmentDetail } from "../api/types.ts";
import { tellUndoable } from "../appointments/undo.ts";
import { CancelForm } from "../forms/cancel-form.tsx";
import { RescheduleForm } from "../forms/reschedule-form.tsx";
import { AppointmentStory } from "../history/appointment-story.tsx";
import { AppointmentActions } from "./appointment-actions.tsx";
import { AppointmentFacts } from "./appointment-facts.tsx";

interface AppointmentPanelProps {
  appointment: AppointmentDetail;
  close: () => void;
}

export function AppointmentPanel({ appointment, close }: AppointmentPanelProps) {
  const { t } = useTranslation();
  const [doing, start] = useState<"reschedule" | "cancel" | null>(null);
  const stop = () => start(null);
  return (
    <Stack>
      <AppointmentFacts appointment={appointment} />
      {doing === null && <AppointmentActions appointment={appointment} start={start} done={close} />}
      {doing === "reschedule" && <RescheduleForm appointment={appointment} done={close} cancel={stop} />}
      {doing === "cancel" && (
        <CancelForm
          submitLabel={t("appointment.cancel")}
          send={(body) => client.cancel(appointment.id, body)}
          done={() => {
            void refresh(...day, areas.payments);
            tellUndoable(t("appointment.cancelled", { name: appointment.patient_name }), [appointment]);
            close();
          }}
          cancel={stop}
        />
      )}
      {doing === null && <AppointmentStory id={appointment.id} />}
    </Stack>
  );
}
