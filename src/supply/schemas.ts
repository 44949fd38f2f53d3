import { z } from "zod";
import {
  basisPoints,
  id,
  instant,
  listQuery,
  localDate,
  localTime,
  minutes,
  moment,
  pageOf,
  prose,
  stored,
  text,
  timezone,
} from "../core/schemas.ts";

const status = z.enum(["active", "retired"]);

export const queuePolicy = z
  .enum(["on_arrival", "on_booking"])
  .meta({ description: "When a booked visit joins the queue: at check-in, or at once" });

export const clinic = z
  .object({
    ...stored,
    name: z.string(),
    timezone: z.string(),
    queue_policy: queuePolicy,
    no_show_grace_minutes: z.int().nullable(),
    waitlist_offer_minutes: z.int(),
    wait_warning_minutes: z.int(),
    wait_alert_minutes: z.int(),
    address: z.string().nullable(),
    phone: z.string().nullable(),
    country: z.string().nullable().meta({ description: "ISO 3166-1 alpha-2; whose public holidays are suggested" }),
    region: z
      .string()
      .nullable()
      .meta({ description: "The state or province, where holidays differ within the country" }),
    status,
  })
  .meta({ id: "Clinic" });

const clinicFields = {
  name: text(120),
  timezone,
  queue_policy: queuePolicy.optional(),
  no_show_grace_minutes: minutes(0, 1440).nullable().optional().meta({
    description: "Who has not come so long after the start is noted as a no-show; null leaves that to the desk",
  }),
  waitlist_offer_minutes: minutes(1, 1440)
    .optional()
    .meta({ description: "How long somebody on the waitlist has to answer an offer; an hour unless said" }),
  wait_warning_minutes: minutes(1, 1440)
    .optional()
    .meta({ description: "How long somebody waits before the queue warns; 20 unless said" }),
  wait_alert_minutes: minutes(1, 1440)
    .optional()
    .meta({ description: "How long somebody waits before the queue raises an alert; 45 unless said" }),
  address: prose(500).nullable().optional(),
  phone: text(40).nullable().optional(),
  country: z
    .string()
    .regex(/^[A-Z]{2}$/, "Write the country as two capital letters, like GR.")
    .nullable()
    .optional(),
  region: text(20).nullable().optional(),
};
export const newClinic = z.strictObject(clinicFields);
export const clinicChange = z.strictObject(clinicFields).partial().extend({ status: status.optional() });
export const clinicPage = pageOf(clinic);

export const resourceKind = z.enum(["practitioner", "room", "station", "bed", "equipment", "telehealth", "staff"]);

export const resource = z
  .object({
    ...stored,
    clinic_id: id.nullable().meta({ description: "Where it stands; null for what moves between clinics" }),
    kind: resourceKind,
    name: z.string(),
    lanes: z.int().meta({ description: "How many appointments it serves at the same time" }),
    status,
  })
  .meta({ id: "Resource" });

const resourceFields = {
  clinic_id: id.nullable().optional(),
  kind: resourceKind.exclude(["practitioner"]),
  name: text(120),
  lanes: z.int().min(1).max(50).optional(),
};
export const newResource = z.strictObject(resourceFields);
export const resourceChange = z
  .strictObject({ ...resourceFields, status })
  .omit({ kind: true })
  .partial();
export const resourceQuery = z.strictObject({ clinic_id: id.optional(), kind: resourceKind.optional(), ...listQuery });
export const resourcePage = pageOf(resource);

export const practitioner = z
  .object({
    ...stored,
    name: z.string(),
    specialty: z.string().nullable(),
    share_basis_points: basisPoints,
    lanes: z.int(),
    clinic_ids: z.array(id),
    service_ids: z.array(id),
    status,
  })
  .meta({ id: "Practitioner" });

const practitionerFields = {
  name: text(120),
  specialty: text(120).nullable().optional(),
  share_basis_points: basisPoints.optional(),
  lanes: z.int().min(1).max(50).optional(),
  clinic_ids: z.array(id).max(100).optional(),
};
export const newPractitioner = z.strictObject(practitionerFields);
export const practitionerChange = z.strictObject({ ...practitionerFields, status }).partial();
export const practitionerPage = pageOf(practitioner);

const ruleBreak = z.strictObject({
  start_local: localTime,
  end_local: localTime,
  label: text(80).nullable().optional(),
});

