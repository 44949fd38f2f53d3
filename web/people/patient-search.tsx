import { Stack, Text, TextInput, UnstyledButton } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { useQuery } from "@tanstack/react-query";
import { Search } from "lucide-react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { queries } from "../api/queries.ts";
import type { Patient } from "../api/types.ts";
import { Failed, Loading } from "../parts/states.tsx";
import { useDesk } from "../shell/desk.tsx";

const debounceMs = 250;
const fewestLetters = 2;

interface PatientSearchProps {
  typed: string;
  onType: (typed: string) => void;
  choose: (patient: Patient) => void;
  error?: ReactNode;
  autoFocus?: boolean;
}

/** Patients whose name (in any script), phone number or booking fits what is typed. */
export function PatientSearch({ typed, onType, choose, error, autoFocus = false }: PatientSearchProps) {
  const { t } = useTranslation();
  const [asked] = useDebouncedValue(typed.trim(), debounceMs);
  const found = useQuery({ ...queries.patients(asked), enabled: asked.length >= fewestLetters });
  return (
    <Stack gap="sm">
      <TextInput
        label={t("patients.search")}
        description={t("patients.searchHint")}
        type="search"
        leftSection={<Search size={18} aria-hidden />}
        value={typed}
        onChange={(event) => onType(event.currentTarget.value)}
        error={error}
        autoFocus={autoFocus}
        autoComplete="off"
      />
      {asked.length >= fewestLetters && (
        <div aria-live="polite">
          {found.isError && <Failed error={found.error} retry={() => void found.refetch()} />}
          {found.isPending && <Loading rows={2} />}
          {found.data && <FoundPatients patients={found.data} choose={choose} />}
        </div>
      )}
    </Stack>
  );
}

function FoundPatients({ patients, choose }: { patients: Patient[]; choose: (patient: Patient) => void }) {
  const { formats } = useDesk();
  const { t } = useTranslation();
  if (patients.length === 0) return <Text size="sm">{t("patients.noneFound")}</Text>;
  return (
    <Stack component="ul" gap={4} className="plain-list found-patients" aria-label={t("patients.found")}>
      {patients.map((patient) => (
        <li key={patient.id}>
          <UnstyledButton className="row-button" onClick={() => choose(patient)}>
            <Text fw={600}>
              <bdi>{patient.name}</bdi>
            </Text>
            <Text size="sm" c="var(--quiet-text)" span className="row-details">
              {patient.phone && <bdi dir="ltr">{patient.phone}</bdi>}
              {patient.birth_date && <span>{formats.date(patient.birth_date)}</span>}
            </Text>
          </UnstyledButton>
        </li>
      ))}
    </Stack>
  );
}
