import { Group, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { Tone } from "../parts/status-badge.tsx";
import { exceptionTones } from "./exception-block.tsx";

/** What the colours of the week mean; each block says it in words as well. */
export function HoursLegend() {
  const { t } = useTranslation();
  const entries: [tone: Tone, label: string][] = [
    ["booked", t("hours.window")],
    ...Object.entries(exceptionTones).map(([look, tone]): [Tone, string] => [tone, t(`exceptions.look.${look}`)]),
  ];
  return (
    <Group component="ul" gap="md" my="sm" className="plain-list" aria-label={t("calendar.legend")}>
      {entries.map(([tone, label]) => (
        <Group component="li" gap={6} key={tone}>
          <span className={`tone-key is-${tone}`} aria-hidden />
          <Text size="sm">{label}</Text>
        </Group>
      ))}
    </Group>
  );
}
