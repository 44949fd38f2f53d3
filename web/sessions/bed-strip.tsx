import { Text, UnstyledButton } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { queries } from "../api/queries.ts";
import type { SessionAvailability } from "../api/types.ts";
import { useClinic, useDesk } from "../shell/desk.tsx";
import { addDays, weekFrom, weekStart } from "../text/days.ts";
import { weekOf } from "../text/formats.ts";

interface BedStripProps {
  date: string;
  pick: (date: string) => void;
}

/** Two weeks of dates with their free beds. */
export function BedStrip({ date, pick }: BedStripProps) {
  const clinic = useClinic();
  const { formats } = useDesk();
  const { t } = useTranslation();
  const first = weekStart(date, weekOf(formats.locale).firstDay);
  const free = useQuery(queries.bedsFree(clinic.id, first, addDays(first, 14)));
  const dates = [...weekFrom(first), ...weekFrom(addDays(first, 7))];
  return (
    <div className="bed-strip" role="group" aria-label={t("board.freeDays")}>
      {dates.map((day) => (
        <Day
          key={day}
          date={day}
          beds={free.data?.find((one) => one.date === day)}
          chosen={day === date}
          pick={() => pick(day)}
        />
      ))}
    </div>
  );
}

interface DayProps {
  date: string;
  /** Undefined where there is no session. */
  beds: SessionAvailability["items"][number] | undefined;
  chosen: boolean;
  pick: () => void;
}

function Day({ date, beds, chosen, pick }: DayProps) {
  const { formats } = useDesk();
  const { t } = useTranslation();
  const said = () => {
    if (!beds || beds.sessions === 0) return t("board.noSession");
    if (beds.free === 0) return t("board.full");
    return t("board.freeBeds", { count: beds.free, number: formats.number(beds.free) });
  };
  return (
    <UnstyledButton
      className="day"
      aria-pressed={chosen}
      aria-label={`${formats.day(date)}, ${said()}`}
      data-empty={!beds?.free || undefined}
      onClick={pick}
    >
      <Text span size="xs">
        {formats.weekdayShort(date)}
      </Text>
      <Text span fw={700} lh={1.2}>
        {formats.dayOfMonth(date)}
      </Text>
      <Text span size="xs">
        {said()}
      </Text>
    </UnstyledButton>
  );
}
