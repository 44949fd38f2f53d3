import en from "../../web/locales/en.json" with { type: "json" };
import { Temporal } from "temporal-polyfill";
import { expect, test } from "vitest";
import { faultsOfHours, type RuleHours } from "./check-schedule-rule.ts";

const day: RuleHours = {
  start_local: "09:00",
  end_local: "17:00",
  slot_minutes: 30,
  valid_from: null,
  valid_to: null,
  breaks: [],
};
const night: RuleHours = { ...day, start_local: "22:00", end_local: "06:00" };
const date = (text: string) => Temporal.PlainDate.from(text);
const pause = (start_local: string, end_local: string) => ({ start_local, end_local });

test.each<[string, RuleHours]>([
  ["a plain day", day],
  ["a night", night],
  ["until midnight", { ...day, end_local: "00:00" }],
  ["one slot that fills it", { ...day, end_local: "09:30" }],
  ["one day's validity", { ...day, valid_from: date("2026-11-02"), valid_to: date("2026-11-02") }],
  ["an open end", { ...day, valid_from: date("2026-11-02") }],
  [
    "breaks that touch each other and the ends",
    { ...day, breaks: [pause("09:00", "09:30"), pause("09:30", "10:00"), pause("16:00", "17:00")] },
  ],
  ["breaks in any order", { ...day, breaks: [pause("15:00", "15:10"), pause("12:00", "13:00")] }],
  [
    "breaks before, over and after midnight",
    { ...night, breaks: [pause("22:30", "23:00"), pause("23:45", "00:15"), pause("05:00", "06:00")] },
  ],
])("%s can stand", (_, rule) => {
  expect(faultsOfHours(rule)).toEqual([]);
});

test.each<[string, RuleHours, string[]]>([
  ["an empty window", { ...day, end_local: "09:00" }, ["/end_local"]],
  ["a slot longer than the window", { ...day, end_local: "09:29" }, ["/slot_minutes"]],
  ["a slot longer than the night", { ...night, slot_minutes: 481 }, ["/slot_minutes"]],
  ["dates backwards", { ...day, valid_from: date("2026-11-02"), valid_to: date("2026-11-01") }, ["/valid_to"]],
  ["an empty break", { ...day, breaks: [pause("12:00", "12:00")] }, ["/breaks/0/end_local"]],
  ["a break before", { ...day, breaks: [pause("08:00", "09:00")] }, ["/breaks/0/start_local"]],
  ["a break that begins before", { ...day, breaks: [pause("08:59", "09:30")] }, ["/breaks/0/start_local"]],
  ["a break at closing time", { ...day, breaks: [pause("17:00", "17:30")] }, ["/breaks/0/start_local"]],
  ["a break that outlasts the day", { ...day, breaks: [pause("16:30", "17:01")] }, ["/breaks/0/end_local"]],
  ["a break backwards", { ...day, breaks: [pause("12:00", "11:00")] }, ["/breaks/0/end_local"]],
  ["a break at noon of a night", { ...night, breaks: [pause("12:00", "12:30")] }, ["/breaks/0/start_local"]],
  ["a break that outlasts the night", { ...night, breaks: [pause("05:30", "06:30")] }, ["/breaks/0/end_local"]],
  [
    "breaks that overlap",
    { ...day, breaks: [pause("12:00", "13:00"), pause("12:59", "13:30")] },
    ["/breaks/1/start_local"],
  ],
  [
    "a break in a break",
    { ...night, breaks: [pause("23:50", "00:20"), pause("00:00", "00:10")] },
    ["/breaks/1/start_local"],
  ],
  [
    "several things at once",
    { ...day, slot_minutes: 600, breaks: [pause("12:00", "12:30"), pause("18:00", "19:00")] },
    ["/slot_minutes", "/breaks/1/start_local"],
  ],
])("%s is refused at its field", (_, rule, pointers) => {
  const faults = faultsOfHours(rule);
  expect(faults.map(({ pointer }) => pointer)).toEqual(pointers);
  expect(faults.every(({ code }) => code in en.field)).toBe(true);
});
