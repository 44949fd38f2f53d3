import { Card, Group, Paper, Text, Title } from "@mantine/core";
import { useId } from "react";
import { useTranslation } from "react-i18next";
import type { QueuedVisit } from "../api/types.ts";
import { useDesk } from "../shell/desk.tsx";
import { CheckInButton } from "./check-in-button.tsx";
import { CheckInTicketButton } from "./check-in-ticket-button.tsx";
import { byTicket } from "./by-ticket.ts";

/** Booked patients who have not arrived, by their time; nothing when there are none. Who has several appointments arrives once. */
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
        {byTicket(visits).map((ofTicket) => (
          <Expected key={ofTicket[0].id} visits={ofTicket} />
        ))}
      </ul>
    </Paper>
  );
}

function Expected({ visits }: { visits: [QueuedVisit, ...QueuedVisit[]] }) {
  const id = useId();
  const [first] = visits;
  return (
    <Card component="li" padding="xs" aria-labelledby={id}>
      <Group wrap="nowrap" gap="sm">
        <div className="grow">
          <Text fw={600} size="sm" truncate id={id}>
            <bdi>{first.patient_name}</bdi>
          </Text>
          {visits.map((visit) => (
            <When key={visit.id} visit={visit} />
          ))}
        </div>
        {visits.length > 1 ? <CheckInTicketButton visits={visits} /> : <CheckInButton visit={first} />}
      </Group>
    </Card>
  );
}

function When({ visit }: { visit: QueuedVisit }) {
  const { formats } = useDesk();
  return (
    <Group gap={6} wrap="nowrap" fz="sm" c="var(--quiet-text)">
      {visit.starts_at && <span className="nowrap">{formats.time(visit.starts_at)}</span>}
      {visit.practitioner_name && (
        <Text inherit truncate>
          <bdi>{visit.practitioner_name}</bdi>
        </Text>
      )}
    </Group>
  );
}
