import { z } from "zod";
import { sessionStatuses } from "../../core/moves.ts";
import {
  id,
  instant,
  listQuery,
  localDate,
  localTime,
  minutes,
  moment,
  pageOf,
  stored,
  text,
} from "../../core/schemas.ts";
import { admission } from "./admission-schemas.ts";

const ruleStatus = z.enum(["active", "retired"]);
export const sessionStatus = z.enum(sessionStatuses);
export const bedStatus = z.enum(["available", "reserved", "out_of_service"]);

const pace = minutes(0, 240).meta({ description: "How far apart patients are put on; 0 is all at once" });
const capacity = z.int().min(1).max(200);

export const sessionRule = z
  .object({
    ...stored,
    clinic_id: id,
    service_id: id,
    service_name: z.string(),
    pool_id: id,
    practitioner_id: id.nullable().meta({ description: "Who supervises" }),
    practitioner_name: z.string().nullable(),
    name: z.string(),
    weekday: z.int().meta({ description: "ISO: 1 is Monday" }),
    start_local: localTime,
    end_local: localTime,
    timezone: z.string(),
    valid_from: localDate.nullable(),
    valid_to: localDate.nullable().meta({ description: "Last date on which it holds" }),
    capacity: z.int().nullable().meta({ description: "At most so many beds of the pool; null is all of them" }),
    start_every_minutes: z.int(),
    bed_ids: z.array(id).meta({ description: "The beds that it has, in their order" }),
    status: ruleStatus,
  })
  .meta({ id: "SessionRule" });

const ruleFields = {
  pool_id: id,
  practitioner_id: id.nullable().optional(),
  name: text(80),
  weekday: z.int().min(1).max(7),
  start_local: localTime,
  end_local: localTime.meta({ description: "Before start_local means the next day" }),
  valid_from: localDate.nullable().optional(),
  valid_to: localDate.nullable().optional(),
  capacity: capacity.nullable().optional(),
  start_every_minutes: pace.optional(),
};
export const newSessionRule = z.strictObject({ clinic_id: id, service_id: id, ...ruleFields });
/** Retiring one takes it out of use from `valid_to` on, or from today; where and for what it is, stays. */
export const sessionRuleChange = z.strictObject({ ...ruleFields, status: ruleStatus }).partial();
export const sessionRuleQuery = z.strictObject({
  clinic_id: id.optional(),
  service_id: id.optional(),
  status: ruleStatus.optional(),
  ...listQuery,
});
export const sessionRulePage = pageOf(sessionRule);

/** One that is put on by itself: all beds of the pool, the first of them, or those that are named. */
export const newSession = z.strictObject({
  clinic_id: id,
  service_id: id,
  pool_id: id,
  practitioner_id: id.nullable().optional().meta({ description: "Who supervises" }),
  name: text(80),
  starts_at: instant,
  ends_at: instant,
  capacity: capacity.nullable().optional().meta({ description: "At most so many beds; null is all of them" }),
  bed_ids: z.array(id).min(1).max(200).optional().meta({ description: "Which beds of the pool; all unless said" }),
  start_every_minutes: pace.optional(),
});

const sessionFields = {
  ...stored,
  clinic_id: id,
  service_id: id,
  service_name: z.string(),
  session_rule_id: id.nullable().meta({ description: "Null for one that was put on by itself" }),
  practitioner_id: id.nullable(),
  practitioner_name: z.string().nullable(),
  name: z.string(),
  service_date: localDate,
  starts_at: instant,
  ends_at: instant,
  timezone: z.string(),
  start_every_minutes: z.int(),
  status: sessionStatus,
  cancelled_at: instant.nullable(),
  cancellation_reason: z.string().nullable(),
  beds: z.int().meta({ description: "How many beds it has, also those out of service" }),
  capacity: z.int().meta({ description: "How many of its beds can be used" }),
  admitted: z.int(),
  free: z.int().meta({ description: "How many more can be admitted; 0 unless it is open" }),
};
export const session = z.object(sessionFields).meta({ id: "Session" });
export const sessionQuery = z.strictObject({
  clinic_id: id.optional(),
  service_id: id.optional(),
  from: moment,
  to: moment,
  status: sessionStatus.optional(),
  ...listQuery,
});
export const sessionPage = pageOf(session);

export const boardBed = z.object({
  bed_id: id,
  name: z.string(),
  position: z.int(),
  status: bedStatus,
  reason: z.string().nullable().meta({ description: "Why it is out of service, where somebody said so" }),
  until: instant.nullable().meta({ description: "Until when it is out of service" }),
  held_by: id.nullable().meta({ description: "The appointment that it is kept for" }),
  admission: admission.nullable().meta({ description: "Who was given it" }),
});

export const sessionBoard = z
  .object({
    ...sessionFields,
    board: z.array(boardBed).meta({ description: "The beds in their order" }),
    without_bed: z.array(admission).meta({ description: "Admitted, and without a bed of their own yet" }),
  })
  .meta({ id: "SessionBoard" });

export const sessionCancellation = z.strictObject({ reason: text(500) });
export const sessionMove = z.strictObject({ starts_at: instant });

export const sessionGeneration = z.strictObject({
  clinic_id: id.optional(),
  from: localDate.meta({ description: "First date" }),
  to: localDate.meta({ description: "The date after the last one" }),
});

export const generatedSessions = z
  .object({
    added: z.int(),
    removed: z.int(),
    changed: z.int(),
    unchanged: z.int(),
    stranded: z
      .array(
        z.object({ session_id: id, name: z.string(), service_date: localDate, starts_at: instant, admitted: z.int() }),
      )
      .meta({
        description: "Sessions with patients that their rule would have otherwise, or not at all; left as they are",
      }),
  })
  .meta({ id: "GeneratedSessions" });

export const sessionAvailabilityQuery = z.strictObject({ clinic_id: id.optional(), from: localDate, to: localDate });
export const sessionAvailability = z
  .object({
    items: z.array(
      z.object({
        clinic_id: id,
        date: localDate,
        sessions: z.int(),
        capacity: z.int().meta({ description: "Beds that can be used, over all sessions of the date" }),
        admitted: z.int(),
        free: z.int(),
      }),
    ),
  })
  .meta({ id: "SessionAvailability" });
