import { Temporal } from "temporal-polyfill";
import type { PaymentRow } from "../../billing/payments.ts";
import { book } from "../../reception/appointments/book.ts";
import { cancel } from "../../reception/appointments/cancel.ts";
import { checkIn } from "../../reception/queue/check-in.ts";
import { enterPayment, settle } from "../../reception/money/collect.ts";
import { moveVisitAtDesk } from "../../reception/queue/move-visit.ts";
import { walkIn } from "../../reception/queue/walk-in.ts";
import type { Caller } from "../../platform/http/caller.ts";
import type { MappedRow } from "./map-row.ts";
import type { RowHouse } from "./row-house.ts";

export interface Ids {
  clinic_id: string;
  service_id: string;
  patient_id: string;
  practitioner_id?: string;
}

type Appointment = Extract<MappedRow, { kind: "appointments" }>;
type Visit = Extract<MappedRow, { kind: "visits" }>;
type Paid = Pick<PaymentRow, "id" | "total_minor">;

/** Books at the time when it was booked, and lets happen what happened then. Gives the appointment's id. */
export async function replayAppointment(
  house: RowHouse,
  caller: Caller,
  { values, at }: Appointment,
  ids: Ids,
): Promise<string> {
  const startsAt = at.starts_at!;
  const bookedAt = at.booked_at ?? earlier(house.now(), startsAt);
  house.setTime(bookedAt);
  const { appointment, visit, payment } = await book(house, caller, {
    ...ids,
    starts_at: startsAt.toString(),
    booking_source: values.booking_source ?? "system",
    ...(values.notes === undefined ? {} : { notes: values.notes }),
  });
  if (values.status === "cancelled" || at.cancelled_at) {
    house.setTime(at.cancelled_at ?? bookedAt);
    await cancel(house, caller, appointment.id, { reason: values.cancellation_reason ?? null, expectedVersion: null });
  } else if (at.arrived_at) {
    house.setTime(at.arrived_at);
    await checkIn(house, caller, appointment.id, null);
    await replayDay(house, caller, { at, values }, visit.id, payment);
  }
  return appointment.id;
}

/** Lets a patient walk in, and the day take its course. Gives the visit's id. */
export async function replayWalkIn(house: RowHouse, caller: Caller, { values, at }: Visit, ids: Ids): Promise<string> {
  house.setTime(at.arrived_at!);
  const notes = values.notes === undefined ? {} : { notes: values.notes };
  const { visit, payment } = await walkIn(house, caller, { ...ids, ...notes });
  await replayDay(house, caller, { at, values }, visit.id, payment);
  return visit.id;
}

/** Lets the patient of a booked appointment arrive, and the day take its course. Gives the visit's id. */
export async function replayArrival(
  house: RowHouse,
  caller: Caller,
  { values, at }: Visit,
  appointmentId: string,
  payment: Paid,
): Promise<string> {
  house.setTime(at.arrived_at!);
  const { visit } = await checkIn(house, caller, appointmentId, null);
  await replayDay(house, caller, { at, values }, visit.id, payment);
  return visit.id;
}

/** Everything after the arrival, in the order of its times; at equal times in the order of the desk. */
async function replayDay(
  house: RowHouse,
  caller: Caller,
  { at, values }: Pick<Visit, "at" | "values"> | Pick<Appointment, "at" | "values">,
  visitId: string,
  payment: Paid,
): Promise<void> {
  const move = (name: "call" | "start" | "finish" | "leave") => () =>
    moveVisitAtDesk(house, caller, visitId, name, null);
  const method = values.payment_method!;
  const receipt = { kind: "receipt", amountMinor: payment.total_minor, method } as const;
  const endedFirst = at.ended_at && at.paid_at && Temporal.Instant.compare(at.ended_at, at.paid_at) <= 0;
  const pay = () =>
    endedFirst ? settle(house, caller, visitId, method, null) : enterPayment(house, caller, payment.id, receipt);
  const steps = [
    { at: at.called_at ?? at.started_at, take: move("call") },
    { at: at.started_at, take: move("start") },
    { at: at.ended_at, take: move("finish") },
    { at: at.left_at, take: move("leave") },
    // What costs nothing is complete when it ends.
    { at: payment.total_minor > 0 ? at.paid_at : undefined, take: pay },
  ];
  const happened = steps.flatMap((step) => (step.at ? [{ ...step, at: step.at }] : []));
  for (const step of happened.sort((a, b) => Temporal.Instant.compare(a.at, b.at))) {
    house.setTime(step.at);
    await step.take();
  }
}

const earlier = (a: Temporal.Instant, b: Temporal.Instant): Temporal.Instant =>
  Temporal.Instant.compare(a, b) <= 0 ? a : b;
