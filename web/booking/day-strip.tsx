import { ActionIcon, Group, Skeleton, Text, UnstyledButton } from "@mantine/core";
import { ChevronLeft, ChevronRight } from "lucide-react";
import { useTranslation } from "react-i18next";
import { DateField } from "../parts/date-field.tsx";
import { useDesk } from "../shell/desk.tsx";
import { addDays, weekFrom } from "../text/days.ts";

interface DayStripProps {
  /** First of the seven dates. */
  first: string;
  today: string;
  date: string;
  pick: (date: string) => void;
  /** Shows the seven dates from another one on. */
  move: (first: string) => void;
  /** Free starts of a date; undefined when there are none or they are not known yet. */
  countOn: (date: string) => number | undefined;
  loading?: boolean;
}

export function DayStrip({ first, today, date, pick, move, countOn, loading }: DayStripProps) {
  const { t } = useTranslation();
  return (
    <div>
      <Group justify="space-between" mb="xs">
        <Group gap="xs">
          <ActionIcon
            variant="default"
            size={40}
            aria-label={t("booking.earlierDays")}
            disabled={first <= today}
            onClick={() => move(addDays(first, -7))}
          >
            <ChevronLeft size={20} className="mirrored" aria-hidden />
          </ActionIcon>
          <ActionIcon
            variant="default"
            size={40}
            aria-label={t("booking.laterDays")}
            onClick={() => move(addDays(first, 7))}
          >
            <ChevronRight size={20} className="mirrored" aria-hidden />
          </ActionIcon>
        </Group>
        <DateField
          aria-label={t("booking.jumpToDate")}
          clearable={false}
          minDate={today}
          value={first}
          onChange={(value) => value && move(value)}
          w={160}
        />
      </Group>
      <div className="day-strip" role="group" aria-label={t("booking.days")}>
        {weekFrom(first).map((day) =>
          loading ? (
            <Skeleton key={day} height={72} />
          ) : (
            <Day key={day} date={day} count={countOn(day) ?? 0} chosen={day === date} pick={() => pick(day)} />
          ),
        )}
      </div>
    </div>
  );
}

function Day({ date, count, chosen, pick }: { date: string; count: number; chosen: boolean; pick: () => void }) {
  const { formats } = useDesk();
  const { t } = useTranslation();
  const free = t("booking.freeStarts", { count, number: formats.number(count) });
  return (
    <UnstyledButton
      className="day"
      aria-pressed={chosen}
      aria-label={`${formats.day(date)}, ${free}`}
      data-empty={count === 0 || undefined}
      onClick={pick}
    >
      <Text span size="sm">
        {formats.weekdayShort(date)}
      </Text>
      <Text span fw={700} fz="lg" lh={1.2}>
        {formats.dayOfMonth(date)}
      </Text>
      <Text span size="xs">
        {free}
      </Text>
    </UnstyledButton>
  );
}
