import type { Temporal } from "temporal-polyfill";
import { DomainError } from "../../core/errors.ts";
import { dateOfEpochDay } from "../../core/zones.ts";
import type { Transaction } from "../../platform/database.ts";
import { isDropped } from "./converge-sessions.ts";
import { insertSessions, rewriteSessions, selectGeneratingRule, selectKnownSessions } from "./generated.sql.ts";
import { announceSessions, readWanted } from "./generate-sessions.ts";

/**
 * The id of the session that a rule makes on a date (an epoch day), which is made when it is not there yet: a booking may lie beyond
 * what was generated. Of rivals one makes it, and the others find it. Throws `supply_changed` when the rule does not hold then.
 */
export async function ensureSession(
  tx: Transaction,
  { ruleId, day }: { ruleId: string; day: number },
  now: Temporal.Instant,
): Promise<string> {
  const date = dateOfEpochDay(day);
  const dates = [date, date.add({ days: 1 })] as const;
  const [known] = await selectKnownSessions(tx, ruleId, dates, now);
  if (known && !isDropped(known)) return known.id;
  const rule = await selectGeneratingRule(tx, ruleId);
  const [wanted] = rule ? await readWanted(tx, rule, dates) : [];
  if (!rule || !wanted) throw new DomainError("supply_changed", "The session's rule was changed in the meantime.");
  if (known) await rewriteSessions(tx, rule, [{ known, wanted }], now);
  else await insertSessions(tx, rule, [wanted], now);
  await announceSessions(tx, rule.clinic_id, rule, now);
  const [made] = await selectKnownSessions(tx, ruleId, dates, now);
  return made!.id;
}
