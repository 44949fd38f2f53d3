import { describe, expect, test } from "vitest";
import { Temporal } from "temporal-polyfill";
import { epochMinuteOf } from "../core/zones.ts";
import type { TimeException } from "./exceptions.ts";
import type { Timetable } from "./hours.ts";
import { countSlots, newlyStranded, sumOf } from "./impact.ts";
import type { ReasonCode } from "./reasons.ts";
import type { WeeklyRule } from "./weekly-rule.ts";

/** Monday, 7 December 2026, in UTC. */
const at = (time: string) => epochMinuteOf(Temporal.Instant.from(`2026-12-07T${time}Z`));
const day = [at("00:00"), at("00:00") + 1440] as const;

const morning: WeeklyRule = {
  id: "morning",
  resourceId: "doctor",
  clinicId: "clinic",
  serviceId: null,
  roomId: null,
  weekday: 1,
  startMinute: 9 * 60,
  endMinute: 12 * 60,
  timezone: "UTC",
  validFrom: null,
  validTo: null,
  slotMinutes: 30,
  lanes: 1,
  priority: 0,
  bufferBefore: 0,
  bufferAfter: 0,
  label: null,
  breaks: [],
};
const block = (from: string, to: string): TimeException => ({
  id: "block",
  kind: "blocked",
  source: "manual",
  range: [at(from), at(to)],
  resourceId: "doctor",
  clinicId: null,
  roomId: null,
  serviceId: null,
  reason: "Course",
  lanes: null,
  slotMinutes: null,
});
const timetable = (rules: WeeklyRule[], exceptions: TimeException[] = []): Timetable => ({
  resourceId: "doctor",
  clinicId: null,
  lanes: 1,
  active: true,
  atAnyHour: false,
  rules,
  exceptions,
});
const booked = (appointmentId: string, from: string, to: string, lane = 1, serviceId = "scan") => ({
  appointmentId,
  clinicId: "clinic",
  serviceId,
  lane,
  range: [at(from), at(to)] as const,
});

const plain = timetable([morning]);
const twoLanes = timetable([{ ...morning, lanes: 2 }]);
const blocked = timetable([morning], [block("10:00", "11:00")]);

describe("stranded appointments", () => {
  const early = booked("early", "09:00", "10:00");
  const within = booked("within", "10:30", "11:00");
  const across = booked("across", "10:45", "11:15");
  const second = booked("second", "09:00", "09:30", 2);

  test.each<[string, Timetable, Timetable, [string, string[]][]]>([
    ["nothing changes", plain, plain, [] as [string, string[]][]],
    [
      "an hour is blocked",
      plain,
      blocked,
      [
        ["within", ["blocked"]],
        ["across", ["blocked"]],
      ],
    ],
    ["the block goes", blocked, plain, []],
    [
      "the rule goes",
      plain,
      timetable([]),
      [
        ["early", ["outside_hours"]],
        ["within", ["outside_hours"]],
        ["across", ["outside_hours"]],
      ],
    ],
    ["what was stranded already", blocked, timetable([]), [["early", ["outside_hours"]]]],
    ["a lane goes", twoLanes, plain, [["second", ["out_of_service"]]]],
    [
      "the time is kept for another service",
      plain,
      timetable([{ ...morning, serviceId: "visit" }]),
      [
        ["early", ["closed_to_service"]],
        ["within", ["closed_to_service"]],
        ["across", ["closed_to_service"]],
      ],
    ],
    ["the time is kept for this service", plain, timetable([{ ...morning, serviceId: "scan" }]), []],
    [
      "the resource is retired",
      plain,
      { ...plain, active: false },
      [
        ["early", ["out_of_service"]],
        ["within", ["out_of_service"]],
        ["across", ["out_of_service"]],
      ],
    ],
  ])("%s", (_, before, after, expected) => {
    const stranded = newlyStranded({ before, after, booked: [early, within, across, second] });
    expect(
      stranded.map(({ booked: { appointmentId }, reasons }) => [appointmentId, reasons.map(({ code }) => code)]),
    ).toEqual(expected);
  });

  test("one whose phases need the resource twice is named once, with the reasons of both", () => {
    const phases = [booked("chair", "10:00", "10:20"), booked("chair", "10:40", "11:20")];
    const after = timetable([{ ...morning, endMinute: 11 * 60 }], [block("10:00", "10:30")]);
    const stranded = newlyStranded({ before: plain, after, booked: phases });
    expect(stranded.map(({ reasons }) => reasons.map(({ code }) => code))).toEqual([["blocked", "outside_hours"]]);
  });
});

describe("what was booked although a rule stood against it", () => {
  const without = (...rules: ReasonCode[]) => rules.map((rule) => ({ rule }));
  const late = { ...booked("late", "12:00", "13:00"), waived: without("outside_hours") };
  const inBlock = { ...booked("in block", "10:15", "10:30"), waived: without("blocked") };
  const above = { ...booked("above", "09:00", "09:30", 2), waived: without("claimed") };

  test.each<[string, Timetable, Timetable, [string, string[]][]]>([
    ["is not stranded by that rule, whatever else changes", plain, timetable([{ ...morning, slotMinutes: 60 }]), []],
    ["nor when that rule goes and comes back", timetable([{ ...morning, endMinute: 14 * 60 }]), blocked, []],
    ["but by another one", plain, timetable([morning], [block("12:30", "13:00")]), [["late", ["blocked"]]]],
    ["an added lane has the hours of the first", plain, blocked, []],
    ["and goes with them", plain, timetable([{ ...morning, startMinute: 10 * 60 }]), [["above", ["outside_hours"]]]],
  ])("%s", (_, before, after, expected) => {
    const stranded = newlyStranded({ before, after, booked: [late, inBlock, above] });
    expect(
      stranded.map(({ booked: { appointmentId }, reasons }) => [appointmentId, reasons.map(({ code }) => code)]),
    ).toEqual(expected);
  });
});

test.each<[string, Timetable, Timetable, number[]]>([
  ["nothing changes", plain, plain, [0, 0, 0, 6]],
  ["two slots are blocked", plain, blocked, [0, 0, 2, 4]],
  ["they open again", blocked, plain, [2, 0, 0, 4]],
  ["the day grows", plain, timetable([{ ...morning, endMinute: 14 * 60 }]), [4, 0, 0, 6]],
  ["the day shrinks", plain, timetable([{ ...morning, endMinute: 10 * 60 }]), [0, 4, 0, 2]],
  ["slots grow: each is another one", plain, timetable([{ ...morning, slotMinutes: 60 }]), [3, 6, 0, 0]],
  ["a lane comes", plain, twoLanes, [6, 0, 0, 6]],
  [
    "a break comes",
    plain,
    timetable([{ ...morning, breaks: [{ startMinute: 600, endMinute: 615, label: null }] }]),
    [0, 0, 1, 5],
  ],
  ["the rule goes", plain, timetable([]), [0, 6, 0, 0]],
])("slots when %s: added, removed, blocked, unchanged", (_, before, after, expected) => {
  const { added, removed, blocked: closed, unchanged } = countSlots({ before, after }, day);
  expect([added, removed, closed, unchanged]).toEqual(expected);
});

test("counts add up", () => {
  const one = { added: 1, removed: 2, blocked: 3, unchanged: 4 };
  expect(sumOf([one, one])).toEqual({ added: 2, removed: 4, blocked: 6, unchanged: 8 });
  expect(sumOf([])).toEqual({ added: 0, removed: 0, blocked: 0, unchanged: 0 });
});
