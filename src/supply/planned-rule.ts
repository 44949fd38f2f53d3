import type { z } from "zod";
import { notFound } from "../core/errors.ts";
import { allTimeOf } from "./measure-impact.ts";
import type { PlannedChange } from "./preview-change.ts";
import { addScheduleRule, changeScheduleRule, removeScheduleRule } from "./schedule-rule-record.ts";
import { findScheduleRule } from "./schedule-rules.sql.ts";
import type { newScheduleRule, scheduleRuleChange } from "./schemas.ts";

/** The changes of weekly rules as they are previewed. A rule keeps its resource, which is all that it touches. */

export const addition = (wanted: z.output<typeof newScheduleRule>): PlannedChange => ({
  touched: (_tx, now) => Promise.resolve([allTimeOf(wanted.resource_id, now)]),
  change: (tx, now) => addScheduleRule(tx, wanted, now),
});

export const alteration = (
  id: string,
  wanted: z.output<typeof scheduleRuleChange>,
  expected: number | null,
): PlannedChange => ({
  touched: touchedBy(id),
  change: (tx, now) => changeScheduleRule(tx, id, wanted, expected, now),
});

export const removal = (id: string, expected: number | null): PlannedChange => ({
  touched: touchedBy(id),
  change: (tx, now) => removeScheduleRule(tx, id, expected, now),
});

function touchedBy(id: string): PlannedChange["touched"] {
  return async (tx, now) => {
    const rule = await findScheduleRule(tx, id);
    if (!rule) throw notFound("/id", "schedule rule");
    return [allTimeOf(rule.resource_id, now)];
  };
}
