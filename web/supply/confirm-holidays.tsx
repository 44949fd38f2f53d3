import { Stack, Text } from "@mantine/core";
import { client } from "../api/client.ts";
import type { Holiday, Impact } from "../api/types.ts";
import { useClinic } from "../shell/desk.tsx";
import { closuresFor, holidayKey } from "./holiday-closures.ts";
import { HolidayDays } from "./holiday-table.tsx";
import { Weighed } from "./impact-step.tsx";
import { refreshHours } from "./rule-steps.ts";
import { sumImpacts } from "./sum-impacts.ts";
import { useSaved } from "./use-saved.ts";

interface ConfirmHolidaysProps {
  holidays: Holiday[];
  done: () => void;
}

/** Shows whom closing on these holidays would strand before the clinic is closed. */
export function ConfirmHolidays({ holidays, done }: ConfirmHolidaysProps) {
  const clinic = useClinic();
  const saved = useSaved(done);
  const closures = closuresFor(holidays, clinic.id);
  const weigh = async (): Promise<Impact> => {
    const impacts: Impact[] = [];
    for (const closure of closures) impacts.push(await client.preview.createScheduleException(closure));
    return sumImpacts(impacts);
  };
  const close = async () => {
    try {
      for (const closure of closures) await client.createScheduleException(closure);
    } finally {
      // Of several, those before one that is refused are closed.
      void refreshHours();
    }
  };
  return (
    <Weighed verb="close" weigh={weigh} save={() => saved(close())} back={done}>
      <Stack gap={4} component="ul" className="plain-list">
        {holidays.map((holiday) => (
          <li key={holidayKey(holiday)}>
            <Text fw={650}>
              <bdi>{holiday.name}</bdi>
            </Text>
            <Text size="sm" c="var(--quiet-text)">
              <HolidayDays holiday={holiday} />
            </Text>
          </li>
        ))}
      </Stack>
    </Weighed>
  );
}
