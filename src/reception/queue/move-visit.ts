import type { Temporal } from "temporal-polyfill";
import { type VisitMove, visitMoves } from "../../core/moves.ts";
import { illegalMove, notFound } from "../../core/errors.ts";
import { changePayment, lockPayment } from "../../billing/payments.ts";
import { stand } from "../../billing/stand.ts";
import { lockAppointment } from "../../booking/appointments.ts";
import { moveByTable } from "../../booking/move-appointment.ts";
import type { Caller } from "../../platform/http/caller.ts";
import { requireVersion } from "../../platform/http/conditions.ts";
import type { Transaction } from "../../platform/database.ts";
import type { House } from "../../platform/house.ts";
import { moveVisit, readVisit, type VisitPlace, type VisitRow, type VisitTimes } from "../../visits/visits.ts";
import { announceVisit } from "../announce.ts";
import { placeOfCall } from "./room-of-call.ts";

export type DeskMove = "call" | "recall" | "requeue" | "start" | "finish" | "leave";

/** Which time each move writes down. */
const timesOf: Record<DeskMove, (now: Temporal.Instant) => VisitTimes> = {
  call: (now) => ({ called_at: now }),
  // It stays called since the first time: how often is counted.
  recall: () => ({}),
  // No answer: the place in line begins anew.
  requeue: (now) => ({ in_line_since: now }),
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
  roomId: string | null = null,
): Promise<{ visit: VisitRow }> {
  const now = house.now();
  const moved = await house.postgres.write(caller.organizationId, async (tx) => {
    const { accountId: actorId } = caller;
    if (move === "finish") await lockItsAppointment(tx, id);
    const calls = move === "call" || move === "recall";
    const place = calls ? await placeOfCall(tx, id, roomId) : move === "requeue" ? { room_id: null } : {};
    const step = { times: timesOf[move](now), place, calls, actorId, expectedVersion, now };
    const moved = await moveVisitByTable(tx, id, move, step);
    const visit = move === "finish" ? await afterTreatment(tx, caller, moved, now) : moved;
    await announceVisit(tx, visit, now);
    return { visit };
  });
  house.wake(caller.organizationId);
  return moved;
}

/** Whoever changes an appointment and its visit locks the appointment first. */
async function lockItsAppointment(tx: Transaction, visitId: string): Promise<void> {
  const visit = await readVisit(tx, visitId);
  if (visit?.appointment_id) await lockAppointment(tx, visit.appointment_id);
}

/** One guarded move by the transition table; the reason when it was not possible. */
export async function moveVisitByTable(
  tx: Transaction,
  id: string,
  move: VisitMove,
  { expectedVersion: version, ...how }: VisitStep,
): Promise<VisitRow> {
  const moved = await moveVisit(tx, id, { ...visitMoves[move], ...how, kind: move, version });
  if (moved) return moved;
  const found = await readVisit(tx, id);
  if (!found) throw notFound("/id", "visit");
  requireVersion(version, found);
  throw illegalMove(found.status);
}

interface VisitStep {
  times: VisitTimes;
  place?: VisitPlace;
  calls?: boolean;
  reason?: string;
  actorId: string | null;
  expectedVersion: number | null;
  now: Temporal.Instant;
}

/** A visit that is over makes its payment due and completes its appointment, and is completed itself when nothing is owed. */
export async function afterTreatment(
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
  const { accountId: actorId } = caller;
  const due = stand(payment, { dueAt: now }, now);
  const owed =
    payment.status === "pending" ? await changePayment(tx, payment.id, due, { kind: "due", actorId, now }) : payment;
  if (owed.status !== "paid") return visit;
  const settled = { times: { completed_at: now }, actorId, expectedVersion: null, now };
  return await moveVisitByTable(tx, visit.id, "settle", settled);
}
