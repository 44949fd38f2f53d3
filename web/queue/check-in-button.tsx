import { Button } from "@mantine/core";
import { UserCheck } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { QueuedVisit } from "../api/types.ts";
import { useMove } from "../appointments/use-move.ts";
import { useDesk } from "../shell/desk.tsx";

/** Notes that a booked patient has arrived, so that they join the queue. */
export function CheckInButton({ visit }: { visit: Pick<QueuedVisit, "appointment_id" | "patient_name"> }) {
  const { may } = useDesk();
  const { t } = useTranslation();
  const { moving, move } = useMove();
  const { appointment_id: id, patient_name } = visit;
  if (!id || !may("checkInAppointment")) return null;
  return (
    <Button
      variant="light"
      loading={moving}
      leftSection={<UserCheck size={16} aria-hidden />}
      onClick={() => void move("check_in", { id, patient_name })}
    >
      {t("move.checkIn")}
    </Button>
  );
}
