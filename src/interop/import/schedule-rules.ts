import type { Temporal } from "temporal-polyfill";
import type { z } from "zod";
import type { newScheduleRule } from "../../supply/schemas.ts";
import type { HalfDay } from "./date-half-days.ts";
import type { SessionsMapping, Setup } from "./mapping.ts";

type NewScheduleRule = z.output<typeof newScheduleRule>;

/** A schedule rule as the mapping tells it: clinic and practitioner by the source's keys. */
export interface MappedRule extends Omit<NewScheduleRule, "clinic_id" | "resource_id"> {
  key: string;
  clinic: string;
  practitioner: string;
}

const weekdays = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

/** One rule for each half day of the week that occurs, from its first date to its last. */
export function rulesOfHalfDays(
  halfDays: readonly HalfDay[],
  dates: ReadonlyMap<string, Temporal.PlainDate>,
  { halves, rules }: SessionsMapping,
): MappedRule[] {
  if (!rules) return [];
  const names = Object.keys(halves);
  const found = new Map<string, MappedRule>();
  for (const { session, weekday, half } of halfDays) {
    const date = dates.get(session)!.toString();
    const label = `${weekdays[weekday - 1]} ${names[half]}`;
    const known = found.get(label);
    if (known) known.valid_to = date;
    else
      found.set(label, {
        key: `${rules.practitioner}, ${label}`,
        clinic: rules.clinic,
        practitioner: rules.practitioner,
        weekday,
        ...halves[names[half]!]!,
        slot_minutes: rules.slot_minutes,
        valid_from: date,
        valid_to: date,
        label,
      });
  }
  return [...found.values()];
}

/** The mapping's own rules, one for each weekday that they name. */
export function rulesOfSetup({ schedule_rules: rules }: Setup): MappedRule[] {
  return rules.flatMap(({ weekdays: days, key, ...rule }) =>
    days.map((weekday) => ({ ...rule, weekday, key: `${key} ${weekday}` })),
  );
}
