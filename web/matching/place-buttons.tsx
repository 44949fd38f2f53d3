import { Button, Group, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { PlannedPlace } from "../api/types.ts";
import { useDesk } from "../shell/desk.tsx";

interface PlaceButtonsProps {
  places: readonly PlannedPlace[];
  zone: string;
  nameOf: (practitionerId: string | null) => string | undefined;
  sending: boolean;
  take: (place: PlannedPlace) => void;
}

const shown = 5;

/** Other places as buttons, each with its time and who treats. */
export function PlaceButtons({ places, zone, nameOf, sending, take }: PlaceButtonsProps) {
  const { formatsAt } = useDesk();
  const { t } = useTranslation();
  const formats = formatsAt(zone);
  if (places.length === 0) return null;
  return (
    <div>
      <Text size="sm" fw={600} mb={4}>
        {t("plans.instead")}
      </Text>
      <Group gap="xs">
        {places.slice(0, shown).map((place) => (
          <Button
            key={`${place.starts_at} ${place.practitioner_id}`}
            variant="default"
            size="compact-md"
            className="number"
            disabled={sending}
            onClick={() => take(place)}
          >
            {formats.line([formats.moment(place.starts_at), nameOf(place.practitioner_id)])}
          </Button>
        ))}
      </Group>
    </div>
  );
}
