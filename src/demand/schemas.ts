import { z } from "zod";
import { currency, id, minor, minutes, pageOf, prose, stored, text } from "../core/schemas.ts";

const status = z.enum(["active", "retired"]);
export const consultationMode = z.enum(["in_person", "video", "phone"]);

const phase = z.strictObject({
  starts_minute: minutes(0, 1439),
  ends_minute: minutes(1, 1440),
  need: z.enum(["practitioner", "resource"]),
  resource_id: id.nullable().optional().meta({ description: "Which one, when the need is a certain resource" }),
});

export const service = z
  .object({
    ...stored,
    name: z.string(),
    description: z.string().nullable(),
    duration_minutes: z.int(),
    buffer_before_minutes: z.int(),
    buffer_after_minutes: z.int(),
    price_minor: minor,
    currency,
    consultation_mode: consultationMode,
    min_notice_minutes: z.int(),
    max_future_days: z.int(),
    allow_patient_reschedule: z.boolean(),
    max_reschedule_count: z.int(),
    clinic_ids: z.array(id),
    practitioner_ids: z.array(id),
    phases: z.array(phase),
    status,
  })
  .meta({ id: "Service" });

const serviceFields = {
  name: text(120),
  description: prose(1000).nullable().optional(),
  duration_minutes: minutes(1, 1440),
  buffer_before_minutes: minutes(0, 240).optional(),
  buffer_after_minutes: minutes(0, 240).optional(),
  price_minor: minor,
  currency: currency.optional(),
  consultation_mode: consultationMode.optional(),
  min_notice_minutes: minutes(0, 525_600).optional(),
  max_future_days: z.int().min(1).max(1100).optional(),
  allow_patient_reschedule: z.boolean().optional(),
  max_reschedule_count: z.int().min(0).max(100).optional(),
  clinic_ids: z.array(id).max(200).optional(),
  practitioner_ids: z.array(id).max(1000).optional(),
  phases: z.array(phase).min(1).max(20).optional(),
};
export const newService = z.strictObject(serviceFields);
export const serviceChange = z.strictObject({ ...serviceFields, status }).partial();
export const servicePage = pageOf(service);
