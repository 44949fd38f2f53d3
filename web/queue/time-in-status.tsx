import { Badge, Text } from "@mantine/core";
import { AlarmClock, Hourglass } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { QueuedVisit } from "../api/types.ts";
import { useDesk } from "../shell/desk.tsx";

type Standing = Pick<QueuedVisit, "status" | "status_minutes" | "alert">;

/** For how long a visit stands as it does; who waits longer than the clinic wishes is marked in word, sign and colour. */
export function TimeInStatus({ visit }: { visit: Standing }) {
  const { formats } = useDesk();
  const { t } = useTranslation();
  const { status_minutes: minutes, alert, status } = visit;
  if (minutes === null) return null;
  const time = formats.minutes(minutes);
  const since = t(`queue.timeIn.${status}`, { defaultValue: t("queue.waited") });
  if (alert === "none") {
    return (
      <Text size="sm" className="number nowrap" title={since}>
        {time}
      </Text>
    );
  }
  const Icon = alert === "alert" ? AlarmClock : Hourglass;
  return (
    <Badge
      size="lg"
      bg="var(--fill)"
      c="var(--ink)"
      className={`status-badge number is-${alert === "alert" ? "missed" : "held"}`}
      leftSection={<Icon size={14} aria-hidden />}
      title={t(`queue.alert.${alert}`)}
    >
      {time}
      <span className="sr-only">{` ${t(`queue.alert.${alert}`)}`}</span>
    </Badge>
  );
}
