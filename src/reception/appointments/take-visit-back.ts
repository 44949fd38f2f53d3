import type { Temporal } from "temporal-polyfill";
import { notFound } from "../../core/errors.ts";
import type { VisitStatus } from "../../core/moves.ts";
import { hasEntriesSince } from "../../billing/payments.ts";
import { type AppointmentRow, readShares } from "../../booking/appointments.ts";
import { readClinic } from "../../booking/offer.ts";
import { notUndoable, type Undone, type UndoPlan } from "../../booking/undo-plan.ts";
import type { Transaction } from "../../platform/database.ts";
import { lockVisit, moveVisit, readVisitOfAppointment, type VisitRow, type VisitTimes } from "../../visits/visits.ts";
import { chargeAsBefore } from "../money/charge-anew.ts";
import { takeVisitAlong } from "./take-visit-along.ts";

interface Step {
  actorId: string | null;
  now: Temporal.Instant;
}

/** Giving a bed leaves the visit as it is. */
type UndoneMove = Exclude<Undone, "assign_bed">;

/** In which state each of them left the visit: in any other one the day has gone on. */
const leftAs: Record<UndoneMove, readonly VisitStatus[]> = {
  cancel: ["cancelled"],
  no_show: ["no_show"],
  check_in: ["waiting"],
  confirm: ["scheduled", "waiting"],
  reschedule: ["scheduled", "waiting"],
  reschedule_request: ["scheduled", "waiting"],
};

/**
 * The visit goes back with its appointment, to which `appointment` is back already; a number that it has stays its own. Its payment
 * follows to the former date. Throws `not_undoable` when the visit was called or money has moved since.
 */
export async function takeVisitBack(
  tx: Transaction,
  { undone, eventId }: Pick<UndoPlan, "eventId"> & { undone: UndoneMove },
  appointment: AppointmentRow,
  step: Step,
): Promise<VisitRow> {
  const known = await readVisitOfAppointment(tx, appointment.id);
  const visit = known && (await lockVisit(tx, known.id));
  if (!visit) throw notFound("/id", "visit");
  if (!leftAs[undone].includes(visit.status))
    throw notUndoable(`Its visit is ${visit.status.replaceAll("_", " ")} by now.`);
  if (await hasEntriesSince(tx, visit.id, eventId)) throw notUndoable("Money has been taken or given back since.");
  const clinic = await readClinic(tx, appointment.clinic_id);
  if (!clinic) throw notFound("/id", "clinic");
  if (undone === "reschedule" || undone === "reschedule_request") {
    const shareBasisPoints = await shareOf(tx, appointment);
    return await takeVisitAlong(tx, visit, appointment, { clinic, shareBasisPoints, ...step });
  }
  if (undone === "cancel" || undone === "no_show") await chargeAsBefore(tx, appointment, visit.id, eventId, step);
  const queues = clinic.queue_policy === "on_booking" && appointment.status === "confirmed";
  const { to, times } = returnTo(undone, visit, queues ? appointment.starts_at : null);
  const back = await moveVisit(tx, visit.id, { from: [visit.status], to, times, version: null, kind: "undo", ...step });
  return back!;
}

/** Whoever was in the queue is so again. `queuedAt` is when booking had queued the visit, where it does. */
function returnTo(
  undone: UndoneMove,
  { check_in_time }: VisitRow,
  queuedAt: Temporal.Instant | null,
): { to: VisitStatus; times: VisitTimes } {
  if (undone === "cancel" || undone === "no_show")
    return { to: check_in_time === null ? "scheduled" : "waiting", times: {} };
  const times = { check_in_time: queuedAt, in_line_since: queuedAt };
  return { to: queuedAt === null ? "scheduled" : "waiting", times };
}

/** The share that is the practitioner's today, in basis points. */
async function shareOf(tx: Transaction, { practitioner_id }: AppointmentRow): Promise<number> {
  const [share] = practitioner_id === null ? [] : await readShares(tx, [practitioner_id]);
  return share?.share_basis_points ?? 0;
}
