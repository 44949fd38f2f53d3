import { expect, test } from "vitest";
import type { ScheduleRule } from "../api/types.ts";
import { copyDay, copyWeek, type RuleStep } from "./copy-rules.ts";

const rule = (id: string, weekday: number, start_local: string, priority = 0) =>
  ({
    id,
    version: 1,
    resource_id: "p",
    weekday,
    start_local,
    end_local: "20:00",
    priority,
    breaks: [],
    session_rule_id: null,
  }) as unknown as ScheduleRule;
const told = (steps: RuleStep[]) =>
  steps.map((step) => [
    step.kind,
    step.kind === "create" ? null : step.rule.id,
    ...(step.kind === "delete" ? [] : [step.body.weekday, step.body.start_local]),
  ]);

test("a day's windows replace those of other days one by one", () => {
  const source = [rule("b", 1, "15:00"), rule("a", 1, "09:00")];
  const others = [
    ...source,
    rule("c", 2, "10:00"),
    rule("d", 3, "07:00"),
    rule("e", 3, "08:00"),
    rule("f", 3, "11:00"),
  ];
  expect(told(copyDay(source, others, [2, 3, 4]))).toEqual([
    ["change", "c", 2, "09:00"],
    ["create", null, 2, "15:00"],
    ["change", "d", 3, "09:00"],
    ["change", "e", 3, "15:00"],
    ["delete", "f"],
    ["create", null, 4, "09:00"],
    ["create", null, 4, "15:00"],
  ]);
});

test("usual hours replace usual ones, and a season's a season's", () => {
  const source = [rule("season", 1, "08:00", 10), rule("usual", 1, "09:00")];
  const others = [rule("other season", 2, "07:00", 10), rule("other usual", 2, "10:00")];
  expect(told(copyDay(source, others, [2]))).toEqual([
    ["change", "other usual", 2, "09:00"],
    ["change", "other season", 2, "08:00"],
  ]);
});

test("a week is copied for a season, or to somebody else as it is", () => {
  const season = { valid_from: "2027-02-08", valid_to: "2027-03-09" };
  const [copied] = copyWeek([rule("a", 1, "09:00")], { resourceId: "q", ...season, priority: 10 });
  expect(copied).toMatchObject({ kind: "create", body: { resource_id: "q", ...season, priority: 10, weekday: 1 } });
  expect(copied).not.toHaveProperty("body.id");
  const [kept] = copyWeek([rule("a", 1, "09:00", 5)], { resourceId: "q", ...season, priority: null });
  expect(kept).toMatchObject({ body: { priority: 5 } });
});

test("windows that a session rule gives are neither copied nor replaced", () => {
  const ward = (id: string, weekday: number) => ({ ...rule(id, weekday, "07:00"), session_rule_id: "s" });
  const source = [ward("a", 1), rule("b", 1, "09:00")];
  expect(told(copyDay(source, [ward("c", 2)], [2]))).toEqual([["create", null, 2, "09:00"]]);
  const week = { resourceId: "q", valid_from: null, valid_to: null, priority: null };
  expect(told(copyWeek(source, week))).toEqual([["create", null, 1, "09:00"]]);
});
