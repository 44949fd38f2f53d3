import { Badge, Group, Paper, Stack, Text, Title } from "@mantine/core";
import { useId } from "react";
import { useTranslation } from "react-i18next";
import type { VisitStatus } from "../../src/core/moves.ts";
import type { QueuedVisit } from "../api/types.ts";
import { useDesk } from "../shell/desk.tsx";
import { ExpectedStrip } from "./expected-strip.tsx";
import { VisitCard } from "./visit-card.tsx";

interface Lane {
  name: "waiting" | "called" | "inProgress" | "toPay" | "done";
  statuses: readonly VisitStatus[];
}

const lanes: readonly Lane[] = [
  { name: "waiting", statuses: ["waiting"] },
  { name: "called", statuses: ["called"] },
  { name: "inProgress", statuses: ["in_progress"] },
  { name: "toPay", statuses: ["pending_payment"] },
  { name: "done", statuses: ["completed", "left", "no_show", "cancelled"] },
];

/** The day's visits by where they stand; above them those whose patients have not arrived. */
export function QueueBoard({ visits, date }: { visits: QueuedVisit[]; date: string }) {
  return (
    <>
      <ExpectedStrip visits={visits.filter(({ status }) => status === "scheduled")} />
      <div className="queue-board">
        {lanes.map(({ name, statuses }) => (
          <QueueColumn
            key={name}
            name={name}
            visits={visits.filter(({ status }) => statuses.includes(status))}
            date={date}
          />
        ))}
      </div>
    </>
  );
}

interface QueueColumnProps {
  name: Lane["name"];
  visits: QueuedVisit[];
  date: string;
}

function QueueColumn({ name, visits, date }: QueueColumnProps) {
  const { formats } = useDesk();
  const { t } = useTranslation();
  const id = useId();
  return (
    <Paper component="section" aria-labelledby={id} p="xs" className="queue-column">
      <Group justify="space-between" mb="sm" gap={6} wrap="nowrap">
        <Title order={2} fz="md" id={id}>
          {t(`queue.lanes.${name}`)}
        </Title>
        <Badge
          variant="default"
          flex="none"
          aria-label={t("queue.count", { count: visits.length, number: formats.number(visits.length) })}
        >
          {formats.number(visits.length)}
        </Badge>
      </Group>
      {visits.length === 0 ? (
        <Text size="sm" c="var(--quiet-text)" ta="center" py="md">
          {t("queue.nobody")}
        </Text>
      ) : (
        <Stack component="ul" gap="sm" className="plain-list">
          {visits.map((visit) => (
            <VisitCard key={visit.id} visit={visit} date={date} />
          ))}
        </Stack>
      )}
    </Paper>
  );
}
