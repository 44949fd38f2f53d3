import { Temporal } from "temporal-polyfill";
import { type FormerAppointment, notUndoable } from "../../booking/undo-plan.ts";
import type { Transaction } from "../../platform/database.ts";
import { lockSession } from "./sessions.sql.ts";

/** Who goes back to a session finds it as it was: locks it. Throws `not_undoable` when it was cancelled or moved since. */
export async function requireSameSession(
  tx: Transaction,
  { session_id, starts_at, ends_at }: FormerAppointment,
): Promise<void> {
  if (session_id === null) return;
  const session = await lockSession(tx, session_id);
  const [from, to] = [Temporal.Instant.from(starts_at), Temporal.Instant.from(ends_at)];
  const isThere =
    session &&
    session.status !== "cancelled" &&
    Temporal.Instant.compare(session.starts_at, from) <= 0 &&
    Temporal.Instant.compare(to, session.ends_at) <= 0;
  if (!isThere) throw notUndoable("Its session was cancelled or moved since.");
}
