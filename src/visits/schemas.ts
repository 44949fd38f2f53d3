import { z } from "zod";
import { visitStatuses } from "../core/moves.ts";
import { id, instant, localDate, stored } from "../core/schemas.ts";

export const visitStatus = z.enum(visitStatuses);

export const priority = z
  .int()
  .min(0)
  .max(2)
  .meta({ description: "0 is everybody's, 1 is urgent, 2 is an emergency; who has more is called first" });

export const visit = z
  .object({
    ...stored,
    clinic_id: id,
    appointment_id: id.nullable(),
    visit_ticket_id: id,
    patient_id: id,
    practitioner_id: id.nullable(),
    service_id: id,
    visit_type: z.enum(["scheduled", "walk_in"]),
    status: visitStatus,
    service_date: localDate,
    queue_number: z.int().nullable(),
    check_in_time: instant.nullable(),
    called_at: instant.nullable(),
    started_at: instant.nullable(),
    ended_at: instant.nullable(),
    priority,
    priority_reason: z.string().nullable(),
    in_line_since: instant.nullable().meta({
      description: "When the patient came or was due, whichever is later; anew after each call without an answer",
    }),
    call_count: z.int(),
    room_id: id.nullable().meta({ description: "Where the patient was called to" }),
  })
  .meta({ id: "Visit" });

/** All of one patient's visits at one clinic on one clinic-local day. */
export const visitTicket = z
  .object({ id, clinic_id: id, patient_id: id, service_date: localDate })
  .meta({ id: "VisitTicket" });
export const visitTicketQuery = z.strictObject({ patient_id: id, date: localDate });
export const visitTicketWithVisits = visitTicket
  .extend({
    etag: z.string().meta({ description: "Changes with every visit of the ticket; for `If-Match`" }),
    visits: z.array(visit),
  })
  .meta({ id: "VisitTicketWithVisits" });
export const visitTickets = z.object({ items: z.array(visitTicketWithVisits) });
