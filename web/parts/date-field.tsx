import { DateInput, type DateInputProps } from "@mantine/dates";
import { useTranslation } from "react-i18next";
import { useDesk } from "../shell/desk.tsx";
import { typedDate } from "../text/days.ts";
import { weekOf } from "../text/formats.ts";

/** A civil date (`YYYY-MM-DD` or null), typed or picked; the week begins as it does in the organization's country. */
export function DateField(props: DateInputProps) {
  const { t } = useTranslation();
  const { formats } = useDesk();
  const week = weekOf(formats.locale);
  return (
    <DateInput
      valueFormat="DD/MM/YYYY"
      // Its own reads 08/02 as the second of August.
      dateParser={typedDate}
      placeholder={t("date.placeholder")}
      clearable
      styles={{ input: { minBlockSize: "2.5rem" } }}
      clearButtonProps={{ "aria-label": t("date.clear") }}
      firstDayOfWeek={(week.firstDay % 7) as 0 | 1 | 2 | 3 | 4 | 5 | 6}
      weekendDays={week.weekend.map((day) => (day % 7) as 0 | 1 | 2 | 3 | 4 | 5 | 6)}
      ariaLabels={{
        nextMonth: t("date.nextMonth"),
        previousMonth: t("date.previousMonth"),
        nextYear: t("date.nextYear"),
        previousYear: t("date.previousYear"),
        nextDecade: t("date.nextDecade"),
        previousDecade: t("date.previousDecade"),
        monthLevelControl: t("date.chooseMonth"),
        yearLevelControl: t("date.chooseYear"),
      }}
      {...props}
    />
  );
}
