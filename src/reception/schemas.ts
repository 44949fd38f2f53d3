import { z } from "zod";
import { currency, id, instant, localDate, moment, prose } from "../core/schemas.ts";
import { appointment, appointmentStatus, party, waived } from "../booking/schemas.ts";
import { payment, paymentMethod } from "../billing/schemas.ts";
import { reason, resourceKind, slotStatus } from "../supply/schemas.ts";
import { strangerAtDoor } from "./queue/queue-schemas.ts";
import { visit, visitStatus, visitTicket } from "../visits/schemas.ts";

/** What a booking makes: all of it in one transaction, or nothing. */
export const booked = z.object({ appointment, visit, payment, visit_ticket: visitTicket }).meta({ id: "Booked" });

export const appointmentMoved = z.object({ appointment, visit });

/** One move for many: each is done, or refused, by itself. Reason and who wanted it belong to `cancel`. */
export const bulkMove = z.strictObject({
  move: z.enum(["confirm", "cancel", "no_show", "check_in", "complete", "undo"]),
  appointment_ids: z.array(id).min(1).max(200).meta({ description: "Each once; they are moved in this order" }),
  reason: prose(500).optional(),
  requested_by: party.optional(),
});
const refusedMove = z.object({ code: z.string(), detail: z.string() }).loose();
export const bulkMoved = z
  .object({
    results: z.array(
      z.discriminatedUnion("done", [
        z.object({ appointment_id: id, done: z.literal(true), appointment, visit }),
        z.object({ appointment_id: id, done: z.literal(false), problem: refusedMove }),
      ]),
    ),
  })
  .meta({ id: "BulkMoved" });

export const walkIn = z
  .strictObject({
    clinic_id: id,
    practitioner_id: id.optional(),
    patient_id: id.optional(),
    patient: strangerAtDoor.optional(),
    service_id: id,
    notes: prose(2000).optional(),
  })
  .refine(({ patient_id, patient }) => (patient_id === undefined) !== (patient === undefined), {
    path: ["patient_id"],
    error: "Either a patient who is known is needed, or what is known of a new one.",
  });
export const walkedIn = z.object({ visit, payment, visit_ticket: visitTicket });
export const visitMoved = z.object({ visit });

/** What is still owed is collected by `method`; nothing is needed when nothing is owed. */
export const settlement = z.strictObject({ method: paymentMethod.optional() });
export const settled = z.object({ visit, payment });

export const dayQuery = z.strictObject({ clinic_id: id, date: localDate.optional() });
export const dashboard = z
  .object({
    clinic_id: id,
    date: localDate,
    appointments: z
      .int()
      .meta({ description: "Agreed appointments of the date, without those that are held or asked for" }),
    expected: z.int().meta({ description: "Not arrived yet" }),
    waiting: z.int().meta({ description: "In the queue, called or not" }),
    in_progress: z.int(),
    completed: z.int().meta({ description: "Treated, paid or not" }),
    outstanding_count: z.int().meta({ description: "Due and not paid, of any date" }),
    outstanding_minor: z.int(),
    revenue_minor: z.int().meta({ description: "Receipts less refunds of the date" }),
    currency,
  })
  .meta({ id: "Dashboard" });

export const calendarQuery = z.strictObject({ clinic_id: id, from: moment, to: moment });
const window = z.object({ resource_id: id, starts_at: instant, ends_at: instant });
export const calendarAppointment = z.object({
  id,
  version: z.int(),
  booking_id: z.string(),
  status: appointmentStatus,
  visit_status: visitStatus,
  starts_at: instant,
  ends_at: instant,
  patient_id: id,
  patient_name: z.string(),
  service_id: id,
  service_name: z.string(),
  practitioner_id: id.nullable(),
  resource_ids: z.array(id),
  waived,
});
export const calendar = z
  .object({
    clinic_id: id,
    timezone: z.string(),
    from: instant,
    to: instant,
    columns: z.array(z.object({ resource_id: id, kind: resourceKind, name: z.string(), lanes: z.int() })),
    working: z.array(window),
    blocked: z.array(window.extend({ reason })),
    slots: z.array(window.extend({ lane: z.int(), status: slotStatus })),
    appointments: z.array(calendarAppointment),
  })
  .meta({ id: "Calendar" });
