import { z } from "zod";
import { currency, id, instant, listQuery, localDate, pageOf, prose, stored, text, timezone } from "../core/schemas.ts";
import { roles } from "../core/roles.ts";

export const role = z.enum(roles);

export const credentials = z.strictObject({
  email: z.string().max(254),
  password: z.string().min(1).max(200),
  totp: z.string().max(10).optional(),
});

export const organization = z.object({
  id,
  slug: z.string(),
  name: z.string(),
  currency,
  country: z.string().meta({ description: "ISO 3166-1 alpha-2; how phone numbers without a country code are read" }),
});

export const account = z
  .object({
    ...stored,
    email: z.string(),
    name: z.string(),
    role,
    practitioner_id: id.nullable(),
    status: z.enum(["active", "disabled"]),
  })
  .meta({ id: "Account" });

/** Who is signed in. Send `csrf_token` in the header that `csrf_header` names with every call that changes something. */
export const session = z
  .object({ account, organization, csrf_header: z.string(), csrf_token: z.string(), expires_at: instant })
  .meta({ id: "Session" });

export const newAccount = z.strictObject({
  email: z.email().max(254),
  name: text(120),
  role,
  password: z.string().min(10).max(200),
  practitioner_id: id.nullable().optional(),
});

export const accountPage = pageOf(account);

export const newToken = z.strictObject({ name: text(80), expires_at: instant.optional() });
export const token = z
  .object({ id, name: z.string(), created_at: instant, expires_at: instant.nullable() })
  .meta({ id: "Token" });
/** The secret is shown once, in the answer that creates it; a repeat of that call gets null. */
export const createdToken = token.extend({ token: z.string().nullable() });
export const tokenPage = pageOf(token);

export const gender = z.enum(["male", "female", "other", "unknown"]);

export const patient = z
  .object({
    ...stored,
    name: z.string(),
    phone: z.string().nullable().meta({ description: "E.164" }),
    phone_is_own: z.boolean().meta({ description: "False when the number belongs to a relative" }),
    birth_date: localDate.nullable(),
    gender,
    address: z.string().nullable(),
    notes: z.string().nullable(),
    timezone: z.string().nullable(),
    provisional: z.boolean().meta({ description: "True while nobody has said who this is" }),
    merged_into: id.nullable().meta({ description: "The record that is kept instead of this one" }),
    created_at: instant,
  })
  .meta({ id: "Patient" });

const patientFields = {
  name: text(200),
  phone: z.string().max(40).nullable().optional(),
  phone_is_own: z.boolean().optional(),
  take_over: z.boolean().optional().meta({
    description: "Makes this patient the owner of a number that another one owns, who shares it from then on",
  }),
  birth_date: localDate.nullable().optional(),
  gender: gender.optional(),
  address: prose(500).nullable().optional(),
  notes: prose(4000).nullable().optional(),
  timezone: timezone.nullable().optional(),
};

export const newPatient = z.strictObject(patientFields);
export const patientChange = z.strictObject({ ...patientFields, name: patientFields.name.optional() });

/** `query` matches a name in any script (typo-tolerant), part of a phone number, or a booking id. */
export const patientQuery = z.strictObject({ query: z.string().max(200).optional(), ...listQuery });
export const patientPage = pageOf(patient);
