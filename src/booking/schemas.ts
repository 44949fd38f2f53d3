import { z } from "zod";
import { appointmentStatuses, claimStatuses } from "../core/moves.ts";
import { reason } from "../supply/schemas.ts";
import {
  currency,
  id,
  instant,
  listQuery,
  localDate,
  minor,
  moment,
  pageOf,
  prose,
  stored,
  text,
} from "../core/schemas.ts";

export const appointmentStatus = z.enum(appointmentStatuses);
/** Who wants a change: the patient, or the clinic for reasons of its own. */
export const party = z.enum(["patient", "clinic"]);

/** Rules that a person may set aside by name. Those of other bookings are set aside by an added lane, never by overlapping. */
export const waivableRule = z.enum([
  "notice_too_short",
  "beyond_horizon",
  "outside_hours",
  "break",
  "blocked",
  "holiday",
  "time_off",
  "closed_to_service",
  "other_clinic",
  "other_room",
  "claimed",
  "buffer",
  "patient_busy",
]);
const waiver = z.strictObject({ rule: waivableRule, reason: text(500) });
const waive = z
  .array(waiver)
  .max(13)
  .optional()
  .meta({ description: "Single rules set aside, each with a reason; all others still bind" });

export const waived = z
  .array(z.object({ rule: waivableRule, reason: z.string() }))
  .nullable()
  .meta({ description: "The rules that were waived for the present time" });

export const bookingSource = z.enum(["phone", "walk_in", "online", "system"]);

export const appointment = z
  .object({
    ...stored,
    booking_id: z.string().meta({ description: "What people read to each other" }),
    clinic_id: id,
    practitioner_id: id.nullable(),
    practitioner_name: z.string().nullable(),
    patient_id: id,
    patient_name: z.string(),
    service_id: id,
    service_name: z.string(),
    starts_at: instant,
    ends_at: instant,
    timezone: z.string(),
    service_date: localDate.meta({ description: "The clinic-local date" }),
    status: appointmentStatus,
    booking_source: bookingSource,
    notes: z.string().nullable(),
    duration_minutes: z.int(),
    price_minor: minor,
    currency,
    consultation_mode: z.enum(["in_person", "video", "phone"]),
    cancellation_reason: z.string().nullable(),
    cancelled_for: party.nullable().meta({ description: "Who wanted it cancelled" }),
    cancelled_late: z.boolean().nullable().meta({ description: "With less notice than the service asks of patients" }),
    reschedule_count: z.int().meta({ description: "How often the patient has moved it" }),
    hold_expires_at: instant.nullable(),
    needs_approval: z.boolean().nullable(),
    waived,
    session_ticket_id: id.nullable().meta({ description: "The session of a booking request that it gives" }),
    session_id: id.nullable().meta({ description: "The session with beds to which it admits the patient" }),
    bed_id: id.nullable().meta({ description: "The bed that was given; until then any bed of the session is kept" }),
    standing_admission_id: id.nullable().meta({ description: "The standing admission that made it" }),
    created_at: instant,
  })
  .meta({ id: "Appointment" });

export const claim = z.object({
  resource_id: id,
  lane: z.int(),
  starts_at: instant,
  ends_at: instant,
  status: z.enum(claimStatuses),
});

export const event = z.object({
  id,
  kind: z.string(),
  version: z.int(),
  actor_id: id.nullable(),
  occurred_at: instant,
  change: z.record(z.string(), z.unknown()),
});

export const appointmentDetail = appointment
  .extend({ claims: z.array(claim), events: z.array(event) })
  .meta({ id: "AppointmentDetail" });
export const appointmentPage = pageOf(appointment);

export const appointmentQuery = z.strictObject({
  clinic_id: id.optional(),
  practitioner_id: id.optional(),
  patient_id: id.optional(),
  status: appointmentStatus.optional(),
  from: moment.optional(),
  to: moment.optional(),
  ...listQuery,
});

export const newAppointment = z.strictObject({
  clinic_id: id,
  practitioner_id: id.optional(),
  patient_id: id,
  service_id: id,
  starts_at: instant,
  resource_ids: z.array(id).max(20).optional().meta({ description: "Which of the resources that would do are wanted" }),
  booking_source: bookingSource,
  notes: prose(2000).optional(),
  needs_approval: z.boolean().optional().meta({
    description: "Stays pending until it is confirmed; unless said, as the service wants it for online bookings",
  }),
  session_ticket_id: id.optional().meta({
    description:
      "The session of a booking request that this gives: prepaid ones cost nothing, and the horizon does not bind",
  }),
  waive,
});

export const newHold = newAppointment.extend({
  ttl_seconds: z
    .int()
    .min(1)
    .max(86_400)
    .optional()
    .meta({ description: "How long the time is kept; five minutes unless said" }),
});

/** What was still open while the time was held. */
export const confirmation = z.strictObject({
  notes: prose(2000).optional(),
  booking_source: bookingSource.optional(),
});

const requestedBy = party.optional().meta({ description: "The clinic unless said; patients speak for themselves" });

export const cancellation = z.strictObject({ reason: prose(500).optional(), requested_by: requestedBy });
export const rescheduling = z.strictObject({
  starts_at: instant,
  practitioner_id: id.optional(),
  resource_ids: z.array(id).max(20).optional(),
  requested_by: requestedBy,
  waive,
});

export const start = z
  .object({ starts_at: instant, ends_at: instant, practitioner_id: id.nullable(), resource_ids: z.array(id) })
  .meta({ id: "Start" });

export const availabilityQuery = z.strictObject({
  service_id: id,
  clinic_id: id,
  practitioner_id: id.optional(),
  patient_id: id.optional().meta({ description: "Leaves out when this patient has other appointments" }),
  from: moment,
  to: moment,
  limit: z.coerce.number().int().min(1).max(200_000).default(1000),
});
export const availability = z.object({ starts: z.array(start) });

export const explainQuery = z.strictObject({
  service_id: id,
  clinic_id: id,
  practitioner_id: id.optional(),
  patient_id: id.optional(),
  starts_at: instant,
});

/** One change that would open the start, or a start that is open. */
export const remedy = z
  .object({
    kind: z.enum(["earlier_start", "later_start", "other_practitioner", "waive"]),
    start: start.optional(),
    rules: z
      .array(z.string())
      .optional()
      .meta({ description: "The codes of the rules to waive, all of them together" }),
  })
  .meta({ id: "Remedy" });

export const explanation = z
  .object({ bookable: z.boolean(), reasons: z.array(reason), changes: z.array(remedy), nearest: z.array(start) })
  .meta({ id: "Explanation" });
