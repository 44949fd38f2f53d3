import { Badge, Group, Text } from "@mantine/core";
import { CircleHelp, DoorClosed, Moon, Siren, TriangleAlert, type LucideIcon } from "lucide-react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { QueuedVisit } from "../api/types.ts";
import type { Tone } from "../parts/status-badge.tsx";
import { useDesk } from "../shell/desk.tsx";

/**
 * What is out of the ordinary with a visit: who goes first and why, who is here since the date before `date`, who is not known, where they
 * were called to, how late they came.
 */
export function VisitMarks({ visit, date }: { visit: QueuedVisit; date: string }) {
  const { formats } = useDesk();
  const { t } = useTranslation();
  const isThere = visit.status === "called" || visit.status === "in_progress";
  const { priority, late_minutes: late, early_minutes: early } = visit;
  return (
    <>
      <Group gap={6} mt={6} className="visit-marks">
        {priority > 0 && (
          <Mark icon={priority > 1 ? Siren : TriangleAlert} tone={priority > 1 ? "missed" : "held"}>
            {priority > 1 ? t("queue.priorities.2") : t("queue.priorities.1")}
          </Mark>
        )}
        {visit.service_date < date && (
          <Mark icon={Moon} tone="done">
            {t("queue.hereSince", { day: formats.dayMonth(visit.service_date) })}
          </Mark>
        )}
        {visit.patient_provisional && (
          <Mark icon={CircleHelp} tone="done">
            {t("queue.provisional")}
          </Mark>
        )}
        {visit.room_name && isThere && (
          <Mark icon={DoorClosed} tone="booked">
            <bdi>{visit.room_name}</bdi>
          </Mark>
        )}
        {late !== null && <Mark tone="held">{t("queue.cameLate", { time: formats.minutes(late) })}</Mark>}
        {early !== null && <Mark tone="done">{t("queue.cameEarly", { time: formats.minutes(early) })}</Mark>}
        {visit.status === "called" && visit.call_count > 1 && (
          <Mark tone="held">
            {t("queue.calledTimes", { count: visit.call_count, number: formats.number(visit.call_count) })}
          </Mark>
        )}
      </Group>
      {priority > 0 && visit.priority_reason && (
        <Text size="sm" mt={4}>
          <bdi>{visit.priority_reason}</bdi>
        </Text>
      )}
    </>
  );
}

function Mark({ icon: Icon, tone, children }: { icon?: LucideIcon; tone: Tone; children: ReactNode }) {
  return (
    <Badge
      bg="var(--fill)"
      c="var(--ink)"
      className={`status-badge is-${tone}`}
      leftSection={Icon && <Icon size={13} aria-hidden />}
    >
      {children}
    </Badge>
  );
}
