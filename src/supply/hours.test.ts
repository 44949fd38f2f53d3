import { expect, test } from "vitest";
import type { Range } from "../core/ranges.ts";
import type { TimeException } from "./exceptions.ts";
import { hoursOf, type Question, type Timetable } from "./hours.ts";
import type { WeeklyRule } from "./weekly-rule.ts";
import { whyClosed } from "./why-closed.ts";

// Monday 2026-11-02 00:00 UTC, in epoch minutes: all times below are hours of that day.
const day = Date.UTC(2026, 10, 2) / 60_000;

const rule = (from: number, to: number, given: Partial<WeeklyRule> = {}): WeeklyRule => ({
  id: "rule",
  resourceId: "doctor",
  clinicId: "here",
  serviceId: null,
  roomId: null,
  weekday: 1,
  startMinute: from * 60,
  endMinute: to * 60,
  timezone: "UTC",
  validFrom: null,
  validTo: null,
  slotMinutes: 20,
  lanes: 1,
  priority: 0,
  bufferBefore: 0,
  bufferAfter: 0,
  label: null,
  breaks: [],
  ...given,
});

const lunch = { breaks: [{ startMinute: 12 * 60, endMinute: 13 * 60, label: "Lunch" }] };

const exception = (
  kind: TimeException["kind"],
  from: number,
  to: number,
  given: Partial<TimeException> = {},
): TimeException => ({
  id: "exception",
  kind,
  source: "manual",
  range: [day + from * 60, day + to * 60],
  resourceId: null,
  clinicId: null,
  serviceId: null,
  roomId: null,
  reason: null,
  lanes: null,
  slotMinutes: null,
  ...given,
});

const opening = (from: number, to: number, given: Partial<TimeException> = {}) =>
  exception("available", from, to, { resourceId: "doctor", clinicId: "here", lanes: 1, slotMinutes: 30, ...given });

const doctor = (given: Partial<Timetable>): Timetable => ({
  resourceId: "doctor",
  clinicId: null,
  lanes: 1,
  active: true,
  atAnyHour: false,
  rules: [],
  exceptions: [],
  ...given,
});

const room = (given: Partial<Timetable>) => doctor({ resourceId: "room", clinicId: "here", atAnyHour: true, ...given });

const asked: Question = { clinicId: "here", serviceId: "visit" };
const today: Range = [day, day + 1440];

/** The open hours of each lane. */
const open = (timetable: Timetable, question = asked) =>
  hoursOf(timetable, question, today).lanes.map((lane) =>
    lane.map(([from, to]) => [Math.max(from - day, 0) / 60, Math.min(to - day, 1440) / 60]),
  );

