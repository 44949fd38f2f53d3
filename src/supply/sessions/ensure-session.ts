import type { Temporal } from "temporal-polyfill";
import type { Transaction } from "../../platform/database.ts";
import { isDropped } from "./converge-sessions.ts";
import { insertSessions, rewriteSessions, selectGeneratingRule, selectKnownSessions } from "./generated.sql.ts";
import { announceSessions, readWanted } from "./generate-sessions.ts";

/**
 * The id of the session that a rule makes on one of its dates, which is made when it is not there yet: a booking may lie beyond what
 * was generated. Of rivals one makes it, and the others find it. Null when the rule does not hold on that date.
 */
export async function ensureSession(
  tx: Transaction,
  ruleId: string,
  date: Temporal.PlainDate,
  now: Temporal.Instant,
): Promise<string | null> {
  const dates = [date, date.add({ days: 1 })] as const;
  const [known] = await selectKnownSessions(tx, ruleId, dates, now);
  if (known && !isDropped(known)) return known.id;
  const rule = await selectGeneratingRule(tx, ruleId);
  const [wanted] = rule ? await readWanted(tx, rule, dates) : [];
  if (!rule || !wanted) return null;
  if (known) await rewriteSessions(tx, rule, [{ known, wanted }], now);
  else await insertSessions(tx, rule, [wanted], now);
  await announceSessions(tx, rule.clinic_id, rule, now);
  const [made] = await selectKnownSessions(tx, ruleId, dates, now);
  return made?.id ?? null;
}
