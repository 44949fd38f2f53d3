import { Alert, Stack, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { messageOf } from "../api/problem.ts";
import { queries } from "../api/queries.ts";
import type { Placement } from "../api/types.ts";
import { useDesk } from "../shell/desk.tsx";
import { PlaceButtons } from "./place-buttons.tsx";
import { refusedWith } from "./refused-with.ts";
import { useTakeInstead } from "./use-take-instead.ts";

/** Why a placement could not be agreed any more, and what can be had instead. */
export function RefusedPlacement({ placement, zone }: { placement: Placement; zone: string }) {
  const { formatsAt, may } = useDesk();
  const { t } = useTranslation();
  const practitioners = useQuery(queries.practitioners());
  const { taken, sending, take } = useTakeInstead(placement, zone);
  const { refusal } = placement;
  if (!refusal) return null;
  const insteadAt = placement.instead_at ?? taken?.starts_at;
  if (insteadAt) return <Text size="sm">{t("plans.takenInstead", { time: formatsAt(zone).moment(insteadAt) })}</Text>;
  return (
    <Alert color="orange" p="xs" title={messageOf(refusedWith(refusal), t)}>
      <Stack gap={6}>
        {refusal.alternatives.length === 0 && <Text size="sm">{t("plans.noAlternative")}</Text>}
        {may("bookAppointment") && (
          <PlaceButtons
            places={refusal.alternatives}
            zone={zone}
            nameOf={(practitionerId) => practitioners.data?.find(({ id }) => id === practitionerId)?.name}
            sending={sending}
            take={(place) => void take(place)}
          />
        )}
      </Stack>
    </Alert>
  );
}
