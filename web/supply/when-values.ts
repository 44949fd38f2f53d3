import { addDays, instantFrom } from "../text/days.ts";

/** A time as people enter it: whole dates, or from one date and time to another. */
export interface WhenValues {
  whole_days: boolean;
  from_date: string | null;
  from_time: string;
  /** The last date that it concerns, not the one after it as the API has it. */
  to_date: string | null;
  to_time: string;
}

export const wholeDay = (date: string): WhenValues => ({
  whole_days: true,
  from_date: date,
  from_time: "09:00",
  to_date: date,
  to_time: "17:00",
});

/** What is sent for what was typed: dates, or instants of `zone`; null where something is missing. */
export function typedDuring({ whole_days, from_date, from_time, to_date, to_time }: WhenValues, zone: string) {
  if (whole_days) return { from: from_date, to: to_date && addDays(to_date, 1) };
  return { from: momentOf(from_date, from_time, zone), to: momentOf(to_date, to_time, zone) };
}

const momentOf = (date: string | null, time: string, zone: string) =>
  date && time ? instantFrom(`${date}T${time}`, zone) : null;
