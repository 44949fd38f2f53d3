import type { Holiday, NewScheduleException } from "../api/types.ts";
import { addDays } from "../text/days.ts";

/** Names one suggestion among a year's: some names come twice in it, and some days have two. */
export const holidayKey = ({ date, names }: Holiday): string => `${date} ${names.en}`;

export const lastDayOf = ({ date, days }: Holiday): string => addDays(date, days - 1);

/** What closes the clinic on these holidays; those of the same days are one closure with both names. */
export function closuresFor(holidays: Holiday[], clinicId: string): NewScheduleException[] {
  return sameDays(holidays).map((same) => ({
    kind: "blocked",
    source: "holiday",
    clinic_id: clinicId,
    from: same[0]!.date,
    to: addDays(lastDayOf(same[0]!), 1),
    reason: [...new Set(same.map(({ name }) => name))].join(", ").slice(0, 200),
  }));
}

function sameDays(holidays: Holiday[]): Holiday[][] {
  const found = new Map<string, Holiday[]>();
  for (const holiday of holidays) {
    const days = `${holiday.date} ${holiday.days}`;
    found.set(days, [...(found.get(days) ?? []), holiday]);
  }
  return [...found.values()];
}

/** Public and bank holidays that are not over, and whatever the clinic is closed for. */
export const mainHolidays = (holidays: Holiday[], today: string): Holiday[] =>
  holidays.filter((one) => one.schedule_exception_id !== null || (isPublic(one) && lastDayOf(one) >= today));

const isPublic = ({ kind }: Holiday) => kind === "public" || kind === "bank";
