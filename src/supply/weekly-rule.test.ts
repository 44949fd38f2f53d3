import { Temporal } from "temporal-polyfill";
import { describe, expect, test } from "vitest";
import { dayBounds, epochMinuteOf, instantOfMinute, localOf } from "../core/zones.ts";
import { slotStartsOf, type WeeklyRule, windowsOf } from "./weekly-rule.ts";

const rule = (given: Partial<WeeklyRule>): WeeklyRule => ({
  id: "rule",
  resourceId: "doctor",
  clinicId: "clinic",
  weekday: 7,
  startMinute: 540,
  endMinute: 600,
  timezone: "Europe/Athens",
  validFrom: null,
  validTo: null,
  slotMinutes: 20,
  lanes: 1,
  serviceId: null,
  roomId: null,
  priority: 0,
  bufferBefore: 0,
  bufferAfter: 0,
  label: null,
  breaks: [],
  ...given,
});

const day = (date: string, zone: string) => {
  const { startsAt, endsAt } = dayBounds(Temporal.PlainDate.from(date), zone);
  return [epochMinuteOf(startsAt), epochMinuteOf(endsAt)] as const;
};

const wall = (minute: number, zone: string) => localOf(instantOfMinute(minute), zone).time.toString().slice(0, 5);
const startsOn = (given: WeeklyRule, date: string) => windowsOf(given, day(date, given.timezone)).flatMap(slotStartsOf);

describe("slot starts of a rule", () => {
  test.each([
    ["an ordinary Sunday", {}, "2026-11-01", ["09:00", "09:20", "09:40"]],
    ["another weekday has none", { weekday: 1 }, "2026-11-01", []],
    ["a slot that does not fit is left out", { endMinute: 595 }, "2026-11-01", ["09:00", "09:20"]],
    ["before it is valid", { validFrom: 20_759 }, "2026-11-01", []],
    ["on its first day", { validFrom: 20_758 }, "2026-11-01", ["09:00", "09:20", "09:40"]],
    ["on its last day", { validTo: 20_758 }, "2026-11-01", ["09:00", "09:20", "09:40"]],
    ["after its last day", { validTo: 20_757 }, "2026-11-01", []],
    // Athens goes from 03:00 to 04:00 on 2027-03-28 and from 04:00 back to 03:00 on 2026-10-25.
    [
      "starts that spring skips do not exist",
      { startMinute: 150, endMinute: 270, slotMinutes: 30 },
      "2027-03-28",
      ["02:30", "04:00"],
    ],
    [
      "starts that autumn repeats happen once",
      { startMinute: 150, endMinute: 270, slotMinutes: 30 },
      "2026-10-25",
      ["02:30", "03:00", "03:30", "04:00"],
    ],
    ["a window inside the skipped hour is no window", { startMinute: 190, endMinute: 230 }, "2027-03-28", []],
  ])("%s", (_, given, date, expected) => {
    expect(startsOn(rule(given), date).map((start) => wall(start, "Europe/Athens"))).toEqual(expected);
  });

  test("the repeated hour is offered the first time it comes", () => {
    const [, second] = startsOn(rule({ startMinute: 150, endMinute: 270, slotMinutes: 30 }), "2026-10-25");
    expect(instantOfMinute(second!).toString()).toBe("2026-10-25T00:00:00Z");
  });

  test("a shift past midnight belongs to the day on which it starts", () => {
    const night = rule({ weekday: 6, startMinute: 1380, endMinute: 1500, slotMinutes: 60 });
    const starts = windowsOf(night, day("2026-11-08", "Europe/Athens")).flatMap(slotStartsOf);
    expect(starts.map((start) => wall(start, "Europe/Athens"))).toEqual(["23:00", "00:00"]);
  });
});
