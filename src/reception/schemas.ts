import { z } from "zod";
import { currency, id, instant, localDate, moment, prose } from "../core/schemas.ts";
import { appointment, appointmentStatus, waived } from "../booking/schemas.ts";
import { payment, paymentMethod } from "../billing/schemas.ts";
import { reason, resourceKind, slotStatus } from "../supply/schemas.ts";
import { visit, visitStatus, visitTicket } from "../visits/schemas.ts";

/** What a booking makes: all of it in one transaction, or nothing. */
export const booked = z.object({ appointment, visit, payment, visit_ticket: visitTicket }).meta({ id: "Booked" });

export const appointmentMoved = z.object({ appointment, visit });

export const walkIn = z.strictObject({
  clinic_id: id,
  practitioner_id: id.optional(),
  patient_id: id,
  service_id: id,
  notes: prose(2000).optional(),
});
export const walkedIn = z.object({ visit, payment, visit_ticket: visitTicket });
export const visitMoved = z.object({ visit });

/** What is still owed is collected by `method`; nothing is needed when nothing is owed. */
export const settlement = z.strictObject({ method: paymentMethod.optional() });
export const settled = z.object({ visit, payment });

export const dayQuery = z.strictObject({ clinic_id: id, date: localDate.optional() });
export const queuedVisit = visit
  .extend({
    patient_name: z.string(),
    practitioner_name: z.string().nullable(),
    service_name: z.string(),
    booking_id: z.string().nullable(),
    starts_at: instant.nullable(),
    payment_id: id,
    balance_minor: z.int(),
    currency,
  })
  .meta({ id: "QueuedVisit" });
export const queue = z.object({ clinic_id: id, date: localDate, items: z.array(queuedVisit) });

export const dashboard = z
  .object({
    clinic_id: id,
    date: localDate,
    appointments: z.int().meta({ description: "Live appointments of the date" }),
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
