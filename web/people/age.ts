import { Temporal } from "temporal-polyfill";

/** Whole years from the birth to the date. */
export const ageOn = (birth: string, date: string): number =>
  Temporal.PlainDate.from(birth).until(date, { largestUnit: "years" }).years;
