import type { Temporal } from "temporal-polyfill";
import { DomainError } from "../../core/errors.ts";
import { dateOfEpochDay, epochMinuteOf } from "../../core/zones.ts";
import { type SessionPlace, sessionPlaceOf } from "../../booking/session-place.ts";
import type { Transaction } from "../../platform/database.ts";
import type { Plan } from "../../supply/availability.ts";
import type { PlacedClaim } from "../../supply/place-claims.ts";
import { ensureSession } from "../../supply/sessions/ensure-session.ts";
import type { SessionRow } from "../../supply/sessions/sessions.ts";
import { lockSession, lockSessionOfRule } from "./sessions.sql.ts";

/**
 * The session in which a booking lies, locked before anything else of it; null where it lies in none. One that lies further ahead than
 * sessions were made is made now. Throws `session_closed` when it admits nobody.
 */
export async function lockSessionAt(
  tx: Transaction,
  plan: Plan,
  start: number,
  claims: readonly PlacedClaim[],
  now: Temporal.Instant,
): Promise<string | null> {
  const place = sessionPlaceOf(plan, start, claims);
  const session = place && (await findSession(tx, place, now));
  if (!session || !holds(session, start, start + plan.durationMinutes)) return null;
  if (session.status !== "open") throw new DomainError("session_closed", "The session admits nobody more.");
  return session.id;
}

async function findSession(
  tx: Transaction,
  place: SessionPlace,
  now: Temporal.Instant,
): Promise<SessionRow | undefined> {
  if ("sessionId" in place) return await lockSession(tx, place.sessionId);
  const known = await lockSessionOfRule(tx, place.ruleId, dateOfEpochDay(place.day));
  return known ?? (await lockSession(tx, await ensureSession(tx, place, now)));
}

/** Whether it lasts from one epoch minute to the other. */
const holds = ({ starts_at, ends_at }: SessionRow, from: number, to: number): boolean =>
  epochMinuteOf(starts_at) <= from && to <= epochMinuteOf(ends_at);
