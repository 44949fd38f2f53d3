import { Card, Group, Text } from "@mantine/core";
import { useId } from "react";
import { useTranslation } from "react-i18next";
import type { VisitStatus } from "../../src/core/moves.ts";
import type { QueuedVisit } from "../api/types.ts";
import { AnchorLink } from "../parts/links.tsx";
import { StatusBadge } from "../parts/status-badge.tsx";
import { useDesk } from "../shell/desk.tsx";
import { page } from "../urls.ts";
import { EstimateText } from "./estimate-text.tsx";
import { QueueNumber } from "./queue-number.tsx";
import { TimeInStatus } from "./time-in-status.tsx";
import { VisitActions } from "./visit-actions.tsx";
import { VisitMarks } from "./visit-marks.tsx";

const ended: readonly VisitStatus[] = ["completed", "left", "no_show", "cancelled"];

/** One visit on the board: who, what for, how long already and how long still, and what can be done next. */
export function VisitCard({ visit, date }: { visit: QueuedVisit; date: string }) {
  const { formats } = useDesk();
  const { t } = useTranslation();
  const id = useId();
  const by = visit.practitioner_name;
  return (
    <Card component="li" padding="sm" aria-labelledby={id} className="visit-card">
      <Group wrap="nowrap" align="start" gap="xs">
        <QueueNumber value={visit.queue_number} />
        <div className="grow">
          <AnchorLink
            to={page.patient}
            params={{ patientId: visit.patient_id }}
            fw={600}
            fz="0.9375rem"
            id={id}
            lineClamp={3}
            c="inherit"
            className="breaking"
          >
            <bdi>{visit.patient_name}</bdi>
          </AnchorLink>
          <Text size="sm" c="var(--quiet-text)" lineClamp={2}>
            <bdi>{visit.service_name}</bdi>
          </Text>
          {by && (
            <Text size="sm" c="var(--quiet-text)" truncate>
              <bdi>{by}</bdi>
            </Text>
          )}
        </div>
      </Group>
      <VisitMarks visit={visit} date={date} />
      <Group justify="space-between" mt="xs" gap="xs">
        <Text size="sm" className="nowrap">
          {visit.starts_at ? formats.time(visit.starts_at) : t("queue.walkInMark")}
        </Text>
        {ended.includes(visit.status) ? (
          <StatusBadge of="visit" status={visit.status} />
        ) : (
          <TimeInStatus visit={visit} />
        )}
      </Group>
      {visit.status === "waiting" && visit.estimate && <EstimateText estimate={visit.estimate} />}
      {!ended.includes(visit.status) && <VisitActions visit={visit} />}
    </Card>
  );
}
