import { useTranslation } from "react-i18next";
import { useDesk } from "../shell/desk.tsx";
import { dateIn } from "../text/days.ts";
import { type During, wholeDaysOf } from "./exception-pieces.ts";

/** Says a time on the clock of its own zone: a date, a range of dates, or dates with their times. */
export function useWhen(): (during: During) => string {
  const { t } = useTranslation();
  const { formats, formatsAt } = useDesk();
  return (during) => {
    const { starts_at, ends_at, timezone } = during;
    const days = wholeDaysOf(during);
    if (days && days.from === days.to) return formats.day(days.from);
    if (days) return t("hours.range", { from: formats.date(days.from), to: formats.date(days.to) });
    const at = formatsAt(timezone);
    const from = dateIn(starts_at, timezone);
    if (from === dateIn(ends_at, timezone)) return formats.line([formats.day(from), at.timeRange(starts_at, ends_at)]);
    return t("hours.range", { from: at.moment(starts_at), to: at.moment(ends_at) });
  };
}
