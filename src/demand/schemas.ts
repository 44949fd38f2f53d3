import { z } from "zod";
import { currency, id, minor, minutes, pageOf, prose, stored, text } from "../core/schemas.ts";

const status = z.enum(["active", "retired"]);
export const consultationMode = z.enum(["in_person", "video", "phone"]);

const phase = z.strictObject({
  starts_minute: minutes(0, 1439),
  ends_minute: minutes(1, 1440),
  need: z.enum(["practitioner", "resource", "pool", "kind"]),
  resource_id: id.nullable().optional().meta({ description: "Which one, when the need is a certain resource" }),
  pool_id: id.nullable().optional().meta({ description: "Any free one of this pool" }),
  resource_kind: z
    .enum(["room", "station", "bed", "equipment", "telehealth", "staff"])
    .nullable()
    .optional()
    .meta({ description: "Any free one of this kind at the clinic" }),
});

const practitionerOverride = z.strictObject({
  practitioner_id: id,
  duration_minutes: minutes(1, 1440).nullable().optional(),
  price_minor: minor.nullable().optional(),
  buffer_before_minutes: minutes(0, 240).nullable().optional(),
  buffer_after_minutes: minutes(0, 240).nullable().optional(),
});

export const service = z
  .object({
    ...stored,
    name: z.string(),
    description: z.string().nullable(),
    duration_minutes: z.int(),
    buffer_before_minutes: z.int(),
    buffer_after_minutes: z.int(),
    buffers_shareable: z.boolean(),
    price_minor: minor,
    currency,
    consultation_mode: consultationMode,
    min_notice_minutes: z.int(),
    max_future_days: z.int(),
    allow_patient_reschedule: z.boolean(),
    max_reschedule_count: z.int(),
    requires_approval: z.boolean(),
    late_cancel_notice_minutes: z.int(),
    no_show_forfeits: z.boolean(),
    deposit_minor: minor,
    late_cancel_fee_minor: minor,
    no_show_fee_minor: minor,
    clinic_ids: z.array(id),
    practitioner_ids: z.array(id),
    practitioner_overrides: z.array(practitionerOverride),
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
  buffers_shareable: z
    .boolean()
    .optional()
    .meta({ description: "Neighbours who both say so keep the longer of their buffers between them, not the sum" }),
  price_minor: minor,
  currency: currency.optional(),
  consultation_mode: consultationMode.optional(),
  min_notice_minutes: minutes(0, 525_600).optional(),
  max_future_days: z.int().min(1).max(1100).optional(),
  allow_patient_reschedule: z.boolean().optional(),
  max_reschedule_count: z.int().min(0).max(100).optional(),
  requires_approval: z
    .boolean()
    .optional()
    .meta({ description: "What is booked online waits for somebody of the clinic to confirm it" }),
  late_cancel_notice_minutes: minutes(0, 525_600)
    .optional()
    .meta({ description: "A patient who cancels with less notice than this cancels late" }),
  no_show_forfeits: z
    .boolean()
    .optional()
    .meta({ description: "A session that was paid for is used up when its patient does not come" }),
  deposit_minor: minor.optional().meta({ description: "What of the price is wanted beforehand" }),
  late_cancel_fee_minor: minor
    .optional()
    .meta({ description: "What a patient owes who cancels late, instead of the price; 0 changes nothing" }),
  no_show_fee_minor: minor
    .optional()
    .meta({ description: "What a patient owes who does not come, instead of the price; 0 changes nothing" }),
  clinic_ids: z.array(id).max(200).optional(),
  practitioner_ids: z.array(id).max(1000).optional(),
  practitioner_overrides: z
    .array(practitionerOverride)
    .max(1000)
    .optional()
    .meta({ description: "What some of the practitioners do otherwise" }),
  phases: z.array(phase).min(1).max(20).optional(),
};
export const newService = z.strictObject(serviceFields);
export const serviceChange = z.strictObject({ ...serviceFields, status }).partial();
export const servicePage = pageOf(service);
