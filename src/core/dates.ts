/** Ages and birth dates, on civil dates: whose `today` it is, the caller knows. */
import type { Temporal } from "temporal-polyfill";

const OLDEST_YEARS = 130;

/**
 * Whole years from birth to that date; negative before birth.
 *
 * Who was born on 29 February is a year older on 1 March where there is no 29th.
 */
export function ageOn(birthDate: Temporal.PlainDate, on: Temporal.PlainDate): number {
  const hadBirthday = on.month > birthDate.month || (on.month === birthDate.month && on.day >= birthDate.day);
  return on.year - birthDate.year - (hadBirthday ? 0 : 1);
}

/** Whether somebody born then can be alive today: born by today, and no older than 130 years. */
export function isPlausibleBirthDate(birth: Temporal.PlainDate, today: Temporal.PlainDate): boolean {
  const age = ageOn(birth, today);
  return age >= 0 && age <= OLDEST_YEARS;
}
