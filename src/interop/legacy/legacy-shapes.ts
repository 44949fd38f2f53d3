import { z } from "zod";
import { timezone } from "../../core/schemas.ts";
import { readClock, readUtc } from "./legacy-times.ts";

/** The columns of the older schema, as its tables are exported to JSON. What a column may hold at all, the use cases say. */

const key = z.union([z.string().trim().min(1).max(200), z.int().transform(String)]);
const clock = z.string().transform((text, context) => {
  const time = readClock(text);
  if (time !== null) return time;
  context.addIssue({ code: "custom", message: "A time on a whole minute is needed, such as 09:30:00." });
  return z.NEVER;
});
const utc = z.string().transform((text, context) => {
  const at = readUtc(text);
  if (at !== null) return at;
  context.addIssue({ code: "custom", message: "A date and time is needed, such as 2026-10-25T09:00:00Z." });
  return z.NEVER;
});
const numberOr = (usual: number) =>
  z
    .int()
    .nullish()
    .transform((told) => told ?? usual);
const perhaps = <Schema extends z.ZodType>(schema: Schema) => schema.nullish().transform((told) => told ?? null);

const stamps = { inserted_at: z.unknown().optional(), updated_at: z.unknown().optional() };
const endsLater = "The end is not after the start.";

export const availabilityRule = z
  .strictObject({
    id: key,
    doctor_id: key,
    day_of_week: z.int(),
    start_time: clock,
    end_time: clock,
    break_start: perhaps(clock),
    break_end: perhaps(clock),
    slot_duration_minutes: numberOr(30),
    is_active: z.boolean().nullish(),
    ...stamps,
  })
  .refine((row) => row.end_time > row.start_time, { path: ["end_time"], error: endsLater })
  .refine((row) => row.break_start !== null || row.break_end === null, {
    path: ["break_start"],
    error: "The break has an end and no start.",
  })
  .refine((row) => row.break_end !== null || row.break_start === null, {
    path: ["break_end"],
    error: "The break has a start and no end.",
  })
  .refine((row) => row.break_start === null || row.break_end === null || row.break_end > row.break_start, {
    path: ["break_end"],
    error: endsLater,
  });

export const scheduleTemplate = z
  .strictObject({
    id: key,
    doctor_id: key,
    doctor_location_id: perhaps(key),
    location_room_id: perhaps(key),
    appointment_type_id: perhaps(key),
    day_of_week: z.int(),
    slot_duration_minutes: numberOr(30),
    work_start: clock,
    work_end: clock,
    buffer_before_minutes: numberOr(0),
    buffer_after_minutes: numberOr(0),
    max_parallel_sessions: numberOr(1),
    priority: numberOr(0),
    ...stamps,
  })
  .refine((row) => row.work_end > row.work_start, { path: ["work_end"], error: endsLater });

export const scheduleTemplateBreak = z
  .strictObject({
    id: key,
    schedule_template_id: key,
    break_start: clock,
    break_end: clock,
    label: z.string().nullish(),
    ...stamps,
  })
  .refine((row) => row.break_end > row.break_start, { path: ["break_end"], error: endsLater });

export const availabilityException = z.strictObject({
  id: key,
  doctor_id: key,
  appointment_type_id: perhaps(key),
  doctor_location_id: perhaps(key),
  starts_at: utc,
  ends_at: utc,
  status: z
    .enum(["blocked", "available"])
    .nullish()
    .transform((told) => told ?? "blocked"),
  reason: z.string().nullish(),
  source: z.string().nullish(),
  ...stamps,
});

const rows = z.array(z.unknown()).max(100_000).default([]);
const listOf = <Schema extends z.ZodType<{ id: string }>>(schema: Schema) =>
  z
    .array(schema)
    .max(10_000)
    .default([])
    .refine((list) => new Set(list.map(({ id }) => id)).size === list.length, { error: "Two have the same id." });

const doctor = z
  .strictObject({ id: key, practitioner_id: z.uuid().optional(), name: z.string().trim().optional() })
  .refine(({ practitioner_id, name }) => (practitioner_id === undefined) !== (name === undefined), {
    error: 'Exactly one of "practitioner_id" and "name" is needed.',
  });

/** The whole file. Its rows are read one by one later, so that a wrong one is refused by itself. */
export const legacyFile = z.strictObject({
  source: z
    .string()
    .regex(/^[a-z0-9][a-z0-9_.-]{0,59}$/, "Small letters, digits, dots, dashes; such as old-system.")
    .default("legacy"),
  zone: timezone.optional(),
  doctors: listOf(doctor),
  locations: listOf(z.strictObject({ id: key, clinic_id: z.uuid() })),
  rooms: listOf(z.strictObject({ id: key, resource_id: z.uuid() })),
  appointment_types: listOf(z.strictObject({ id: key, service_id: z.uuid() })),
  availability_rules: rows,
  schedule_templates: rows,
  schedule_template_breaks: rows,
  availability_exceptions: rows,
});
export type LegacyFile = z.output<typeof legacyFile>;
