import { Temporal } from "temporal-polyfill";
import { allows, requestMoves } from "../../core/moves.ts";
import { dateOf } from "../../core/zones.ts";
import { callOff, lockSessions } from "../../demand/call-off.ts";
import type { Transaction } from "../../platform/database.ts";

/**
 * Ends a request whose last day has gone by at its clinic: what was still planned of it is off, what is booked stays. Says whether it
 * did; whatever was booked or prolonged meanwhile is left alone.
 */
export async function expireRequest(tx: Transaction, id: string, now: Temporal.Instant): Promise<boolean> {
  const [found] = await lockSessions(tx, [id]);
  if (!found?.latest_date || !allows(requestMoves.expire, found.status)) return false;
  if (Temporal.PlainDate.compare(found.latest_date, dateOf(now, found.timezone)) >= 0) return false;
  await callOff(tx, [id], "expire", null, now);
  return true;
}