export const scheduleRule = z
  .object({
    ...stored,
    resource_id: id,
    clinic_id: id,
    weekday: z.int().meta({ description: "ISO: 1 is Monday" }),
    start_local: localTime,
    end_local: localTime,
    timezone: z.string(),
    valid_from: localDate.nullable(),
    valid_to: localDate.nullable().meta({ description: "Last date on which it holds" }),
    slot_minutes: z.int(),
    lanes: z.int(),
    priority: z.int(),
    service_id: id.nullable(),
    session_rule_id: id.nullable().meta({ description: "The session rule that it belongs to, and changes with" }),
    room_id: id.nullable(),
    buffer_before_minutes: z.int(),
    buffer_after_minutes: z.int(),
    label: z.string().nullable(),
    breaks: z.array(z.object({ start_local: localTime, end_local: localTime, label: z.string().nullable() })),
  })
  .meta({ id: "ScheduleRule" });

const ruleFields = {
  clinic_id: id,
  weekday: z.int().min(1).max(7),
  start_local: localTime,
  end_local: localTime.meta({ description: "Before start_local means the next day" }),
  timezone: timezone.optional(),
  valid_from: localDate.nullable().optional(),
  valid_to: localDate.nullable().optional(),
  slot_minutes: minutes(1, 720),
  lanes: z.int().min(1).max(50).optional(),
  priority: z
    .int()
    .min(0)
    .max(1000)
    .optional()
    .meta({ description: "Where rules of one resource overlap, the higher one alone governs; equal ones add up" }),
  service_id: id.nullable().optional().meta({ description: "The time is for this service alone" }),
  room_id: id.nullable().optional().meta({ description: "The room in which this time is worked" }),
  buffer_before_minutes: minutes(0, 240).optional(),
  buffer_after_minutes: minutes(0, 240).optional(),
  label: text(80).nullable().optional(),
  breaks: z.array(ruleBreak).max(20).optional(),
};
export const newScheduleRule = z.strictObject({ resource_id: id, ...ruleFields });
export const scheduleRuleChange = z.strictObject(ruleFields).partial();
export const scheduleRuleQuery = z.strictObject({ clinic_id: id.optional(), resource_id: id.optional(), ...listQuery });
export const scheduleRulePage = pageOf(scheduleRule);

export const slotStatus = z.enum(["available", "held", "booked", "blocked"]);
export const slot = z
  .object({ resource_id: id, clinic_id: id, lane: z.int(), starts_at: instant, ends_at: instant, status: slotStatus })
  .meta({ id: "Slot" });

export const slotQuery = z.strictObject({
  clinic_id: id.optional(),
  resource_id: id.optional(),
  from: moment,
  to: moment,
  status: slotStatus.optional(),
  limit: z.coerce.number().int().min(1).max(5000).default(1000),
  cursor: z.string().max(400).optional(),
});
export const slotPage = pageOf(slot);

export const slotGeneration = z.strictObject({
  clinic_id: id.optional(),
  resource_id: id.optional(),
  from: localDate.meta({ description: "First date" }),
  to: localDate.meta({ description: "The date after the last one" }),
});

export const generatedSlots = z
  .object({
    added: z.int(),
    removed: z.int(),
    blocked: z.int(),
    unchanged: z.int(),
    stranded: z.array(z.object({ appointment_id: id, starts_at: instant, resource_id: id })),
  })
  .meta({ id: "GeneratedSlots" });

/** Why a start is not offered. Codes: `ReasonCode` in `reasons.ts`. */
export const reason = z
  .object({
    code: z.string(),
    detail: z.string(),
    label: z.string().optional().meta({ description: "What the clinic calls the break, the closure or the rule" }),
    resource_id: id.optional(),
    resource_name: z.string().optional(),
    appointment_id: id.optional(),
    rule_id: id.optional(),
    exception_id: id.optional(),
    until: instant.optional(),
    waivable: z.boolean().meta({ description: "A rule that somebody may waive, and not another booking" }),
  })
  .meta({ id: "Reason" });

/** `?preview=true`: say what a change would do, and do nothing. */
export const preview = z.strictObject({ preview: z.enum(["true", "false"]).optional() });

export const impact = z
  .object({
    stranded: z
      .array(
        z.object({
          appointment_id: id,
          booking_id: z.string(),
          patient_name: z.string(),
          service_name: z.string(),
          resource_id: id,
          starts_at: instant,
          ends_at: instant,
          reasons: z.array(reason),
        }),
      )
      .meta({ description: "Live appointments that the rules support now and would not support then" }),
    slots: z.object({ added: z.int(), removed: z.int(), blocked: z.int(), unchanged: z.int() }).meta({
      description:
        "The slots of the next 30 days in the time that the change touches; added counts what opens again, blocked what closes",
    }),
  })
  .meta({ id: "Impact" });
