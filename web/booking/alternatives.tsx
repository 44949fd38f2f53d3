import { Button, Group, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { Start } from "../api/types.ts";
import { useDesk } from "../shell/desk.tsx";
import { makeFormats } from "../text/formats.ts";
import { languageNow } from "../text/language.ts";

interface AlternativesProps {
  starts: Start[];
  take: (start: Start) => void;
  zone: string;
}

const shown = 5;

/** Nearest free starts as buttons. */
export function Alternatives({ starts, take, zone }: AlternativesProps) {
  const { session } = useDesk();
  const { t } = useTranslation();
  if (starts.length === 0) return null;
  const { moment } = makeFormats(languageNow(), session.organization.country, zone);
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
