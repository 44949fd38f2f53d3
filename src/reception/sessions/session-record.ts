import type { Temporal } from "temporal-polyfill";
import { DomainError, illegalMove, notFound } from "../../core/errors.ts";
import { allows, sessionMoves } from "../../core/moves.ts";
import { countOnSlots, insertEvent } from "../../booking/appointments.ts";
import type { Transaction } from "../../platform/database.ts";
import { requireVersion } from "../../platform/http/conditions.ts";
import { announce } from "../../platform/outbox.sql.ts";
import type { SessionRow } from "../../supply/sessions/sessions.ts";
import { expireHolds } from "../appointments/expire.ts";
import { type BedRow, selectBeds } from "./beds.sql.ts";
import { lockSession, type SessionChange, updateSession } from "./sessions.sql.ts";

/** The session, locked: the first lock of whoever admits to it or gives its beds. Throws `not_found` or `version_mismatch`. */
export async function lockExpectedSession(
  tx: Transaction,
  id: string,
  expectedVersion: number | null,
  pointer = "/id",
): Promise<SessionRow> {
  const found = await lockSession(tx, id);
  if (!found) throw notFound(pointer, "session");
  requireVersion(expectedVersion, found);
  return found;
}

/** Throws `session_closed` when it was closed, and `illegal_move` when it is over or was cancelled. */
export function requireOpen({ status }: SessionRow): void {
  if (status === "closed") throw new DomainError("session_closed", "The session admits nobody more.");
  if (status !== "open") throw illegalMove(status);
}

/** Throws `illegal_move` when it is over or was cancelled. */
export function requireOn({ status }: SessionRow): void {
  if (!allows(sessionMoves.cancel, status)) throw illegalMove(status);
}

/** The beds of a session that is locked. Holds whose time is up are ended on the way. */
export async function readBeds(tx: Transaction, sessionId: string, now: Temporal.Instant): Promise<BedRow[]> {
  const beds = await selectBeds(tx, sessionId, now);
  const ranOut = beds.flatMap(({ holders }) => holders.filter((holder) => holder.ranOut));
  if (ranOut.length === 0) return beds;
  const ids = ranOut.map(({ appointmentId }) => appointmentId);
  const { appointmentIds, released } = await expireHolds(tx, [...new Set(ids)], now);
  if (appointmentIds.length > 0) await countOnSlots(tx, appointmentIds, released);
  return await selectBeds(tx, sessionId, now);
}

/** What is done to a session: the row, its event, and word to every screen. */
export async function recordSession(
  tx: Transaction,
  id: string,
  { kind, change, told = {} }: { kind: string; change: SessionChange; told?: Record<string, unknown> },
  actorId: string | null,
  now: Temporal.Instant,
): Promise<SessionRow> {
  const session = await updateSession(tx, id, change, now);
  const recorded = { ...change, ...told, version: session.version, updated_at: now.toString() };
  const event = {
    subject: "session",
    subjectId: id,
    version: session.version,
    kind,
    actorId,
    change: recorded,
  } as const;
  await Promise.all([insertEvent(tx, event, now), announceSession(tx, session, now)]);
  return session;
}

/** The first event of a session that somebody put on, and word to every screen. */
export async function recordNewSession(
  tx: Transaction,
  session: SessionRow,
  actorId: string | null,
  now: Temporal.Instant,
): Promise<void> {
  const { id, version, starts_at, ends_at, service_date, ...fields } = session;
  const [startsAt, endsAt] = [starts_at.toString(), ends_at.toString()];
  const times = { starts_at: startsAt, ends_at: endsAt, service_date: service_date.toString() };
  const change = { ...fields, ...times, id, version };
  const event = { subject: "session", subjectId: id, version, kind: "put_on", actorId, change } as const;
  await Promise.all([insertEvent(tx, event, now), announceSession(tx, session, now)]);
}

/** The session, or who is admitted to it, changed. */
export async function announceSession(
  tx: Transaction,
  { id, clinic_id: clinicId, version }: Pick<SessionRow, "id" | "clinic_id" | "version">,
  now: Temporal.Instant,
): Promise<void> {
  const about = { clinicId, practitionerIds: [], subjectId: id, version };
  await announce(tx, [{ ...about, kind: "session_updated", area: "sessions" }], now);
}
