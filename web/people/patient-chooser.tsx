import { Button, Group, Paper, Stack, Text } from "@mantine/core";
import { UserPlus } from "lucide-react";
import { useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { Patient } from "../api/types.ts";
import { NewPatientForm } from "../forms/new-patient-form.tsx";
import { useDesk } from "../shell/desk.tsx";
import { PatientSearch } from "./patient-search.tsx";

interface PatientChooserProps {
  patient: Patient | null;
  choose: (patient: Patient | null) => void;
  error?: ReactNode;
}

/** Finds a patient, or makes a new one in place; what was typed in the search is carried into the new record. */
export function PatientChooser({ patient, choose, error }: PatientChooserProps) {
  const { may } = useDesk();
  const { t } = useTranslation();
  const [typed, setTyped] = useState("");
  const [isNew, setNew] = useState(false);
  if (patient) return <ChosenPatient patient={patient} change={() => choose(null)} />;
  if (isNew) {
    const created = (made: Patient) => {
      setNew(false);
      choose(made);
    };
    return <NewPatientForm typed={typed} done={created} cancel={() => setNew(false)} />;
  }
  return (
    <Stack gap="sm">
      <PatientSearch typed={typed} onType={setTyped} choose={choose} error={error} />
      {may("createPatient") && (
        <Button
          variant="default"
          leftSection={<UserPlus size={18} aria-hidden />}
          className="self-start"
          onClick={() => setNew(true)}
        >
          {t("patients.new")}
        </Button>
      )}
    </Stack>
  );
}

function ChosenPatient({ patient, change }: { patient: Patient; change: () => void }) {
  const { t } = useTranslation();
  return (
    <Paper p="sm" bg="var(--mantine-primary-color-light)">
      <Group justify="space-between">
        <div>
          <Text fw={600}>
            <bdi>{patient.name}</bdi>
          </Text>
          {patient.phone && (
            <Text size="sm" c="var(--quiet-text)">
              <bdi dir="ltr">{patient.phone}</bdi>
            </Text>
          )}
        </div>
        <Button variant="default" onClick={change}>
          {t("patients.change")}
        </Button>
      </Group>
    </Paper>
  );
}
