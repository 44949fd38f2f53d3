import { z } from "zod";
import { id, instant, localDate } from "../../core/schemas.ts";
import { appointmentStatus, event } from "../../booking/schemas.ts";
import { visit, visitStatus } from "../../visits/schemas.ts";

export const dayHistoryQuery = z.strictObject({
  clinic_id: id,
  date: localDate,
  at: instant.optional().meta({ description: "As of which moment; now unless said, and at the latest" }),
});

/** How an appointment with its visit, or a walk-in, stood at some moment. */
export const standing = z
  .object({
    id: id.meta({ description: "Of the appointment, or of the visit that has none" }),
    visit_type: visit.shape.visit_type,
    booking_id: z.string().nullable(),
    patient_id: id,
    patient_name: z.string(),
    service_id: id,
    service_name: z.string(),
    practitioner_id: id.nullable(),
    practitioner_name: z.string().nullable(),
    service_date: localDate,
    status: appointmentStatus.nullable().meta({ description: "Of the appointment; null for a walk-in" }),
    visit_status: visitStatus.nullable().meta({ description: "Null where nothing is recorded of the visit then" }),
    starts_at: instant.nullable(),
    ends_at: instant.nullable(),
    queue_number: z.int().nullable(),
    check_in_time: instant.nullable(),
  })
  .meta({ id: "Standing" });

export const dayHistory = z
  .object({
    clinic_id: id,
    date: localDate,
    timezone: z.string(),
    at: instant,
    items: z
      .array(standing.extend({ now: standing }))
      .meta({ description: "Who was on the date then, and how each of them stands now" }),
    later: z.array(standing).meta({ description: "Who is on the date now and was not then" }),
    moments: z.array(instant).meta({ description: "When something changed on the date, up to now; ascending" }),
  })
  .meta({ id: "DayHistory" });

export const storyQuery = z.strictObject({
  subject_id: id.meta({ description: "An appointment or a visit; what belongs together is told together" }),
});

export const toldEvent = event
  .extend({ subject: z.enum(["appointment", "visit"]), subject_id: id, actor_name: z.string().nullable() })
  .meta({ id: "Event" });
export const story = z.object({ items: z.array(toldEvent) });
