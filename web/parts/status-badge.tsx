import { Badge } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { AppointmentStatus, PaymentStatus, TimeOffStatus, VisitStatus } from "../../src/core/moves.ts";

export type Tone = "booked" | "held" | "arrived" | "inProgress" | "done" | "missed" | "good";

/** The same colours mean the same on badges and on the cards of the calendar. */
const tones: Record<AppointmentStatus | VisitStatus | PaymentStatus | TimeOffStatus | "active" | "retired", Tone> = {
  held: "held",
  pending: "held",
  confirmed: "booked",
  checked_in: "arrived",
  completed: "good",
  cancelled: "done",
  no_show: "missed",
  expired: "done",
  scheduled: "booked",
  waiting: "arrived",
  called: "held",
  in_progress: "inProgress",
  pending_payment: "held",
  left: "done",
  paid: "good",
  refunded: "done",
  approved: "good",
  denied: "missed",
  active: "good",
  retired: "done",
};

interface StatusBadgeProps {
  of: "appointment" | "visit" | "payment" | "timeOff" | "record";
  status: keyof typeof tones;
}

export function StatusBadge({ of, status }: StatusBadgeProps) {
  const { t } = useTranslation();
  return (
    <Badge bg="var(--fill)" c="var(--ink)" className={`status-badge is-${tones[status]}`}>
      {t(`status.${of}.${status}`)}
    </Badge>
  );
}
