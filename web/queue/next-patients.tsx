import { Group, Stack, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { dayQueries } from "../api/day-queries.ts";
import type { QueuedVisit } from "../api/types.ts";
import { AnchorLink } from "../parts/links.tsx";
import { Section } from "../parts/section.tsx";
import { Loaded, Loading, Nothing } from "../parts/states.tsx";
import { StatusBadge } from "../parts/status-badge.tsx";
import { useClinic, useDesk } from "../shell/desk.tsx";
import { page } from "../urls.ts";
import { QueueNumber } from "./queue-number.tsx";
import { TimeInStatus } from "./time-in-status.tsx";

const shown = 6;

/** Who is next: called and waiting patients, in the queue's order. */
export function NextPatients() {
  const clinic = useClinic();
  const { today } = useDesk();
  const { t } = useTranslation();
  const queue = useQuery(dayQueries.queue({ clinic_id: clinic.id, date: today }));
  const next = (items: QueuedVisit[]) => items.filter(({ status }) => status === "called" || status === "waiting");
  return (
    <Section
      title={t("dashboard.next")}
      action={
        <AnchorLink to={page.queue} size="sm">
          {t("dashboard.seeQueue")}
        </AnchorLink>
      }
    >
      <Loaded
        query={queue}
        loading={<Loading rows={3} />}
        empty={({ items }) => next(items).length === 0 && <Nothing title={t("dashboard.nobodyWaits")} />}
      >
        {({ items, date }) => (
          <Stack component="ul" gap="xs" className="plain-list">
            {next(items)
              .slice(0, shown)
              .map((visit) => (
                <NextPatient key={visit.id} visit={visit} date={date} />
              ))}
          </Stack>
        )}
      </Loaded>
    </Section>
  );
}

function NextPatient({ visit, date }: { visit: QueuedVisit; date: string }) {
  const { formats } = useDesk();
  const { t } = useTranslation();
  const { service_date: since, service_name } = visit;
  const here = since < date ? t("queue.hereSince", { day: formats.dayMonth(since) }) : null;
  return (
    <Group component="li" wrap="nowrap" gap="sm">
      <QueueNumber value={visit.queue_number} />
      <div className="grow">
        <Text fw={600} lineClamp={2}>
          <bdi>{visit.patient_name}</bdi>
        </Text>
        <Text size="sm" c="var(--quiet-text)" truncate>
          {formats.line([service_name, here])}
        </Text>
      </div>
      <TimeInStatus visit={visit} />
      <StatusBadge of="visit" status={visit.status} />
    </Group>
  );
}
