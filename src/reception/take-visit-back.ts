import type { Temporal } from "temporal-polyfill";
import { notFound } from "../core/errors.ts";
import { splitShare } from "../core/money.ts";
import type { VisitStatus } from "../core/moves.ts";
import { hasEntriesSince, redatePayment } from "../billing/payments.ts";
import { type AppointmentRow, readShares } from "../booking/appointments.ts";
import { readClinic } from "../booking/offer.ts";
import { notUndoable, type Undone, type UndoPlan } from "../booking/undo-plan.ts";
import type { Transaction } from "../platform/database.ts";
import { newId } from "../platform/ids.ts";
import {
  joinQueue,
  lockVisit,
  moveVisit,
  readVisitOfAppointment,
  rescheduleVisit,
  type VisitRow,
  type VisitTimes,
} from "../visits/visits.ts";

interface Step {
  actorId: string | null;
  now: Temporal.Instant;
}

/** In which state each of them left the visit: in any other one the day has gone on. */
const leftAs: Record<Undone, readonly VisitStatus[]> = {
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
  { undone, eventId }: UndoPlan,
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
  const queues = clinic?.queue_policy === "on_booking" && appointment.status === "confirmed";
  if (undone === "reschedule" || undone === "reschedule_request")
    return await bringBack(tx, visit, appointment, queues, step);
  const { to, times } = returnTo(undone, visit, queues ? appointment.starts_at : null);
  const back = await moveVisit(tx, visit.id, { from: [visit.status], to, times, version: null, kind: "undo", ...step });
  return back!;
}

/** Whoever was in the queue is so again. `queuedAt` is when booking had queued the visit, where it does. */
function returnTo(
  undone: Undone,
  { check_in_time }: VisitRow,
  queuedAt: Temporal.Instant | null,
): { to: VisitStatus; times: VisitTimes } {
  if (undone === "cancel" || undone === "no_show")
    return { to: check_in_time === null ? "scheduled" : "waiting", times: {} };
  if (queuedAt !== null) return { to: "waiting", times: { check_in_time: queuedAt } };
  return { to: "scheduled", times: { check_in_time: null } };
}

async function bringBack(
  tx: Transaction,
  visit: VisitRow,
  appointment: AppointmentRow,
  queues: boolean,
  { actorId, now }: Step,
): Promise<VisitRow> {
  const { practitioner_id: practitionerId, price_minor: price } = appointment;
  const serviceDate = appointment.service_date.toString();
  const back = await rescheduleVisit(tx, visit, { ticketId: newId(), practitionerId, serviceDate, actorId, now });
  const [share] = practitionerId === null ? [] : await readShares(tx, [practitionerId]);
  const shareBasisPoints = share?.share_basis_points ?? 0;
  const { practitionerMinor: practitionerShareMinor, clinicMinor: clinicShareMinor } = splitShare(
    price,
    shareBasisPoints,
  );
  const shares = { shareBasisPoints, practitionerShareMinor, clinicShareMinor };
  await redatePayment(tx, visit.id, { serviceDate, practitionerId, ...shares, now });
  const joining = { checkInTime: appointment.starts_at, kind: "queue", actorId, now };
  return (queues ? await joinQueue(tx, back.id, joining) : undefined) ?? back;
}
