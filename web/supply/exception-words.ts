import { useTranslation } from "react-i18next";
import type { ScheduleException } from "../api/types.ts";
import { useClinic, useDesk } from "../shell/desk.tsx";
import { dateIn } from "../text/days.ts";
import { lookOf, wholeDaysOf } from "./exception-pieces.ts";
import { useScopeNames } from "./scope-names.ts";
import { useWhen } from "./when-words.ts";

/** What an exception says of itself, in the words of the page and the clock of its own zone. */
export interface ExceptionWords {
  kind: (exception: ScheduleException) => string;
  when: (exception: ScheduleException) => string;
  /** Its time of the day alone, for one that lies within a date; null for whole days. */
  clock: (exception: ScheduleException) => string | null;
  scope: (exception: ScheduleException) => string[];
}

export function useExceptionWords(): ExceptionWords {
  const { t } = useTranslation();
  const { formatsAt } = useDesk();
  const when = useWhen();
  const here = useClinic();
  const names = useScopeNames();
  return {
    kind: (exception) => t(`exceptions.look.${lookOf(exception)}`),
    when,
    clock: ({ starts_at, ends_at, timezone, ...exception }) => {
      const isOneDay = dateIn(starts_at, timezone) === dateIn(ends_at, timezone);
      if (!isOneDay || wholeDaysOf({ ...exception, starts_at, ends_at, timezone })) return null;
      return formatsAt(timezone).timeRange(starts_at, ends_at);
    },
    scope: ({ resource_id, clinic_id, service_id, room_id }) =>
      [
        resource_id === null && t("exceptions.everybody"),
        clinic_id !== null && clinic_id !== here.id && names.clinic(clinic_id),
        clinic_id === here.id && resource_id === null && here.name,
        names.service(service_id),
        names.resource(room_id),
      ].filter((fact) => typeof fact === "string"),
  };
}
