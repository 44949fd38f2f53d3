import type { Temporal } from "temporal-polyfill";
import type { Database, Transaction } from "../platform/database.ts";

export interface PatientRow {
  id: string;
  name: string;
  phone: string | null;
  phone_is_own: boolean;
  birth_date: Temporal.PlainDate | null;
  gender: "male" | "female" | "other" | "unknown";
  address: string | null;
  notes: string | null;
  timezone: string | null;
  /** Nobody has said yet who this is. */
  provisional: boolean;
  /** The record that this one turned out to be. */
  merged_into: string | null;
  created_at: Temporal.Instant;
  version: number;
}

/** What a patient record holds; the keys by which it is found follow from the name. */
export interface PatientFields {
  name: string;
  nameKey: string;
  soundKey: string;
  phone: string | null;
  phoneIsOwn: boolean;
  birthDate: Temporal.PlainDate | null;
  gender: PatientRow["gender"];
  address: string | null;
  notes: string | null;
  timezone: string | null;
  provisional: boolean;
}

const columns =
  "id, name, phone, phone_is_own, birth_date, gender, address, notes, timezone, provisional, merged_into, created_at, version";

/** The columns of a record, of a table that goes by another name. */
export const patientColumns = (alias: string): string =>
  columns
    .split(", ")
    .map((column) => `${alias}.${column}`)
    .join(", ");

const fieldsOf = (patient: PatientFields) => [
  patient.name,
  patient.nameKey,
  patient.soundKey,
  patient.phone,
  patient.phoneIsOwn,
  patient.birthDate,
  patient.gender,
  patient.address,
  patient.notes,
  patient.timezone,
  patient.provisional,
];

export async function insertPatient(
  tx: Transaction,
  id: string,
  patient: PatientFields,
  now: Temporal.Instant,
): Promise<PatientRow> {
  const [row] = await tx.rows<PatientRow>(
    `insert into patients (organization_id, id, name, name_key, sound_key, phone, phone_is_own, birth_date, gender, address, notes,
       timezone, provisional, version, created_at, updated_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, 1, $14, $14) returning ${columns}`,
    [tx.organizationId, id, ...fieldsOf(patient), now],
  );
  return row!;
}

export async function updatePatient(
  tx: Transaction,
  id: string,
  version: number,
  patient: PatientFields,
  now: Temporal.Instant,
): Promise<PatientRow | undefined> {
  const [row] = await tx.rows<PatientRow>(
    `update patients set name = $4, name_key = $5, sound_key = $6, phone = $7, phone_is_own = $8, birth_date = $9, gender = $10,
       address = $11, notes = $12, timezone = $13, provisional = $14, version = version + 1, updated_at = $15
     where organization_id = $1 and id = $2 and version = $3 returning ${columns}`,
    [tx.organizationId, id, version, ...fieldsOf(patient), now],
  );
  return row;
}

/** Takes the number from whoever owns it: they share it from now on. */
export async function releasePhone(
  tx: Transaction,
  phone: string,
  forId: string | null,
  now: Temporal.Instant,
): Promise<void> {
  await tx.rows(
    `update patients set phone_is_own = false, version = version + 1, updated_at = $4
     where organization_id = $1 and phone = $2 and phone_is_own and merged_into is null and id is distinct from $3::uuid`,
    [tx.organizationId, phone, forId, now],
  );
}

export async function findPatient(database: Database, id: string): Promise<PatientRow | undefined> {
  const [row] = await database.rows<PatientRow>(
    `select ${columns} from patients where organization_id = $1 and id = $2`,
    [database.organizationId, id],
  );
  return row;
}

/** Both records, locked against whatever would be written for them, in the order of their ids. */
export async function lockPatients(tx: Transaction, ids: readonly string[]): Promise<Map<string, PatientRow>> {
  const rows = await tx.rows<PatientRow>(
    `select ${columns} from patients where organization_id = $1 and id = any ($2::uuid[]) order by id for update`,
    [tx.organizationId, ids],
  );
  return new Map(rows.map((row) => [row.id, row]));
}

/** By name in the order of code points, which is that of the index whatever the database's collation. */
const byName = `p.name_key collate "C", p.id`;

/** All patients by name, after the keyset (name key, id). */
export async function listPatients(
  database: Database,
  after: { nameKey: string | null; id: string | null },
  limit: number,
): Promise<(PatientRow & { name_key: string })[]> {
  return await database.rows(
    `select ${patientColumns("p")}, p.name_key from patients p
     where p.organization_id = $1 and p.merged_into is null and ($2::text is null or (${byName}) > ($2, $3::uuid))
     order by ${byName} limit $4`,
    [database.organizationId, after.nameKey, after.id, limit],
  );
}

/** Names that begin as typed, then those with every word in them, then those with words like them: the closest names come first. */
export async function findPatientsByName(database: Database, words: string[], limit: number): Promise<PatientRow[]> {
  return await database.rows(
    `select ${patientColumns("p")} from find_patients_by_name($1, $2, $3) found
     join patients p on p.organization_id = $1 and p.id = found.patient_id
     order by found.closeness desc, ${byName}`,
    [database.organizationId, words, limit],
  );
}

export async function findPatientsByPhone(database: Database, digits: string, limit: number): Promise<PatientRow[]> {
  return await database.rows(
    `select ${patientColumns("p")} from find_patients_by_phone($1, $2, $3) found
     join patients p on p.organization_id = $1 and p.id = found.patient_id
     order by p.phone_is_own desc, ${byName}`,
    [database.organizationId, digits, limit],
  );
}

export async function findPatientByBookingId(database: Database, bookingId: string): Promise<PatientRow[]> {
  return await database.rows(
    `select ${columns} from patients where organization_id = $1
       and id = (select patient_id from appointments where organization_id = $1 and booking_id = $2)`,
    [database.organizationId, bookingId],
  );
}
