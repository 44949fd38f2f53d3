import { Badge } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { AppointmentStatus, PaymentStatus, VisitStatus } from "../../src/core/moves.ts";

const colors: Record<AppointmentStatus | VisitStatus | PaymentStatus | "active" | "retired", string> = {
  held: "orange",
  pending: "orange",
  confirmed: "tide",
  checked_in: "yellow",
  completed: "green",
  cancelled: "gray",
  no_show: "gray",
  expired: "gray",
  scheduled: "tide",
  waiting: "yellow",
  called: "orange",
  in_progress: "blue",
  pending_payment: "grape",
  left: "gray",
  paid: "green",
  refunded: "gray",
  active: "green",
  retired: "gray",
};

interface StatusBadgeProps {
  of: "appointment" | "visit" | "payment" | "record";
  status: keyof typeof colors;
}

export function StatusBadge({ of, status }: StatusBadgeProps) {
  const { t } = useTranslation();
  return (
    <Badge color={colors[status]} className="status-badge">
      {t(`status.${of}.${status}`)}
    </Badge>
  );
}
