import { Group, Stack, Text } from "@mantine/core";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { patientQueries } from "../api/patient-queries.ts";
import type { PatientHistoryItem } from "../api/patient-types.ts";
import { AnchorLink } from "../parts/links.tsx";
import { Pages } from "../parts/pages.tsx";
import { Nothing } from "../parts/states.tsx";
import { StatusBadge, type tones } from "../parts/status-badge.tsx";
import { useDesk } from "../shell/desk.tsx";
import { page } from "../urls.ts";
import "./record.css";

interface HistoryListProps {
  patientId: string;
  kind: "visit" | "payment";
}

/** What a patient has seen of one kind, the latest first. */
export function HistoryList({ patientId, kind }: HistoryListProps) {
  const { t } = useTranslation();
  const history = useInfiniteQuery(patientQueries.history(patientId, kind));
  return (
    <Pages query={history} none={<Nothing title={t(`patientRecord.none.${kind}`)} />}>
      {(items) => (
        <Stack component="ul" gap={0} className="plain-list ruled-list" aria-label={t(`patientRecord.parts.${kind}s`)}>
          {items.map((item) => (
            <Item key={item.id} item={item} />
          ))}
        </Stack>
      )}
    </Pages>
  );
}

function Item({ item }: { item: PatientHistoryItem }) {
  const { formats } = useDesk();
  const { title, clinic_name: clinic, practitioner_name: practitioner, booking_id: bookingId } = item;
  return (
    <Group component="li" justify="space-between" gap="sm" py="sm">
      <div>
        <Text fw={600}>
          <bdi>{title}</bdi>
        </Text>
        <Text size="sm" c="var(--quiet-text)">
          <When item={item} /> · {formats.line([practitioner, clinic, bookingId])}
        </Text>
      </div>
      <Group gap="sm">
        {item.kind === "payment" && item.currency !== null && (
          <Text size="sm" className="number">
            {formats.money(item.paid_minor ?? 0, item.currency)} / {formats.money(item.total_minor ?? 0, item.currency)}
          </Text>
        )}
        {item.status !== null && (
          <StatusBadge of={item.kind as "visit" | "payment"} status={item.status as keyof typeof tones} />
        )}
      </Group>
    </Group>
  );
}

/** At the clinic where it is; an appointment leads to the calendar. */
function When({ item }: { item: PatientHistoryItem }) {
  const { formats, formatsAt } = useDesk();
  const there = formatsAt(item.timezone);
  if (item.kind !== "visit") return <>{formats.date(item.service_date)}</>;
  if (item.appointment_id === null) return <>{there.moment(item.at)}</>;
  return (
    <AnchorLink size="sm" to={page.calendar} search={{ date: item.service_date, appointment: item.appointment_id }}>
      {there.moment(item.at)}
    </AnchorLink>
  );
}
