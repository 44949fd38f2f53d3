import type { NewPlan } from "../api/types.ts";
import { type WhenValues, typedDuring, wholeDay } from "../supply/when-values.ts";
import { addDays, dateIn, dayStartIn, wallOf } from "../text/days.ts";

/** Who or what is away, and when, as people enter it. */
export interface AbsenceValues extends WhenValues {
  resource_id: string | null;
}

/** What a form begins with: an absence that is known already, or the whole of a date. */
export function absenceValues(
  asked: { resource?: string | undefined; from?: string | undefined; to?: string | undefined },
  today: string,
  zone: string,
): AbsenceValues {
  const resource_id = asked.resource ?? null;
  if (!asked.from || !asked.to) return { resource_id, ...wholeDay(today) };
  const [from, to] = [wallOf(asked.from, zone).split("T"), wallOf(asked.to, zone).split("T")];
  const wholeDays = isDayStart(asked.from, zone) && isDayStart(asked.to, zone);
  return {
    resource_id,
    whole_days: wholeDays,
    from_date: from[0]!,
    from_time: wholeDays ? "09:00" : from[1]!,
    to_date: wholeDays ? addDays(to[0]!, -1) : to[0]!,
    to_time: wholeDays ? "17:00" : to[1]!,
  };
}

const isDayStart = (instant: string, zone: string) =>
  Date.parse(dayStartIn(dateIn(instant, zone), zone)) === Date.parse(instant);

/** The absence in instants, as a plan asks for it; null where something is missing. */
export function absenceOf(values: AbsenceValues, zone: string): NonNullable<NewPlan["absence"]> | null {
  const { from, to } = typedDuring(values, zone);
  if (!values.resource_id || !from || !to) return null;
  const at = (moment: string) => (values.whole_days ? dayStartIn(moment, zone) : moment);
  return { resource_id: values.resource_id, from: at(from), to: at(to) };
}
