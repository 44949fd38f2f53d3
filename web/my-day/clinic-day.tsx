import { Grid, Group, Stack, Text, Title } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { ClinicOfDay } from "../api/types.ts";
import { Section } from "../parts/section.tsx";
import { CallNext } from "../queue/call-next.tsx";
import { RoomChooser } from "../queue/room-chooser.tsx";
import { useDesk } from "../shell/desk.tsx";
import { dayParts } from "./day-parts.ts";
import { PatientNow } from "./patient-now.tsx";
import { VisitLine } from "./visit-line.tsx";

interface ClinicDayProps {
  day: ClinicOfDay;
  practitionerId: string;
  /** Where one works at several clinics, each says its name. */
  isNamed: boolean;
}

/** One clinic's part of the day, from whoever is in the room to whoever comes last. */
export function ClinicDay({ day, practitionerId, isNamed }: ClinicDayProps) {
  const { formatsAt } = useDesk();
  const { t } = useTranslation();
  const formats = formatsAt(day.timezone);
  const { now, waiting, expected, done } = dayParts(day.items);
  const line = { clinicId: day.clinic_id, practitionerId };
  const count = (key: "waits" | "comes" | "done", of: unknown[]) =>
    t(`myDay.${key}`, { count: of.length, number: formats.number(of.length) });
  return (
    <Stack gap="md">
      <Group justify="space-between">
        <div>
          {isNamed && (
            <Title order={2}>
              <bdi>{day.clinic_name}</bdi>
            </Title>
          )}
          <Text c="var(--quiet-text)">
            {formats.line([
              formats.day(day.date),
              count("waits", waiting),
              count("comes", expected),
              count("done", done),
            ])}
          </Text>
        </div>
        <Group gap="sm">
          <RoomChooser clinicId={day.clinic_id} />
          <CallNext line={line} />
        </Group>
      </Group>
      <Section title={t("myDay.now")}>
        {now.length === 0 ? (
          <Text c="var(--quiet-text)">{t("myDay.nobodyNow")}</Text>
        ) : (
          <Stack component="ul" gap="md" className="plain-list">
            {now.map((visit) => (
              <PatientNow key={visit.id} visit={visit} date={day.date} line={line} hasNext={waiting.length > 0} />
            ))}
          </Stack>
        )}
      </Section>
      <Grid gap="md">
        <Grid.Col span={{ base: 12, md: 6 }}>
          <Section title={t("myDay.next")}>
            <Lines none={t("dashboard.nobodyWaits")} visits={waiting} day={day} />
          </Section>
        </Grid.Col>
        <Grid.Col span={{ base: 12, md: 6 }}>
          <Section title={t("myDay.later")}>
            <Lines none={t("myDay.nobodyLater")} visits={expected} day={day} />
          </Section>
        </Grid.Col>
      </Grid>
    </Stack>
  );
}

function Lines({ none, visits, day }: { none: string; visits: ClinicOfDay["items"]; day: ClinicOfDay }) {
  if (visits.length === 0) return <Text c="var(--quiet-text)">{none}</Text>;
  return (
    <Stack component="ul" gap="sm" className="plain-list">
      {visits.map((visit) => (
        <VisitLine key={visit.id} visit={visit} day={day} />
      ))}
    </Stack>
  );
}
