import { describe, expect, test } from "vitest";
import type { Range } from "../core/ranges.ts";
import { hoursOf, type Timetable } from "./hours.ts";
import { splitAt } from "./session-seams.ts";
import type { WeeklyRule } from "./weekly-rule.ts";
import { whyClosed } from "./why-closed.ts";

/** Hours of a day on which a bed's sessions follow one another; 1970-01-05 was a Monday. */
const monday = 4 * 1440;
const at = (from: number, to: number): Range => [monday + from * 60, monday + to * 60];

function ruleOf([from, to]: readonly [number, number], sessionRuleId: string | null): WeeklyRule {
  const scope = { resourceId: "bed", clinicId: "clinic", serviceId: "dialysis", roomId: null, timezone: "UTC" };
  const always = { validFrom: null, validTo: null, lanes: 1, priority: 0, bufferBefore: 0, bufferAfter: 0, breaks: [] };
  const hours = { weekday: 1, startMinute: from * 60, endMinute: to * 60, slotMinutes: 240, label: null };
  return { id: `${from} to ${to}`, sessionRuleId, ...scope, ...always, ...hours };
}

function hoursWith(...rules: WeeklyRule[]) {
  const bed: Timetable = {
    resourceId: "bed",
    clinicId: "clinic",
    lanes: 1,
    active: true,
    atAnyHour: false,
    rules,
    exceptions: [],
  };
  return hoursOf(bed, { clinicId: "clinic", serviceId: "dialysis" }, [monday, monday + 1440]);
}

const morning = ruleOf([6, 11], "morning");
const midday = ruleOf([11, 16], "midday");

describe("of two sessions that follow one another", () => {
  const hours = hoursWith(morning, midday);

  test("each is open for itself", () => {
    expect(hours.lanes).toEqual([[at(6, 11), at(11, 16)]]);
    expect(whyClosed(hours, at(7, 11))).toEqual([]);
    expect(whyClosed(hours, at(11, 15))).toEqual([]);
  });

  test("nothing runs from one into the other", () => {
    const until = monday + 11 * 60;
    expect(whyClosed(hours, at(8, 12))).toEqual([{ code: "outside_hours", resourceId: "bed", until }]);
  });
});

test("rules that people write melt where they touch", () => {
  expect(hoursWith(ruleOf([6, 11], null), ruleOf([11, 16], null)).lanes).toEqual([[at(6, 16)]]);
});

test("a rule that spans both sessions gives the time across them", () => {
  expect(hoursWith(morning, midday, ruleOf([10, 12], null)).lanes).toEqual([[at(6, 16)]]);
});

test.each<[string, Range[], number[], Range[]]>([
  ["nothing", [], [5], []],
  ["no seam", [[0, 10]], [], [[0, 10]]],
  [
    "a seam within",
    [[0, 10]],
    [4],
    [
      [0, 4],
      [4, 10],
    ],
  ],
  [
    "several",
    [
      [0, 10],
      [20, 30],
    ],
    [2, 4, 25],
    [
      [0, 2],
      [2, 4],
      [4, 10],
      [20, 25],
      [25, 30],
    ],
  ],
  [
    "seams at the ends and between",
    [
      [0, 10],
      [20, 30],
    ],
    [0, 10, 15, 30],
    [
      [0, 10],
      [20, 30],
    ],
  ],
])("a set with %s", (_, set, seams, expected) => {
  expect(splitAt(set, seams)).toEqual(expected);
});
