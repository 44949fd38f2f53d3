import { z } from "zod";
import { requestStatuses, ticketStatuses } from "../core/moves.ts";
import { id, instant, listQuery, localDate, localTime, minutes, pageOf, prose, stored } from "../core/schemas.ts";

const roomKind = z.enum(["room", "station", "bed", "equipment", "telehealth", "staff"]);
const days = z.int().min(1).max(365);

export const pattern = z
  .strictObject({
    weekday: z.int().min(1).max(7).nullable().optional().meta({ description: "1 = Monday" }),
    start_local: localTime.nullable().optional(),
    end_local: localTime.nullable().optional().meta({
      description: "Until when the session may start, exclusive; without it, exactly at start_local is meant",
    }),
    practitioner_id: id.nullable().optional(),
    weight: z.int().min(1).max(100).optional().meta({ description: "How much it matters; 100 unless told otherwise" }),
  })
  .meta({
    id: "BookingPattern",
    description: "One of several preferences; a session is to meet the heaviest that it can",
  });

/** What a patient would like of n sessions. Hard: dates, days between, and what is required. The rest is weighed. */
const wishFields = {
  earliest_date: localDate.optional().meta({ description: "Today at the clinic, unless told otherwise" }),
  latest_date: localDate.nullable().optional(),
  min_days_between: days.optional().meta({ description: "1 unless told otherwise: sessions are on different days" }),
  max_days_between: days.nullable().optional(),
  preferred_days_between: days.nullable().optional(),
  practitioner_id: id.nullable().optional(),
  practitioner_required: z.boolean().optional(),
  clinic_required: z.boolean().optional().meta({ description: "True unless told otherwise" }),
  room_kind: roomKind.nullable().optional(),
  room_kind_required: z.boolean().optional(),
  patterns: z.array(pattern).max(20).optional(),
};
export const wishes = z.strictObject(wishFields).meta({ id: "Wishes" });

const saidWishes = {
  earliest_date: localDate,
  latest_date: localDate.nullable(),
  min_days_between: z.int(),
  max_days_between: z.int().nullable(),
  preferred_days_between: z.int().nullable(),
  practitioner_id: id.nullable(),
  practitioner_required: z.boolean(),
  clinic_required: z.boolean(),
  room_kind: roomKind.nullable(),
  room_kind_required: z.boolean(),
  patterns: z.array(pattern),
};

export const requestStatus = z.enum(requestStatuses);

export const bookingRequest = z
  .object({
    ...stored,
    clinic_id: id,
    patient_id: id,
    patient_name: z.string(),
    service_id: id,
    service_name: z.string(),
    contract_id: id.nullable(),
    sessions: z.int(),
    status: requestStatus,
    ...saidWishes,
    priority: z.int(),
    waitlisted: z.boolean(),
    offer_notice_minutes: z.int(),
    earlier: z.boolean(),
    notes: z.string().nullable(),
    cancellation_reason: z.string().nullable(),
    tickets: z
      .object({ planned: z.int(), scheduled: z.int(), completed: z.int(), forfeited: z.int(), cancelled: z.int() })
      .meta({ description: "How many of its sessions are where" }),
    created_at: instant,
  })
  .meta({ id: "BookingRequest" });

const manner = {
  priority: z.int().min(0).max(9).optional().meta({ description: "9 is served first; 0 unless told otherwise" }),
  waitlisted: z.boolean().optional().meta({ description: "Whether freed time is offered; true unless told otherwise" }),
  offer_notice_minutes: minutes(0, 43_200)
    .optional()
    .meta({ description: "How long before an offered time the patient must know; 120 unless told otherwise" }),
  earlier: z.boolean().optional().meta({
    description: "Whether earlier times are offered for sessions that are booked; false unless told otherwise",
  }),
  notes: prose(1000).nullable().optional(),
};

export const sessions = z.int().min(1).max(200);

export const newBookingRequest = z.strictObject({
  clinic_id: id,
  patient_id: id,
  service_id: id,
  sessions,
  ...wishFields,
  ...manner,
});
/** What is booked stays as it is; what is still planned follows. */
export const bookingRequestChange = z.strictObject({ ...wishFields, ...manner }).partial();
export const requestQuery = z.strictObject({
  clinic_id: id.optional(),
  patient_id: id.optional(),
  service_id: id.optional(),
  status: requestStatus.optional(),
  ...listQuery,
});
export const requestPage = pageOf(bookingRequest);

export const ticketStatus = z.enum(ticketStatuses);

export const sessionTicket = z
  .object({
    ...stored,
    request_id: id,
    contract_id: id.nullable(),
    clinic_id: id,
    patient_id: id,
    patient_name: z.string(),
    service_id: id,
    service_name: z.string(),
    ordinal: z.int().meta({ description: "1 to the number of sessions" }),
    status: ticketStatus,
    appointment_id: id.nullable().meta({ description: "The one that gives it, or gave it" }),
    starts_at: instant.nullable(),
    practitioner_id: id.nullable(),
    practitioner_name: z.string().nullable(),
  })
  .meta({ id: "SessionTicket" });
export const ticketQuery = z.strictObject({
  patient_id: id.optional(),
  request_id: id.optional(),
  contract_id: id.optional(),
  clinic_id: id.optional(),
  status: ticketStatus.optional(),
  ...listQuery,
});
export const ticketPage = pageOf(sessionTicket);

export const cancelRequest = z.strictObject({ reason: prose(500).nullable().optional() });
