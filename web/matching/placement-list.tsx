import { Button, Stack, Title } from "@mantine/core";
import { useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { Placement } from "../api/types.ts";
import { useDesk } from "../shell/desk.tsx";
import { byDate } from "./placement-groups.ts";

interface PlacementListProps {
  placements: readonly Placement[];
  zone: string;
  label: string;
  children: (placement: Placement) => ReactNode;
}

/** So many are drawn at first: a plan may have thousands. */
const atFirst = 60;

/** Placements under the date on which they are to be. */
export function PlacementList({ placements, zone, label, children }: PlacementListProps) {
  const { formatsAt } = useDesk();
  const { t } = useTranslation();
  const [most, setMost] = useState(atFirst);
  const days = [...byDate(placements, zone)];
  const shown = firstOf(days, most);
  return (
    <section className="plan-list" aria-label={label}>
      <Stack gap="sm">
        {shown.map(([date, on]) => (
          <div key={date}>
            <Title order={3} size="h5" className="plan-date">
              {date ? formatsAt(zone).day(date) : t("plans.noTime")}
            </Title>
            <Stack component="ul" gap="xs" className="plain-list">
              {on.map(children)}
            </Stack>
          </div>
        ))}
        {placements.length > most && (
          <Button variant="default" onClick={() => setMost(most + atFirst)}>
            {t("action.more")}
          </Button>
        )}
      </Stack>
    </section>
  );
}

function firstOf(days: [string | null, Placement[]][], most: number): [string | null, Placement[]][] {
  let left = most;
  return days.flatMap(([date, on]) => {
    const shown = on.slice(0, left);
    left -= shown.length;
    return shown.length > 0 ? [[date, shown] satisfies [string | null, Placement[]]] : [];
  });
}
