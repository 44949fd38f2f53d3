import type { NewScheduleRule, ScheduleRule } from "../api/types.ts";
import { minuteOf } from "./wall-minutes.ts";

/** One change of a resource's rules. */
export type RuleStep =
  | { kind: "create"; body: NewScheduleRule }
  | { kind: "change"; rule: ScheduleRule; body: Omit<NewScheduleRule, "resource_id"> }
  | { kind: "delete"; rule: ScheduleRule };

/** What a person can enter of a rule: all of it but what the server gave it. */
export function bodyOf({
  id: _id,
  version: _version,
  session_rule_id: _session,
  resource_id,
  ...fields
}: ScheduleRule): NewScheduleRule {
  return { resource_id, ...fields };
}

/** Windows that a session rule gives change with it, and not here. */
const ofItsOwn = ({ session_rule_id }: ScheduleRule): boolean => session_rule_id === null;

/**
 * Makes the weekdays like one day: their windows are changed to its windows one by one, those that are missing are made and
 * those that are too many deleted, so that an unchanged window keeps its identity.
 */
export function copyDay(source: ScheduleRule[], others: ScheduleRule[], weekdays: number[]): RuleStep[] {
  const windows = source.filter(ofItsOwn).toSorted(byPlace);
  return weekdays.flatMap((weekday) => {
    const there = others.filter((rule) => ofItsOwn(rule) && rule.weekday === weekday).toSorted(byPlace);
    const steps = windows.map((rule, index): RuleStep => {
      const { resource_id, ...body } = { ...bodyOf(rule), weekday };
      const old = there[index];
      return old ? { kind: "change", rule: old, body } : { kind: "create", body: { resource_id, ...body } };
    });
    return [...steps, ...there.slice(windows.length).map((rule): RuleStep => ({ kind: "delete", rule }))];
  });
}

/** Usual hours first, then those that lie above them. */
const byPlace = (one: ScheduleRule, other: ScheduleRule) =>
  one.priority - other.priority || minuteOf(one.start_local) - minuteOf(other.start_local);

interface Season {
  resourceId: string;
  valid_from: string | null;
  valid_to: string | null;
  /** Null leaves each its own. */
  priority: number | null;
}

/** The windows of a week once more: for another resource, or for a season whose windows lie above the usual ones. */
export function copyWeek(source: ScheduleRule[], { resourceId, valid_from, valid_to, priority }: Season): RuleStep[] {
  return source.filter(ofItsOwn).map((rule) => {
    const season = { valid_from, valid_to, priority: priority ?? rule.priority };
    return { kind: "create", body: { ...bodyOf(rule), ...season, resource_id: resourceId } };
  });
}
