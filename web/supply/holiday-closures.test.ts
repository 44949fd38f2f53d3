import { expect, test } from "vitest";
import type { Holiday } from "../api/types.ts";
import { closuresFor, lastDayOf, mainHolidays } from "./holiday-closures.ts";

const holiday = (date: string, name: string, rest: Partial<Holiday> = {}): Holiday => ({
  date,
  days: 1,
  name,
  names: { en: name, local: name },
  kind: "public",
  schedule_exception_id: null,
  ...rest,
});

test("a holiday closes its clinic until the date after its last day", () => {
  const feast = holiday("2027-03-10", "Eid al-Fitr", { days: 3 });
  expect(lastDayOf(feast)).toBe("2027-03-12");
  const closure = { kind: "blocked", source: "holiday", clinic_id: "c", reason: "Eid al-Fitr" };
  expect(closuresFor([feast], "c")).toEqual([{ ...closure, from: "2027-03-10", to: "2027-03-13" }]);
});

test("holidays of the same days are one closure", () => {
  const days = [
    holiday("2027-05-03", "Labour Day"),
    holiday("2027-05-03", "Spring"),
    holiday("2027-05-03", "Long", { days: 2 }),
  ];
  expect(closuresFor(days, "c").map(({ to, reason }) => [to, reason])).toEqual([
    ["2027-05-04", "Labour Day, Spring"],
    ["2027-05-05", "Long"],
  ]);
});

test("what few clinics keep and what is over is shown on demand, and when one is closed for it", () => {
  const days = [
    holiday("2027-01-01", "New Year"),
    holiday("2027-02-14", "Valentine", { kind: "observance" }),
    holiday("2027-03-08", "Women", { kind: "observance", schedule_exception_id: "e" }),
    holiday("2027-06-01", "Bank", { kind: "bank" }),
  ];
  const shown = (today: string) => mainHolidays(days, today).map(({ name }) => name);
  expect(shown("2027-01-01")).toEqual(["New Year", "Women", "Bank"]);
  expect(shown("2027-06-02")).toEqual(["Women"]);
});