test.each<[string, Timetable, number[][][]]>([
  [
    "split shifts are two rules",
    doctor({ rules: [rule(9, 12), rule(14, 17)] }),
    [
      [
        [9, 12],
        [14, 17],
      ],
    ],
  ],
  [
    "a break is not worked",
    doctor({ rules: [rule(9, 17, lunch)] }),
    [
      [
        [9, 12],
        [13, 17],
      ],
    ],
  ],
  ["equal rules add up", doctor({ rules: [rule(9, 13), rule(12, 17, lunch)] }), [[[9, 17]]]],
  [
    "a higher rule's break closes what a lower one works",
    doctor({ rules: [rule(9, 17), rule(11, 14, { priority: 1, ...lunch })] }),
    [
      [
        [9, 12],
        [13, 17],
      ],
    ],
  ],
  [
    "a lower rule's break is not there where a higher one governs",
    doctor({ rules: [rule(9, 17, lunch), rule(11, 14, { priority: 1 })] }),
    [[[9, 17]]],
  ],
  [
    "a higher rule for another service keeps its time",
    doctor({ rules: [rule(9, 17), rule(10, 11, { priority: 1, serviceId: "vaccination" })] }),
    [
      [
        [9, 10],
        [11, 17],
      ],
    ],
  ],
  [
    "and an equal one does not",
    doctor({ rules: [rule(9, 17), rule(10, 11, { serviceId: "vaccination" })] }),
    [[[9, 17]]],
  ],
  [
    "a higher rule elsewhere takes the person there",
    doctor({ rules: [rule(9, 17), rule(10, 11, { priority: 1, clinicId: "there" })] }),
    [
      [
        [9, 10],
        [11, 17],
      ],
    ],
  ],
  [
    "higher lanes are open where enough lanes are",
    doctor({ rules: [rule(9, 12, { lanes: 2 }), rule(11, 13)] }),
    [[[9, 13]], [[9, 12]]],
  ],
  [
    "a higher rule with fewer lanes closes the others",
    doctor({ rules: [rule(9, 12, { lanes: 2 }), rule(10, 11, { priority: 1 })] }),
    [
      [[9, 12]],
      [
        [9, 10],
        [11, 12],
      ],
    ],
  ],
  [
    "rules hold from and to their dates",
    doctor({ rules: [rule(9, 12, { validTo: day / 1440 - 1 }), rule(14, 17, { validFrom: day / 1440 })] }),
    [[[14, 17]]],
  ],
  [
    "a block blocks",
    doctor({ rules: [rule(9, 12)], exceptions: [exception("blocked", 10, 11)] }),
    [
      [
        [9, 10],
        [11, 12],
      ],
    ],
  ],
  [
    "one for another clinic does not",
    doctor({ rules: [rule(9, 12)], exceptions: [exception("blocked", 10, 11, { clinicId: "there" })] }),
    [[[9, 12]]],
  ],
  [
    "one for another service does not",
    doctor({ rules: [rule(9, 12)], exceptions: [exception("blocked", 10, 11, { serviceId: "vaccination" })] }),
    [[[9, 12]]],
  ],
  [
    "one of the room does, while it is worked there",
    doctor({
      rules: [rule(9, 12, { roomId: "room" }), rule(14, 16)],
      exceptions: [exception("blocked", 10, 15, { roomId: "room" })],
    }),
    [
      [
        [9, 10],
        [14, 16],
      ],
    ],
  ],
  [
    "a later availability lifts a block, and opens nothing",
    doctor({ rules: [rule(9, 12)], exceptions: [exception("blocked", 9, 12), exception("available", 10, 14)] }),
    [[[10, 12]]],
  ],
  [
    "a later block covers an availability",
    doctor({ rules: [rule(9, 12)], exceptions: [exception("available", 9, 12), exception("blocked", 10, 11)] }),
    [
      [
        [9, 10],
        [11, 12],
      ],
    ],
  ],
  [
    "an availability beats even a later holiday",
    doctor({
      rules: [rule(9, 12)],
      exceptions: [exception("available", 9, 12), exception("blocked", 0, 24, { source: "holiday" })],
    }),
    [[[9, 12]]],
  ],
  ["an opening opens, rules or none", doctor({ exceptions: [opening(18, 20)] }), [[[18, 20]]]],
  ["also a break", doctor({ rules: [rule(9, 17, lunch)], exceptions: [opening(12, 13)] }), [[[9, 17]]]],
  ["for its service alone", doctor({ exceptions: [opening(18, 20, { serviceId: "vaccination" })] }), [[]]],
  [
    "a later block closes an opening",
    doctor({ exceptions: [opening(18, 20), exception("blocked", 19, 20)] }),
    [[[18, 19]]],
  ],
  ["a room without rules is there at any hour", room({ lanes: 2 }), [[[0, 24]], [[0, 24]]]],
  [
    "unless it is blocked, as a resource or as a room",
    room({
      exceptions: [
        exception("blocked", 9, 10, { resourceId: "room" }),
        exception("blocked", 14, 15, { roomId: "room" }),
      ],
    }),
    [
      [
        [0, 9],
        [10, 14],
        [15, 24],
      ],
    ],
  ],
  ["a room that stands elsewhere is not here", room({ clinicId: "there" }), [[]]],
  [
    "an opening brings its lanes, and its room's time, to what is always there",
    room({
      exceptions: [
        exception("blocked", 12, 22),
        opening(18, 20, { resourceId: "room", roomId: "annex", lanes: 2 }),
        exception("blocked", 19, 20, { roomId: "annex" }),
      ],
    }),
    [
      [
        [0, 12],
        [18, 19],
        [22, 24],
      ],
      [[18, 19]],
    ],
  ],
  ["what is retired is never open", room({ active: false }), []],
])("%s", (_, timetable, lanes) => {
  expect(open(timetable)).toEqual(lanes);
});

test("the inventory asks for any service at any clinic: what reserves does not block", () => {
  const rules = [rule(9, 12, { serviceId: "vaccination" }), rule(14, 16, { clinicId: "there" })];
  const exceptions = [
    exception("blocked", 9, 10, { serviceId: "vaccination" }),
    exception("blocked", 14, 15, { clinicId: "there" }),
  ];
  expect(open(doctor({ rules, exceptions }), { clinicId: null, serviceId: null })).toEqual([
    [
      [9, 12],
      [15, 16],
    ],
  ]);
});

const why = (timetable: Timetable, from: number, to: number) =>
  whyClosed(hoursOf(timetable, asked, today), [day + from * 60, day + to * 60]).map(({ code, label, until }) => [
    code,
    label ?? null,
    until === undefined ? null : (until - day) / 60,
  ]);

const busyMorning = doctor({
  rules: [rule(9, 17, lunch), rule(15, 16, { priority: 1, serviceId: "vaccination", label: "Vaccinations" })],
  exceptions: [
    exception("blocked", 9, 10, { resourceId: "doctor", reason: "Fire drill" }),
    exception("blocked", 10, 11, { resourceId: "doctor", source: "time_off", reason: "Private" }),
  ],
});

test.each<[string, number, number, unknown[][]]>([
  ["open time has no reasons", 11, 12, []],
  ["a block says its text", 9, 10, [["blocked", "Fire drill", 10]]],
  ["time off says none", 10, 11, [["time_off", null, 11]]],
  ["a break says its name", 11.5, 12.5, [["break", "Lunch", 13]]],
  ["a reserved hour says for what", 15, 15.5, [["closed_to_service", "Vaccinations", 16]]],
  [
    "all of them at once",
    8,
    18,
    [
      ["blocked", "Fire drill", 10],
      ["time_off", null, 11],
      ["break", "Lunch", 13],
      ["closed_to_service", "Vaccinations", 16],
      ["outside_hours", null, 11],
    ],
  ],
  ["the evening is outside, and nobody knows until when", 17, 18, [["outside_hours", null, null]]],
])("why not: %s", (_, from, to, reasons) => {
  expect(why(busyMorning, from, to)).toEqual(reasons);
});

test("why not here: what is always there stands at another clinic", () => {
  expect(why(room({ clinicId: "there" }), 9, 10)).toEqual([["other_clinic", null, null]]);
});
