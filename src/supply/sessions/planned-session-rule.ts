import type { z } from "zod";
import { allTimeOf } from "../measure-impact.ts";
import type { PlannedChange } from "../preview-change.ts";
import { addSessionRule, bedsTouched, changeSessionRule, readSessionRule } from "./session-rule-record.ts";
import type { newSessionRule, sessionRuleChange } from "./session-schemas.ts";

/** The changes of session rules as they are previewed: they touch the time of their beds. */

export const addition = (wanted: z.output<typeof newSessionRule>): PlannedChange => ({
  touched: async (tx, now) => {
    const scope = { ...wanted, practitioner_id: wanted.practitioner_id ?? null };
    return (await bedsTouched(tx, null, scope)).map((id) => allTimeOf(id, now));
  },
  change: (tx, now) => addSessionRule(tx, wanted, now),
});

export const alteration = (
  id: string,
  wanted: z.output<typeof sessionRuleChange>,
  expected: number | null,
): PlannedChange => ({
  touched: async (tx, now) => {
    const { pool_id, ...rule } = await readSessionRule(tx, id);
    const beds = await bedsTouched(tx, id, { ...rule, practitioner_id: null, pool_id: wanted.pool_id ?? pool_id });
    return beds.map((bed) => allTimeOf(bed, now));
  },
  change: (tx, now) => changeSessionRule(tx, id, wanted, expected, now),
});
