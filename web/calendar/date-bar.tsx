import { ActionIcon, Button } from "@mantine/core";
import { ChevronLeft, ChevronRight } from "lucide-react";
import { useTranslation } from "react-i18next";
import { DateField } from "../parts/date-field.tsx";
import { addDays } from "../text/days.ts";

interface DateBarProps {
  date: string;
  today: string;
  goTo: (date: string) => void;
}

/** From one date to another. */
export function DateBar({ date, today, goTo }: DateBarProps) {
  const { t } = useTranslation();
  return (
    <>
      <ActionIcon variant="default" size={40} aria-label={t("date.dayBefore")} onClick={() => goTo(addDays(date, -1))}>
        <ChevronLeft size={20} className="mirrored" aria-hidden />
      </ActionIcon>
      <Button variant="default" onClick={() => goTo(today)} aria-pressed={date === today}>
        {t("date.today")}
      </Button>
      <ActionIcon variant="default" size={40} aria-label={t("date.dayAfter")} onClick={() => goTo(addDays(date, 1))}>
        <ChevronRight size={20} className="mirrored" aria-hidden />
      </ActionIcon>
      <DateField
        aria-label={t("date.choose")}
        clearable={false}
        value={date}
        onChange={(chosen) => chosen && goTo(chosen)}
        w={140}
      />
    </>
  );
}
