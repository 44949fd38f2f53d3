import type { z } from "zod";
import { newSessionRule, sessionRuleChange } from "../../src/supply/sessions/session-schemas.ts";
import { client } from "../api/client.ts";
import { areas, refresh } from "../api/queries.ts";
import type { Impact, SessionRule } from "../api/types.ts";
import { sumImpacts } from "../supply/sum-impacts.ts";

/** One day's is changed at a time; a new one may be made for several weekdays at once. */
export const sessionRuleWish = newSessionRule
  .omit({ weekday: true })
  .extend({ weekdays: newSessionRule.shape.weekday.array().min(1), status: sessionRuleChange.shape.status });
export type SessionRuleWish = z.output<typeof sessionRuleWish>;

/** Whom the change would strand, and what it does to the slots; of several weekdays together. */
export async function weighSessionRule(rule: SessionRule | null, wish: SessionRuleWish): Promise<Impact> {
  if (rule) return await client.preview.changeSessionRule(rule.id, changeOf(wish), rule.version);
  const impacts: Impact[] = [];
  for (const weekday of wish.weekdays) impacts.push(await client.preview.createSessionRule(newOn(weekday, wish)));
  return sumImpacts(impacts);
}

/** Makes the change, day by day: `made` is told each weekday, so that it is not made again when a later one is refused. */
export async function saveSessionRule(
  rule: SessionRule | null,
  wish: SessionRuleWish,
  made: (weekday: number) => void,
): Promise<void> {
  try {
    if (rule) await client.changeSessionRule(rule.id, changeOf(wish), rule.version);
    for (const weekday of rule ? [] : wish.weekdays) {
      await client.createSessionRule(newOn(weekday, wish));
      made(weekday);
    }
  } finally {
    void refresh(areas.sessions);
  }
}

const newOn = (weekday: number, { weekdays: _, status: __, ...rule }: SessionRuleWish) => ({ ...rule, weekday });

const changeOf = ({ clinic_id: _, service_id: __, weekdays: [weekday], ...change }: SessionRuleWish) => ({
  ...change,
  weekday,
});
