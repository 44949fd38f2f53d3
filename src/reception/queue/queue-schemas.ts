import { z } from "zod";
import { currency, id, instant, localDate, text } from "../../core/schemas.ts";
import { appointment } from "../../booking/schemas.ts";
import { priority, visit, visitTicket } from "../../visits/schemas.ts";

export const queueQuery = z.strictObject({
  clinic_id: id,
  date: localDate.optional(),
  practitioner_id: id
    .optional()
    .meta({ description: "Whose queue: theirs, and who waits for anybody for a service that they offer here" }),
  service_id: id.optional(),
});

/** Between so many minutes and so many from now until the patient is called. */
export const estimate = z
  .object({ low_minutes: z.int().min(0), high_minutes: z.int().min(0) })
  .meta({ id: "Estimate" });

export const waitAlert = z
  .enum(["none", "warning", "alert"])
  .meta({ description: "How long somebody waits, held against the clinic's two thresholds" });

export const queuedVisit = visit
  .extend({
    patient_name: z.string(),
    patient_provisional: z.boolean().meta({ description: "Nobody has said yet who this is" }),
    practitioner_name: z.string().nullable(),
    service_name: z.string(),
    room_name: z.string().nullable(),
    booking_id: z.string().nullable(),
    starts_at: instant.nullable(),
    early_minutes: z.int().nullable().meta({ description: "How long before the start the patient came; else null" }),
    late_minutes: z.int().nullable().meta({ description: "How long after the start the patient came; else null" }),
    status_since: instant
      .nullable()
      .meta({ description: "Since when the visit stands as it does; null until it is in the queue" }),
    status_minutes: z.int().nullable(),
    alert: waitAlert,
    estimate: estimate.nullable().meta({ description: "For who waits; null when nobody works who could call" }),
    told: estimate.nullable().meta({ description: "What the patient was told on joining the queue" }),
    payment_id: id,
    balance_minor: z.int(),
    currency,
  })
  .meta({ id: "QueuedVisit" });

export const queue = z.object({
  clinic_id: id,
  date: localDate,
  as_of: instant,
  wait_warning_minutes: z.int(),
  wait_alert_minutes: z.int(),
  items: z.array(queuedVisit).meta({
    description:
      "Who is in line first, in the order in which they are called. Today also holds who was in the house at midnight and still is; `service_date` says so",
  }),
});

/** Who is next: of the whole clinic, of one practitioner or for one service. */
export const nextCall = z.strictObject({
  clinic_id: id,
  practitioner_id: id.optional().meta({
    description: "Who calls. A patient who waits for anybody becomes theirs, and so does the share of the payment",
  }),
  service_id: id.optional(),
  room_id: id.optional().meta({ description: "Where to" }),
});
export const call = z.strictObject({ room_id: id.optional().meta({ description: "Where to" }) });
export const called = z
  .object({ visit, patient_name: z.string(), service_name: z.string(), room_name: z.string().nullable() })
  .meta({ id: "Called" });

export const transfer = z.strictObject({ practitioner_id: id, reason: text(500) });
/** Without the payment that followed: who treats hands over as well, and sees no payments. */
export const transferred = z.object({ visit });

export const prioritization = z
  .strictObject({ priority, reason: text(500).optional().meta({ description: "Needed for any priority but 0" }) })
  .refine(({ priority, reason }) => priority === 0 || reason !== undefined, {
    path: ["reason"],
    error: "Say why this patient goes first.",
  });

/** What is checked in of a patient's day; whoever was checked in before stays so. */
export const ticketCheckedIn = z
  .object({ visit_ticket: visitTicket, checked_in: z.array(z.object({ appointment, visit })) })
  .meta({ id: "TicketCheckedIn" });

export const displayQuery = z.strictObject({ clinic_id: id });
const shownVisit = z.object({
  service_date: localDate.meta({ description: "Of which date the number is: who was here at midnight keeps theirs" }),
  queue_number: z.int(),
  status: z.enum(["waiting", "called", "in_progress"]),
  room_name: z.string().nullable(),
  called_at: instant.nullable(),
  call_count: z.int(),
});
/** What hangs on the wall of the waiting room: numbers and rooms, and nobody's name. */
export const display = z
  .object({
    clinic_id: id,
    clinic_name: z.string(),
    timezone: z.string(),
    date: localDate,
    as_of: instant,
    items: z.array(shownVisit).meta({ description: "Who was called last first, then who is treated, then who waits" }),
  })
  .meta({ id: "Display" });

export const myDayQuery = z.strictObject({
  date: localDate.optional().meta({ description: "Today at each clinic unless said" }),
  practitioner_id: id.optional().meta({ description: "Whose day; the caller's own unless said" }),
});
const clinicOfDay = z.object({
  clinic_id: id,
  clinic_name: z.string(),
  timezone: z.string(),
  date: localDate,
  wait_warning_minutes: z.int(),
  wait_alert_minutes: z.int(),
  items: z.array(queuedVisit),
});
/** A practitioner's day: at each clinic where they work or are expected, their queue and who else they could call. */
export const myDay = z
  .object({ practitioner_id: id, practitioner_name: z.string(), as_of: instant, clinics: z.array(clinicOfDay) })
  .meta({ id: "MyDay" });

/** Somebody who came without an appointment and may be nobody yet: at least nothing is needed. */
export const strangerAtDoor = z
  .strictObject({ name: text(200).optional(), phone: z.string().max(40).optional() })
  .meta({ description: "Who is not known yet; a provisional record is made of what is said" });
