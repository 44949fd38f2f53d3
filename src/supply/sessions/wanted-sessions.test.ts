import { Temporal } from "temporal-polyfill";
import { expect, test } from "vitest";
import { epochMinuteOf } from "../../core/zones.ts";
import type { TimeException } from "../exceptions.ts";
import type { Timetable } from "../hours.ts";
import { minuteOfDay, type WeeklyRule } from "../weekly-rule.ts";
import { sessionsWanted } from "./wanted-sessions.ts";

/** A session rule of two beds, for a treatment of `treatment` minutes. */
interface Given {
  weekday: number;
  start: string;
  end: string;
  zone: string;
  treatment?: number;
  every?: number;
  exceptions?: TimeException[];
}

const rule = { id: "rule", clinicId: "clinic", serviceId: "dialysis" };

function bedOf(
  resourceId: string,
  { weekday, start, end, zone, treatment = 180, every, exceptions = [] }: Given,
): Timetable {
  const [startMinute, endMinute] = [minuteOfDay(start), minuteOfDay(end)];
  const weekly: WeeklyRule = {
    id: `rule of ${resourceId}`,
    resourceId,
    clinicId: "clinic",
    serviceId: "dialysis",
    roomId: null,
    weekday,
    startMinute,
    endMinute: endMinute <= startMinute ? endMinute + 1440 : endMinute,
    timezone: zone,
    validFrom: null,
    validTo: null,
    slotMinutes: every ?? treatment,
    lanes: 1,
    priority: 0,
    bufferBefore: 0,
    bufferAfter: 0,
    label: "Morning",
    sessionRuleId: "rule",
    breaks: [],
  };
  const own = exceptions.filter((one) => one.resourceId === null || one.resourceId === resourceId);
  return { resourceId, clinicId: "clinic", lanes: 1, active: true, atAnyHour: false, rules: [weekly], exceptions: own };
}

const block = (from: string, to: string, given: Partial<TimeException> = {}): TimeException => ({
  id: "block",
  kind: "blocked",
  source: "manual",
  range: [epochMinuteOf(Temporal.Instant.from(from)), epochMinuteOf(Temporal.Instant.from(to))],
  resourceId: null,
  clinicId: "clinic",
  serviceId: null,
  roomId: null,
  reason: null,
  lanes: null,
  slotMinutes: null,
  ...given,
});

/** The usable ones: date, start and end. */
function wanted(given: Given, from: string, to: string): string[] {
  const dates = [Temporal.PlainDate.from(from), Temporal.PlainDate.from(to)] as const;
  const beds = [bedOf("one", given), bedOf("two", given)];
  return sessionsWanted(rule, beds, dates)
    .filter(({ usable }) => usable)
    .map(({ date, startsAt, endsAt }) => `${date.toString()} ${startsAt.toString()} ${endsAt.toString()}`);
}

const athens = { weekday: 7, zone: "Europe/Athens" };
const cairo = { weekday: 5, zone: "Africa/Cairo" };

