import { Group, Select, Text } from "@mantine/core";
import { Building2 } from "lucide-react";
import { useTranslation } from "react-i18next";
import { useDesk } from "./desk.tsx";

export function ClinicChooser() {
  const { clinics, clinic, chooseClinic } = useDesk();
  const { t } = useTranslation();
  if (clinics.length < 2) {
    return (
      <Group gap="xs" wrap="nowrap">
        <Building2 size={18} aria-hidden />
        <Text fw={600} truncate>
          <bdi>{clinic?.name}</bdi>
        </Text>
      </Group>
    );
  }
  return (
    <Select
      aria-label={t("shell.clinic")}
      leftSection={<Building2 size={18} aria-hidden />}
      data={clinics.map(({ id, name }) => ({ value: id, label: name }))}
      value={clinic?.id ?? null}
      onChange={(id) => id && chooseClinic(id)}
      w="100%"
      maw={260}
    />
  );
}
