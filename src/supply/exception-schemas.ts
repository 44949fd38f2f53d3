import { z } from "zod";
import { id, instant, listQuery, localDate, minutes, moment, pageOf, stored, text, timezone } from "../core/schemas.ts";

export const exceptionKind = z.enum(["blocked", "available"]);
export const exceptionSource = z.enum(["manual", "import", "time_off", "holiday", "session"]);

const scope = {
  resource_id: id.nullable().meta({ description: "Whose time; null for everybody's" }),
  clinic_id: id.nullable(),
  service_id: id.nullable(),
  room_id: id.nullable(),
};

export const scheduleException = z
  .object({
    ...stored,
    kind: exceptionKind,
    ...scope,
    starts_at: instant,
    ends_at: instant,
    timezone: z.string().meta({ description: "In which local dates were read and are shown" }),
    source: exceptionSource,
    session_id: id.nullable().meta({ description: "The session that it belongs to, and changes with" }),
    reason: z.string().nullable(),
    lanes: z.int().nullable(),
    slot_minutes: z.int().nullable(),
    created_at: instant,
  })
  .meta({ id: "ScheduleException" });

const fields = {
  resource_id: scope.resource_id.optional(),
  clinic_id: scope.clinic_id.optional(),
  service_id: scope.service_id.optional(),
  room_id: scope.room_id.optional(),
  from: moment.meta({ description: "An instant, or a local date: its first minute" }),
  to: moment.meta({ description: "An instant, or the local date after the last one" }),
  timezone: timezone.optional().meta({
    description: "For local dates; the zone of the clinic, or of the resource's clinic, unless told otherwise",
  }),
  reason: text(200).nullable().optional(),
  lanes: z
    .int()
    .min(1)
    .max(50)
    .optional()
    .meta({ description: "Of an opening; the resource's own unless told otherwise" }),
  slot_minutes: minutes(1, 720)
    .optional()
    .meta({ description: "Of an opening; the shortest of the resource's rules unless told otherwise" }),
};
export const newScheduleException = z.strictObject({
  kind: exceptionKind,
  source: exceptionSource.exclude(["time_off", "session"]).optional(),
  ...fields,
});
export const scheduleExceptionChange = z.strictObject(fields).partial();
export const scheduleExceptionQuery = z.strictObject({
  clinic_id: id
    .optional()
    .meta({ description: "Those that concern the clinic: its own, and those of no certain clinic" }),
  resource_id: id
    .optional()
    .meta({ description: "Those that concern the resource: its own, and those of no certain resource" }),
  kind: exceptionKind.optional(),
  source: exceptionSource.optional(),
  from: moment.optional(),
  to: moment.optional(),
  ...listQuery,
});
export const scheduleExceptionPage = pageOf(scheduleException);

export const holidayQuery = z.strictObject({ clinic_id: id, year: z.coerce.number().int().min(2000).max(2100) });
export const holidays = z
  .object({
    items: z.array(
      z.object({
        date: localDate,
        days: z.int(),
        name: z.string(),
        names: z.object({ en: z.string(), local: z.string() }),
        kind: z.enum(["public", "bank", "optional", "school", "observance"]),
        schedule_exception_id: id.nullable().meta({ description: "The closure, once somebody confirmed it" }),
      }),
    ),
  })
  .meta({ id: "Holidays" });
