import { Group, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { Phase } from "./grid-events.ts";

const phases: readonly Phase[] = ["held", "booked", "arrived", "inProgress", "done", "missed"];

/** What the colours of the cards mean. */
export function Legend() {
  const { t } = useTranslation();
  return (
    <Group component="ul" gap="md" mt="sm" className="plain-list" aria-label={t("calendar.legend")}>
      {phases.map((phase) => (
        <Group component="li" gap={6} key={phase}>
          <span className={`phase-key is-${phase}`} aria-hidden />
          <Text size="sm">{t(`calendar.phase.${phase}`)}</Text>
        </Group>
      ))}
    </Group>
  );
}
