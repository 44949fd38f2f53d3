import { Badge } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { Appointment } from "../api/types.ts";

/** That the patient cancelled with less notice than the service asks for. */
export function LateMark({ appointment }: { appointment: Pick<Appointment, "cancelled_late"> }) {
  const { t } = useTranslation();
  if (!appointment.cancelled_late) return null;
  return (
    <Badge bg="var(--fill)" c="var(--ink)" className="status-badge is-missed">
      {t("appointment.late")}
    </Badge>
  );
}
