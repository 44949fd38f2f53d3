import { expect, test } from "vitest";
import type { ScheduleRule } from "../api/types.ts";
import { rulePieces } from "./rule-pieces.ts";

const zone = "Africa/Cairo";
// A Saturday to a Friday, as the week goes in Egypt.
const week = ["2026-11-21", "2026-11-22", "2026-11-23", "2026-11-24", "2026-11-25", "2026-11-26", "2026-11-27"];

const rule = (some: Partial<ScheduleRule>): ScheduleRule => ({
  id: "r",
  version: 1,
  resource_id: "p",
  clinic_id: "c",
  weekday: 1,
  start_local: "09:00",
  end_local: "17:00",
  timezone: zone,
  valid_from: null,
  valid_to: null,
  slot_minutes: 20,
  lanes: 1,
  priority: 0,
  service_id: null,
  session_rule_id: null,
  room_id: null,
  buffer_before_minutes: 0,
  buffer_after_minutes: 0,
  label: null,
  breaks: [],
  ...some,
});
const drawn = (rules: ScheduleRule[], dates = week) =>
  rulePieces(rules, dates, zone).map(({ date, from, to, depth }) => [date, from, to, depth]);

test("a rule stands on its weekday, on the dates on which it holds", () => {
  expect(drawn([rule({})])).toEqual([["2026-11-23", 540, 1020, 0]]);
  expect(drawn([rule({ valid_from: "2026-11-23", valid_to: "2026-11-23" })])).toHaveLength(1);
  expect(drawn([rule({ valid_from: "2026-11-24" })])).toEqual([]);
  expect(drawn([rule({ valid_to: "2026-11-22" })])).toEqual([]);
});

test("a night goes on in the next column, also from the evening before the week", () => {
  const night = rule({ weekday: 5, start_local: "22:00", end_local: "06:00" });
  expect(rulePieces([night], week, zone)).toMatchObject([
    { date: "2026-11-21", from: 0, to: 360, begins: false, ends: true },
    { date: "2026-11-27", from: 1320, to: 1440, begins: true, ends: false },
  ]);
});

test("a break of a night stands where the clock shows it", () => {
  const breaks = [{ start_local: "01:00", end_local: "01:30", label: "Rest" }];
  const pieces = rulePieces([rule({ start_local: "22:00", end_local: "06:00", breaks })], week, zone);
  expect(pieces.map((piece) => piece.breaks)).toEqual([[], [{ from: 60, to: 90, label: "Rest" }]]);
});

test("another zone is drawn on the clinic's clock", () => {
  // Dubai is two hours ahead of Cairo in winter.
  expect(drawn([rule({ timezone: "Asia/Dubai" })])).toEqual([["2026-11-23", 420, 900, 0]]);
  expect(drawn([rule({ timezone: "Asia/Dubai", start_local: "01:00", end_local: "03:00" })])).toEqual([
    ["2026-11-22", 1380, 1440, 0],
    ["2026-11-23", 0, 60, 0],
  ]);
});

test("lower priorities lie behind, and what overlaps lies further in", () => {
  const usual = rule({ id: "usual" });
  const season = rule({ id: "season", priority: 10, start_local: "10:00", end_local: "12:00" });
  const evening = rule({ id: "evening", start_local: "17:00", end_local: "20:00" });
  const pieces = rulePieces([season, usual, evening], week, zone);
  expect(pieces.map(({ rule: { id }, depth }) => [id, depth])).toEqual([
    ["usual", 0],
    ["evening", 0],
    ["season", 1],
  ]);
});
