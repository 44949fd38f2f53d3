import { z } from "zod";
import { offerStatuses } from "../core/moves.ts";
import { id, instant, listQuery, pageOf, prose, stored } from "../core/schemas.ts";
import { bookingRequest } from "./request-schemas.ts";

export const offerStatus = z.enum(offerStatuses);

export const waitlistOffer = z
  .object({
    ...stored,
    opening_id: id,
    request_id: id,
    session_ticket_id: id,
    appointment_id: id.meta({ description: "The hold" }),
    clinic_id: id,
    patient_id: id,
    patient_name: z.string(),
    service_name: z.string(),
    practitioner_name: z.string().nullable(),
    starts_at: instant,
    ends_at: instant,
    status: offerStatus,
    offered_at: instant,
    expires_at: instant,
    decided_at: instant.nullable(),
    moves_appointment_id: id
      .nullable()
      .meta({ description: "What moves to this time when it is accepted; null books it" }),
    moves_from: instant.nullable().meta({ description: "When that appointment is now" }),
  })
  .meta({ id: "WaitlistOffer" });
export const offerQuery = z.strictObject({
  clinic_id: id.optional(),
  request_id: id.optional(),
  opening_id: id.optional(),
  status: offerStatus.optional(),
  ...listQuery,
});
export const offerPage = pageOf(waitlistOffer);
export const declineOffer = z.strictObject({ reason: prose(500).nullable().optional() });

/** Why somebody who waits was, or was not, offered an opening. */
export const consideration = z.enum([
  "offered",
  "service_does_not_fit",
  "other_practitioner_required",
  "other_clinic_required",
  "outside_dates",
  "too_near_another_session",
  "too_far_from_another_session",
  "too_little_notice",
  "patient_busy",
  "nothing_free",
  "not_earlier",
  "has_another_offer",
  "declined_before",
  "others_came_first",
]);
export const openingStatus = z.enum(["open", "on_offer", "filled", "unwanted", "taken", "past"]);

export const waitlistOpening = z
  .object({
    ...stored,
    clinic_id: id,
    practitioner_id: id.nullable(),
    practitioner_name: z.string().nullable(),
    starts_at: instant,
    ends_at: instant,
    freed_appointment_id: id.nullable(),
    status: openingStatus,
    considered: z.array(z.object({ request_id: id, patient_name: z.string(), outcome: consideration })).meta({
      description: "In the order in which they were looked at; of many only the first, and those around the offer",
    }),
    others: z
      .array(z.object({ outcome: consideration, count: z.int() }))
      .meta({ description: "How many more were looked at, by outcome" }),
    created_at: instant,
  })
  .meta({ id: "WaitlistOpening", description: "Time that became free, and who was considered for it" });
export const openingQuery = z.strictObject({ clinic_id: id, status: openingStatus.optional(), ...listQuery });
export const openingPage = pageOf(waitlistOpening);

/** Who waits, in the order in which freed time is offered. */
export const waitlistQuery = z.strictObject({ clinic_id: id, service_id: id.optional(), ...listQuery });
export const waitlistPage = pageOf(
  bookingRequest
    .extend({
      waiting_since: instant,
      offers: z.int().meta({ description: "How often they were offered a time in the last 30 days" }),
    })
    .meta({
      id: "WaitlistEntry",
    }),
);