test.each<[string, Given, string, string, string[]]>([
  [
    "keeps its hours on the wall when summer begins",
    { ...athens, start: "07:00", end: "12:00" },
    "2027-03-21",
    "2027-04-05",
    [
      "2027-03-21 2027-03-21T05:00:00Z 2027-03-21T10:00:00Z",
      "2027-03-28 2027-03-28T04:00:00Z 2027-03-28T09:00:00Z",
      "2027-04-04 2027-04-04T04:00:00Z 2027-04-04T09:00:00Z",
    ],
  ],
  [
    "whose end is skipped ends as the clocks change",
    { ...athens, weekday: 6, start: "22:00", end: "03:00" },
    "2027-03-27",
    "2027-03-28",
    ["2027-03-27 2027-03-27T20:00:00Z 2027-03-28T01:00:00Z"],
  ],
  [
    "is an hour shorter in the night that loses one, while the treatment fits",
    { ...athens, weekday: 6, start: "22:00", end: "04:00" },
    "2027-03-27",
    "2027-03-28",
    ["2027-03-27 2027-03-27T20:00:00Z 2027-03-28T01:00:00Z"],
  ],
  [
    "is not there in the night in which the treatment does not fit any more",
    { ...athens, start: "01:00", end: "05:00", treatment: 200 },
    "2027-03-28",
    "2027-03-29",
    [],
  ],
  [
    "is an hour longer in the night that has one twice, and begins the first time",
    { ...athens, start: "03:30", end: "08:00" },
    "2026-10-25",
    "2026-10-26",
    ["2026-10-25 2026-10-25T00:30:00Z 2026-10-25T06:00:00Z"],
  ],
  [
    "is not there on the date whose clocks skip its start",
    { ...athens, start: "03:30", end: "08:00" },
    "2027-03-21",
    "2027-04-05",
    ["2027-03-21 2027-03-21T01:30:00Z 2027-03-21T06:00:00Z", "2027-04-04 2027-04-04T00:30:00Z 2027-04-04T05:00:00Z"],
  ],
  [
    "that puts patients on one after another begins with the next of its grid",
    { ...athens, start: "03:30", end: "08:00", every: 30 },
    "2027-03-28",
    "2027-03-29",
    ["2027-03-28 2027-03-28T01:00:00Z 2027-03-28T05:00:00Z"],
  ],
  [
    "at a midnight that does not exist is not there that night",
    { ...cairo, start: "00:00", end: "05:00" },
    "2027-04-23",
    "2027-05-08",
    ["2027-04-23 2027-04-22T22:00:00Z 2027-04-23T03:00:00Z", "2027-05-07 2027-05-06T21:00:00Z 2027-05-07T02:00:00Z"],
  ],
  [
    "until a midnight that does not exist ends with the hour before it",
    { ...cairo, weekday: 4, start: "19:00", end: "00:00" },
    "2027-04-29",
    "2027-04-30",
    ["2027-04-29 2027-04-29T17:00:00Z 2027-04-29T22:00:00Z"],
  ],
  [
    "belongs to the date on which its night begins",
    { weekday: 1, zone: "Pacific/Kiritimati", start: "22:00", end: "04:00", treatment: 240 },
    "2026-11-09",
    "2026-11-10",
    ["2026-11-09 2026-11-09T08:00:00Z 2026-11-09T14:00:00Z"],
  ],
])("a session %s", (_, given, from, to, expected) => {
  expect(wanted(given, from, to)).toEqual(expected);
});

const monday = { weekday: 1, zone: "UTC", start: "08:00", end: "12:00" };
const theDay = ["2026-11-09T00:00Z", "2026-11-10T00:00Z"] as const;
const one = ["2026-11-09 2026-11-09T08:00:00Z 2026-11-09T12:00:00Z"];

test.each<[string, TimeException[], string[]]>([
  ["not on a holiday", [block(...theDay, { source: "holiday" })], []],
  ["not while the clinic is closed for a part of it", [block("2026-11-09T11:00Z", "2026-11-09T15:00Z")], []],
  ["while one bed of it is left", [block(...theDay, { resourceId: "one" })], one],
  [
    "not when each bed is blocked by itself",
    [block(...theDay, { resourceId: "one" }), block(...theDay, { resourceId: "two" })],
    [],
  ],
  ["when its service alone is not blocked", [block(...theDay, { serviceId: "another" })], one],
  [
    "on a holiday that was opened again",
    [block(...theDay, { source: "holiday" }), block(...theDay, { kind: "available" })],
    one,
  ],
  ["whatever it made true of its beds itself", [block(...theDay, { source: "session", sessionId: "this" })], one],
])("is there %s", (_, exceptions, expected) => {
  expect(wanted({ ...monday, exceptions }, "2026-11-09", "2026-11-10")).toEqual(expected);
});
