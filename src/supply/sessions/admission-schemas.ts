import { z } from "zod";
import { liveAppointments, visitStatuses } from "../../core/moves.ts";
import { id, instant, listQuery, localDate, moment, pageOf, prose, stored, text } from "../../core/schemas.ts";

/** What of a session is about its patients: who is admitted, to which bed, and who comes to the same sessions for months. */

/** An appointment with its session, as the board shows it. */
export const admission = z
  .object({
    appointment_id: id,
    version: z.int().meta({ description: "Of the appointment" }),
    booking_id: z.string(),
    patient_id: id,
    patient_name: z.string(),
    status: z.enum(liveAppointments),
    starts_at: instant,
    ends_at: instant,
    visit_id: id,
    visit_version: z.int(),
    visit_status: z.enum(visitStatuses),
    queue_number: z.int().nullable(),
    bed_id: id.nullable().meta({ description: "The bed that was given; null until then" }),
    held_bed_id: id.nullable().meta({ description: "The bed that is kept for the patient, given or not" }),
    standing_admission_id: id.nullable(),
    notes: z.string().nullable(),
  })
  .meta({ id: "Admission" });

export const newAdmission = z.strictObject({
  patient_id: id,
  bed_id: id.optional().meta({ description: "The bed, when it is given at once; else at check-in at the latest" }),
  session_ticket_id: id.optional().meta({ description: "A session that is owed, which this one gives" }),
  notes: prose(2000).optional(),
  booking_source: z.enum(["phone", "walk_in", "online", "system"]).optional(),
});

export const bedAssignment = z.strictObject({
  bed_id: id,
  swap: z.boolean().optional().meta({ description: "Whoever has the bed gets the one that becomes free" }),
});

export const admissionTransfer = z.strictObject({ session_id: id, bed_id: id.optional() });

export const bedChange = z.strictObject({
  status: z.enum(["available", "out_of_service"]),
  reason: text(200).optional(),
  from: moment.optional().meta({ description: "When it breaks in mid-session; the session's start unless said" }),
});

/** Somebody who had a bed that cannot be used any more. */
const patientOfBed = z.object({ appointment_id: id, booking_id: z.string(), patient_name: z.string() });

export const bedChanged = z
  .object({
    bed_id: id,
    status: z.enum(["available", "reserved", "out_of_service"]),
    moved: z.array(patientOfBed.extend({ bed_id: id })).meta({ description: "Who has which other bed now" }),
    stranded: z.array(patientOfBed).meta({ description: "For whom no bed is free" }),
  })
  .meta({ id: "BedChanged" });

/** What became of the patients of a session that was cancelled or moved. */
export const sessionCalledOff = z
  .object({
    session_id: id,
    status: z.string(),
    starts_at: instant,
    moved: z.array(patientOfBed.extend({ starts_at: instant })),
    stranded: z.array(patientOfBed).meta({ description: "Who is to be called, or re-planned" }),
  })
  .meta({ id: "SessionCalledOff" });

export const standingAdmission = z
  .object({
    ...stored,
    patient_id: id,
    patient_name: z.string(),
    session_rule_ids: z.array(id),
    sessions: z
      .array(
        z.object({ session_rule_id: id, name: z.string(), weekday: z.int(), clinic_id: id, clinic_name: z.string() }),
      )
      .meta({ description: "What each of the rules is called, and where it is; in the order of the week" }),
    bed_id: id.nullable(),
    starts_on: localDate,
    ends_on: localDate.nullable().meta({ description: "The last date; null goes on until somebody ends it" }),
    notes: z.string().nullable(),
    created_at: instant,
  })
  .meta({ id: "StandingAdmission" });

/** What became of one session of a standing admission: admitted, or why not. */
export const standingResult = z.object({
  session_id: id.nullable(),
  session_rule_id: id,
  date: localDate,
  appointment_id: id.nullable(),
  bed_id: id.nullable(),
  code: z.string().nullable().meta({ description: "Why the patient is not admitted: the problem's code" }),
  detail: z.string().nullable(),
});

export const newStandingAdmission = z.strictObject({
  patient_id: id,
  session_rule_ids: z.array(id).min(1).max(14),
  bed_id: id.optional(),
  starts_on: localDate,
  ends_on: localDate.nullable().optional(),
  notes: prose(2000).optional(),
});
export const standingAdmissionEnd = z.strictObject({
  ends_on: localDate.optional().meta({ description: "The last date; today unless said" }),
});
export const standingAdmissionWithResults = standingAdmission
  .extend({ results: z.array(standingResult) })
  .meta({ id: "StandingAdmissionWithResults" });
export const standingAdmissionQuery = z.strictObject({
  patient_id: id.optional(),
  session_rule_id: id.optional(),
  ...listQuery,
});
export const standingAdmissionPage = pageOf(standingAdmission);
