import type { Temporal } from "temporal-polyfill";
import { DomainError, notFound } from "../../core/errors.ts";
import {
  type AppointmentRow,
  countOnSlots,
  insertClaims,
  readAppointment,
  readEvents,
  releaseClaims,
} from "../../booking/appointments.ts";
import { recordMove } from "../../booking/move-appointment.ts";
import { findFormerTime, type Retaken } from "../../booking/retake-time.ts";
import { gaveUpTime, planUndo } from "../../booking/undo-plan.ts";
import { noteFreedTime } from "../../demand/openings.ts";
import type { Caller } from "../../platform/http/caller.ts";
import { requireVersion } from "../../platform/http/conditions.ts";
import type { Transaction } from "../../platform/database.ts";
import type { House } from "../../platform/house.ts";
import { readVisitOfAppointment, type VisitRow } from "../../visits/visits.ts";
import { announceAppointment } from "../announce.ts";
import { type Expired, expireHolds, nothingExpired } from "./expire.ts";
import { requireSameSession } from "../sessions/same-session.ts";
import { undoBed } from "../sessions/undo-bed.ts";
import { takeVisitBack } from "./take-visit-back.ts";

/** Somebody may move the appointment, or take its time, between the plan and the lock: then it is planned anew. */
const attempts = 8;

interface Undoing {
  id: string;
  actorId: string;
  expectedVersion: number | null;
  now: Temporal.Instant;
}

/**
 * Takes back what was done last to an appointment, as an event of its own: a cancellation, a no-show, a check-in, a confirmed
 * request, a new time, a bed that was given. Time that was given up is taken again; its visit and its payment follow.
 *
 * Throws `not_found`, `version_mismatch`, `slot_taken` with the reasons when somebody else has the time, `bed_taken`, or `not_undoable`.
 */
export async function undo(
  house: House,
  caller: Caller,
  id: string,
  expectedVersion: number | null,
): Promise<{ appointment: AppointmentRow; visit: VisitRow }> {
  for (let attempt = 1; ; attempt++) {
    const undoing = { id, actorId: caller.accountId, expectedVersion, now: house.now() };
    const undone = await house.postgres
      .write(caller.organizationId, (tx) => undoLast(tx, undoing))
      .catch((error: unknown) => again(error, attempt));
    if (!undone) continue;
    house.wake(caller.organizationId);
    return undone;
  }
}

async function undoLast(tx: Transaction, { id, actorId, expectedVersion, now }: Undoing) {
  const [found, events] = await Promise.all([readAppointment(tx, id), readEvents(tx, id)]);
  if (!found) throw notFound("/id", "appointment");
  requireVersion(expectedVersion, found);
  const plan = planUndo(events, now);
  const { before, change, undone } = plan;
  await requireSameSession(tx, before);
  if (undone === "assign_bed") {
    const appointment = await undoBed(tx, { found, plan, actorId, now });
    return { appointment, visit: (await readVisitOfAppointment(tx, id))! };
  }
  const retaken = gaveUpTime[undone] ? await findFormerTime(tx, found, before, now) : null;
  const expired = retaken ? await expireHolds(tx, retaken.expired, now) : nothingExpired;
  const move = { kind: "undo", from: [found.status], to: before.status } as const;
  const appointment = await recordMove(tx, id, move, { change, actorId, expectedVersion: found.version, now });
  if (!appointment) throw new DomainError("slot_taken", "Somebody was first.");
  if (retaken) await swapClaims(tx, appointment, retaken, expired);
  const visit = await takeVisitBack(tx, { undone, eventId: plan.eventId }, appointment, { actorId, now });
  // Back at its former time it gives up the one to which it was moved.
  if (undone === "reschedule" || undone === "reschedule_request")
    await noteFreedTime(tx, found, { movedTo: appointment }, now);
  await announceAppointment(tx, appointment, visit, [found.practitioner_id, appointment.practitioner_id], now);
  return { appointment, visit };
}

async function swapClaims(
  tx: Transaction,
  { id, status }: AppointmentRow,
  { claims }: Retaken,
  expired: Expired,
): Promise<void> {
  const [released] = await Promise.all([
    releaseClaims(tx, id),
    insertClaims(tx, id, status === "held" ? "held" : "active", claims),
  ]);
  await countOnSlots(tx, [id, ...expired.appointmentIds], [...released, ...expired.released]);
}

/** A conflict that has reasons is an answer; one without is a race that was lost. */
function again(error: unknown, attempt: number): null {
  const lost = error instanceof DomainError && error.code === "slot_taken" && !("reasons" in error.members);
  if (!lost || attempt === attempts) throw error;
  return null;
}
