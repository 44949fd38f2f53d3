import { Temporal } from "temporal-polyfill";
import type { z } from "zod";
import { isPlausibleBirthDate } from "../core/dates.ts";
import { fault, notFound, patientMerged } from "../core/errors.ts";
import { namesOf } from "./name-keys.ts";
import { normalizePhone } from "../core/phones.ts";
import type { Database, Transaction } from "../platform/database.ts";
import { requireVersion, stale } from "../platform/http/conditions.ts";
import { newId } from "../platform/ids.ts";
import { findOrganization } from "./accounts.sql.ts";
import {
  findPatient,
  insertPatient,
  type PatientFields,
  type PatientRow,
  releasePhone,
  updatePatient,
} from "./patients.sql.ts";
import type { newPatient, patientChange } from "./schemas.ts";

type NewPatient = z.output<typeof newPatient>;
type PatientChange = z.output<typeof patientChange>;

/** Registers a patient. Throws `phone_taken` when another patient owns the number, `invalid_request` on a bad phone or birth date. */
export async function registerPatient(tx: Transaction, wanted: NewPatient, now: Temporal.Instant): Promise<PatientRow> {
  const country = await countryOf(tx);
  const fields = fieldsOf(wanted, blank, country, now);
  if (wanted.take_over === true) await takeOver(tx, fields, null, now);
  return await insertPatient(tx, newId(), fields, now);
}

/** Changes what is named and leaves the rest. Throws `version_mismatch` when the record moved on. */
export async function changePatient(
  tx: Transaction,
  id: string,
  change: PatientChange,
  expected: number | null,
  now: Temporal.Instant,
): Promise<PatientRow> {
  const [found, country] = await Promise.all([findPatient(tx, id), countryOf(tx)]);
  if (!found) throw notFound("/id", "patient");
  requireVersion(expected, found);
  if (found.merged_into !== null) throw patientMerged(found.merged_into, "/id");
  const fields = fieldsOf(change, found, country, now);
  if (change.take_over === true) await takeOver(tx, fields, id, now);
  const updated = await updatePatient(tx, id, found.version, fields, now);
  if (!updated) throw stale();
  return updated;
}

/** Somebody else becomes the owner of a number, and the former owner shares it. */
async function takeOver(
  tx: Transaction,
  { phone, phoneIsOwn }: PatientFields,
  id: string | null,
  now: Temporal.Instant,
) {
  if (phone !== null && phoneIsOwn) await releasePhone(tx, phone, id, now);
}

const blank = {
  name: "",
  phone: null,
  phone_is_own: true,
  birth_date: null,
  gender: "unknown",
  address: null,
  notes: null,
  timezone: null,
  provisional: false,
} as const;

function fieldsOf(
  wanted: PatientChange,
  known: Omit<PatientRow, "id" | "merged_into" | "created_at" | "version">,
  country: string,
  now: Temporal.Instant,
): PatientFields {
  const name = wanted.name ?? known.name;
  const birth = wanted.birth_date === undefined ? known.birth_date : readBirthDate(wanted.birth_date, now);
  return {
    ...namesOf(name),
    phone: wanted.phone === undefined ? known.phone : readPhone(wanted.phone, country),
    phoneIsOwn: wanted.phone_is_own ?? known.phone_is_own,
    birthDate: birth,
    gender: wanted.gender ?? known.gender,
    address: wanted.address === undefined ? known.address : wanted.address,
    notes: wanted.notes === undefined ? known.notes : wanted.notes,
    timezone: wanted.timezone === undefined ? known.timezone : wanted.timezone,
    // Who is given a name is known.
    provisional: wanted.name === undefined && known.provisional,
  };
}

/** The number in E.164, as people of the country dial it. Throws `invalid_request` at the pointer. */
export function readPhone(phone: string | null, country: string, pointer = "/phone"): string | null {
  if (phone === null || phone.trim() === "") return null;
  const e164 = normalizePhone(phone, country);
  if (e164 === null)
    throw fault(
      "invalid_request",
      pointer,
      `This is not a phone number in ${country}; write others with + and the country code.`,
    );
  return e164;
}

/** A day's grace, because the patient's date may be ahead of ours. */
function readBirthDate(text: string | null, now: Temporal.Instant): Temporal.PlainDate | null {
  if (text === null) return null;
  const birth = Temporal.PlainDate.from(text);
  const today = now.toZonedDateTimeISO("UTC").toPlainDate();
  if (!isPlausibleBirthDate(birth, today.add({ days: 1 })))
    throw fault("invalid_request", "/birth_date", "Nobody alive was born on this date.");
  return birth;
}

export async function countryOf(database: Database): Promise<string> {
  const organization = await findOrganization(database);
  return organization!.country;
}

/** Writes these fields of a record that is locked, as they are. */
export async function writeFields(
  tx: Transaction,
  patient: PatientRow,
  fields: Partial<Omit<PatientRow, "id" | "merged_into" | "created_at" | "version">>,
  now: Temporal.Instant,
): Promise<PatientRow> {
  const wanted = { ...patient, ...fields };
  const written = await updatePatient(
    tx,
    patient.id,
    patient.version,
    {
      ...namesOf(wanted.name),
      phone: wanted.phone,
      phoneIsOwn: wanted.phone_is_own,
      birthDate: wanted.birth_date,
      gender: wanted.gender,
      address: wanted.address,
      notes: wanted.notes,
      timezone: wanted.timezone,
      provisional: wanted.provisional,
    },
    now,
  );
  return written!;
}
