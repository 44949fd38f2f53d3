import { expect, test } from "vitest";
import type { ScheduleRule } from "../api/types.ts";
import { type Grip, pulled } from "./drag-rule.ts";

const lunch = { start_local: "13:00", end_local: "13:40", label: "Lunch" };
const day = { weekday: 7, start_local: "09:00", end_local: "17:00", breaks: [lunch] } as ScheduleRule;
const night = { weekday: 1, start_local: "22:00", end_local: "06:00", breaks: [] } as unknown as ScheduleRule;
const after = (rule: ScheduleRule, grip: Grip, minutes: number, days = 0) => {
  const change = pulled(rule, { grip, minutes, days });
  return (
    change && [change.weekday, change.start_local, change.end_local, ...change.breaks.map((pause) => pause.start_local)]
  );
};

test.each([
  ["to a later hour, with its break", after(day, "whole", 75), [7, "10:15", "18:15", "14:15"]],
  ["to the next day of the week", after(day, "whole", 0, 1), [1, "09:00", "17:00", "13:00"]],
  ["to the day before", after(night, "whole", 0, -1), [7, "22:00", "06:00"]],
  ["not before midnight", after(day, "whole", -900), [7, "00:00", "08:00", "04:00"]],
  ["nowhere", after(day, "whole", 0), null],
] as const)("a window moves %s", (_, found, expected) => {
  expect(found).toEqual(expected);
});

test.each([
  ["the start", after(day, "start", 60), [7, "10:00", "17:00", "13:00"]],
  ["the end", after(day, "end", 30), [7, "09:00", "17:30", "13:00"]],
  ["the end over its break", after(day, "end", -240), [7, "09:00", "13:00"]],
  ["the end into its break", after(day, "end", -225), [7, "09:00", "13:15", "13:00"]],
  ["the start past the end", after(day, "start", 900), [7, "16:45", "17:00"]],
  ["the end over midnight", after(day, "end", 480), [7, "09:00", "01:00", "13:00"]],
  ["the end of a night", after(night, "end", 60), [1, "22:00", "07:00"]],
] as const)("a pull moves %s", (_, found, expected) => {
  expect(found).toEqual(expected);
});

test("what is left of a break that the end cuts", () => {
  expect(pulled(day, { grip: "end", days: 0, minutes: -225 })?.breaks).toEqual([{ ...lunch, end_local: "13:15" }]);
});
