import "./board.css";
import { Button, Group, Stack, Text, Title } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { SessionCalledOff } from "../api/types.ts";
import { ReplanButton } from "../matching/replan-button.tsx";
import { useDesk } from "../shell/desk.tsx";

interface CameOfProps {
  title: string;
  outcome: SessionCalledOff;
  done: () => void;
}

/** What became of the patients of a session that was cancelled or moved, and the way to find places for the rest. */
export function CameOf({ title, outcome: { moved, stranded }, done }: CameOfProps) {
  const { formats } = useDesk();
  const { t } = useTranslation();
  return (
    <Stack gap="md" role="status">
      <Text fw={600}>{title}</Text>
      {moved.length > 0 && (
        <Patients
          title={t("board.came")}
          patients={moved.map((one) => ({ ...one, note: formats.moment(one.starts_at) }))}
        />
      )}
      {stranded.length > 0 ? (
        <Patients title={t("board.stranded")} patients={stranded.map((one) => ({ ...one, note: one.booking_id }))} />
      ) : (
        <Text size="sm">{t("board.nobodyStranded")}</Text>
      )}
      <Group justify="space-between">
        <ReplanButton appointmentIds={stranded.map(({ appointment_id }) => appointment_id)} />
        <Button variant="default" onClick={done} data-autofocus>
          {t("action.close")}
        </Button>
      </Group>
    </Stack>
  );
}

interface PatientsProps {
  title: string;
  patients: { appointment_id: string; patient_name: string; note: string }[];
}

function Patients({ title, patients }: PatientsProps) {
  const { formats } = useDesk();
  return (
    <section>
      <Title order={3} fz="sm">
        {title} <span className="quiet number">{formats.number(patients.length)}</span>
      </Title>
      <ul className="plain-list outcome-list">
        {patients.map(({ appointment_id: id, patient_name: name, note }) => (
          <li key={id}>
            <Text fw={600} size="sm">
              <bdi>{name}</bdi>
            </Text>
            <Text size="sm" c="var(--quiet-text)" className="number">
              <bdi>{note}</bdi>
            </Text>
          </li>
        ))}
      </ul>
    </section>
  );
}
