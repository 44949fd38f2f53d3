import { ActionIcon, Button } from "@mantine/core";
import { ChevronLeft, ChevronRight } from "lucide-react";
import { useTranslation } from "react-i18next";
import { DateField } from "../parts/date-field.tsx";
import { addDays } from "../text/days.ts";

interface WeekBarProps {
  /** First date of the shown week. */
  first: string;
  today: string;
  goTo: (date: string) => void;
}

/** From one week to another. */
export function WeekBar({ first, today, goTo }: WeekBarProps) {
  const { t } = useTranslation();
  const isThis = first <= today && today < addDays(first, 7);
  return (
    <>
      <ActionIcon variant="default" size={40} aria-label={t("week.before")} onClick={() => goTo(addDays(first, -7))}>
        <ChevronLeft size={20} className="mirrored" aria-hidden />
      </ActionIcon>
      <Button variant="default" onClick={() => goTo(today)} aria-pressed={isThis}>
        {t("week.this")}
      </Button>
      <ActionIcon variant="default" size={40} aria-label={t("week.after")} onClick={() => goTo(addDays(first, 7))}>
        <ChevronRight size={20} className="mirrored" aria-hidden />
      </ActionIcon>
      <DateField
        aria-label={t("date.choose")}
        clearable={false}
        value={first}
        onChange={(chosen) => chosen && goTo(chosen)}
        w={140}
      />
    </>
  );
}
