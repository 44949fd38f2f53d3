import type { Temporal } from "temporal-polyfill";
import { requestMoves } from "../core/moves.ts";
import type { Transaction } from "../platform/database.ts";
import { cancelPlannedTickets, endRequests, type LockedRequest, lockRequests, lockTicketsOf } from "./call-off.sql.ts";

export { selectRunOutRequests as readRunOutRequests } from "./call-off.sql.ts";

/** Locks the sessions of these requests, then the requests, in the order that everybody keeps; gives the requests as they are then. */
export async function lockSessions(tx: Transaction, requestIds: readonly string[]): Promise<LockedRequest[]> {
  const [, requests] = await Promise.all([lockTicketsOf(tx, requestIds), lockRequests(tx, requestIds)]);
  return requests;
}

/**
 * Nothing more is placed for these requests, which are locked: what is still planned of them is owed no more. What is booked stays,
 * and is not owed again when its appointment ends without having given it. Requests that have ended already stay as they are.
 */
export async function callOff(
  tx: Transaction,
  requestIds: readonly string[],
  move: "cancel" | "expire",
  reason: string | null,
  now: Temporal.Instant,
): Promise<void> {
  await Promise.all([
    cancelPlannedTickets(tx, requestIds, now),
    endRequests(tx, requestIds, requestMoves[move], reason, now),
  ]);
}
