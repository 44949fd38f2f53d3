import { z } from "zod";
import { prose, text } from "../../core/schemas.ts";
import { paymentMethod } from "../../billing/schemas.ts";
import { bookingSource } from "../../booking/schemas.ts";
import { newPatient } from "../../people/schemas.ts";
import { newPractitioner } from "../../supply/schemas.ts";

/** What a file can hold. One file holds one kind. */
export const kinds = ["patients", "practitioners", "appointments", "visits"] as const;
export type Kind = (typeof kinds)[number];

const reference = text(200);

/** Only checked, never stored: an age is wrong a year later, a birth date is not. */
const age = z.coerce
  .number({ error: "An age is a whole number of years." })
  .int("An age is a whole number of years.")
  .min(0, "Nobody is younger than 0 years.")
  .max(130, "Nobody alive is older than 130 years.");

export const patientFields = newPatient.omit({ take_over: true }).extend({ age: age.optional() });
export const practitionerFields = newPractitioner
  .omit({ clinic_ids: true })
  .extend({ clinics: z.array(reference).max(100).optional() });

const visitFields = {
  clinic: reference,
  service: reference,
  practitioner: reference.optional(),
  patient: reference,
  notes: prose(2000).optional(),
  payment_method: paymentMethod.optional(),
};
export const appointmentFields = z.strictObject({
  ...visitFields,
  booking_source: bookingSource.optional(),
  status: z.enum(["booked", "cancelled", "attended"]).optional(),
  cancellation_reason: prose(500).optional(),
});
export const walkInFields = z.strictObject({ ...visitFields, appointment: reference.optional() });

export const schemas = {
  patients: patientFields,
  practitioners: practitionerFields,
  appointments: appointmentFields,
  visits: walkInFields,
} as const satisfies Record<Kind, z.ZodObject>;

/** Instants of a row, in the order in which they happen. */
export const stations = ["arrived_at", "called_at", "started_at", "ended_at"] as const;
export const moments = {
  patients: [],
  practitioners: [],
  appointments: ["booked_at", "starts_at", "cancelled_at", ...stations, "left_at", "paid_at"],
  visits: [...stations, "left_at", "paid_at"],
} as const satisfies Record<Kind, readonly string[]>;
export type Moment = (typeof moments)[Kind][number];

/** How the text of a cell becomes the value of a field; text is what is not named here. */
export const formOfField: Partial<Record<string, "identifier" | "date" | "boolean" | "integer" | "list">> = {
  phone: "identifier",
  patient: "identifier",
  practitioner: "identifier",
  service: "identifier",
  clinic: "identifier",
  appointment: "identifier",
  birth_date: "date",
  phone_is_own: "boolean",
  share_basis_points: "integer",
  lanes: "integer",
  clinics: "list",
};

/** Fields that every row needs; instants that every row needs. */
export const needed: Record<Kind, readonly string[]> = {
  patients: ["name"],
  practitioners: ["name"],
  appointments: ["clinic", "service", "patient", "starts_at"],
  visits: ["clinic", "service", "patient", "arrived_at"],
};

/** How each kind is called in the table of imported rows. */
export const subjectOf = {
  patients: "patient",
  practitioners: "practitioner",
  appointments: "appointment",
  visits: "visit",
} as const satisfies Record<Kind, string>;
export type Subject = (typeof subjectOf)[Kind] | "clinic" | "service" | "schedule_rule" | "schedule_exception";

/** The names that a mapping may give to its fields for this kind. */
export function fieldNames(kind: Kind): string[] {
  return [...Object.keys(schemas[kind].shape), ...moments[kind]];
}
