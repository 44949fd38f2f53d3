import { Card, Group, Paper, Text, Title } from "@mantine/core";
import { useId } from "react";
import { useTranslation } from "react-i18next";
import type { QueuedVisit } from "../api/types.ts";
import { useDesk } from "../shell/desk.tsx";
import { CheckInButton } from "./check-in-button.tsx";

/** Booked patients who have not arrived, by their time; nothing when there are none. */
export function ExpectedStrip({ visits }: { visits: QueuedVisit[] }) {
  const { t } = useTranslation();
  const id = useId();
  if (visits.length === 0) return null;
  return (
    <Paper component="section" aria-labelledby={id} p="sm" mb="sm" className="queue-column">
      <Title order={2} fz="md" id={id} mb="xs">
        {t("queue.lanes.expected")}
      </Title>
      <ul className="plain-list expected-strip">
        {visits.toSorted(byStart).map((visit) => (
          <Expected key={visit.id} visit={visit} />
        ))}
      </ul>
    </Paper>
  );
}

const byStart = (one: QueuedVisit, other: QueuedVisit) => (one.starts_at ?? "").localeCompare(other.starts_at ?? "");

function Expected({ visit }: { visit: QueuedVisit }) {
  const { formats } = useDesk();
  const id = useId();
  return (
    <Card component="li" padding="xs" aria-labelledby={id}>
      <Group wrap="nowrap" gap="sm">
        <div className="grow">
          <Text fw={600} size="sm" truncate id={id}>
            <bdi>{visit.patient_name}</bdi>
          </Text>
          <Text size="sm" c="var(--quiet-text)" truncate>
            {formats.line([visit.starts_at && formats.time(visit.starts_at), visit.practitioner_name])}
          </Text>
        </div>
        <CheckInButton visit={visit} />
      </Group>
    </Card>
  );
}
