import { Button, Group, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { Start } from "../api/types.ts";

interface AlternativesProps {
  starts: Start[];
  take: (start: Start) => void;
  /** Writes an instant: the buttons may stand outside of the shell, where nobody knows the clinic. */
  moment: (instant: string) => string;
}

const shown = 5;

/** Nearest free starts as buttons. */
export function Alternatives({ starts, take, moment }: AlternativesProps) {
  const { t } = useTranslation();
  if (starts.length === 0) return null;
  return (
    <div>
      <Text size="sm" fw={600} mb={6}>
        {t("booking.alternatives")}
      </Text>
      <Group gap="xs">
        {starts.slice(0, shown).map((start) => (
          <Button
            key={`${start.starts_at} ${start.practitioner_id}`}
            variant="default"
            size="compact-md"
            className="number"
            onClick={() => take(start)}
          >
            {moment(start.starts_at)}
          </Button>
        ))}
      </Group>
    </div>
  );
}
