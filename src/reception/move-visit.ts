import type { Temporal } from "temporal-polyfill";
import { type VisitMove, visitMoves } from "../core/moves.ts";
import { illegalMove, notFound } from "../core/errors.ts";
import { lockPayment, updatePayment } from "../billing/payments.ts";
import { moveByTable } from "../booking/move-appointment.ts";
import type { Caller } from "../platform/http/caller.ts";
import { requireVersion } from "../platform/http/conditions.ts";
import type { Transaction } from "../platform/database.ts";
import type { House } from "../platform/house.ts";
import { moveVisit, readVisit, type VisitRow, type VisitTimes } from "../visits/visits.ts";
import { announceVisit } from "./announce.ts";

export type DeskMove = "call" | "requeue" | "start" | "finish" | "leave";

/** Which time each move writes down. */
const timesOf: Record<DeskMove, (now: Temporal.Instant) => VisitTimes> = {
  call: (now) => ({ called_at: now }),
  requeue: () => ({}),
  start: (now) => ({ started_at: now }),
  finish: (now) => ({ ended_at: now }),
  leave: (now) => ({ ended_at: now }),
};

/**
 * Moves a visit one step along its day. Finishing makes its payment due, and completes what was paid or free already.
 *
 * Throws `not_found`, `version_mismatch`, or `illegal_move` with the status that was found; of two desks that press at once one wins.
 */
export async function moveVisitAtDesk(
  house: House,
  caller: Caller,
  id: string,
  move: DeskMove,
  expectedVersion: number | null,
): Promise<VisitRow> {
  const now = house.now();
  const visit = await house.postgres.write(caller.organizationId, async (tx) => {
    const moved = await moveVisitByTable(tx, id, move, { times: timesOf[move](now), expectedVersion, now });
    const visit = move === "finish" ? await afterTreatment(tx, caller, moved, now) : moved;
    await announceVisit(tx, visit, now);
    return visit;
  });
  house.wake(caller.organizationId);
  return visit;
}

/** One guarded move by the transition table; the reason when it was not possible. */
export async function moveVisitByTable(
  tx: Transaction,
  id: string,
  move: VisitMove,
  { times, expectedVersion, now }: { times: VisitTimes; expectedVersion: number | null; now: Temporal.Instant },
): Promise<VisitRow> {
  const moved = await moveVisit(tx, id, { ...visitMoves[move], version: expectedVersion, times, now });
  if (moved) return moved;
  const found = await readVisit(tx, id);
  if (!found) throw notFound("/id", "visit");
  requireVersion(expectedVersion, found);
  throw illegalMove(found.status);
}

async function afterTreatment(
  tx: Transaction,
  caller: Caller,
  visit: VisitRow,
  now: Temporal.Instant,
): Promise<VisitRow> {
  if (visit.appointment_id !== null) {
    const change = { completed_at: now.toString() };
    await moveByTable(tx, visit.appointment_id, "complete", { change, actorId: caller.accountId, now });
  }
  const payment = await lockPayment(tx, { visitId: visit.id });
  if (!payment) throw notFound("/id", "payment");
  const free = payment.total_minor === 0;
  if (payment.status === "pending")
    await updatePayment(
      tx,
      payment.id,
      { ...payment, due_at: now, ...(free ? { status: "paid", paid_at: now } : {}) },
      now,
    );
  if (payment.status !== "paid" && !free) return visit;
  return await moveVisitByTable(tx, visit.id, "settle", { times: { completed_at: now }, expectedVersion: null, now });
}
