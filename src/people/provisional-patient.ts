import { randomBytes } from "node:crypto";
import type { Temporal } from "temporal-polyfill";
import type { Transaction } from "../platform/database.ts";
import { newId } from "../platform/ids.ts";
import { namesOf, unknownName } from "./name-keys.ts";
import { countryOf, readPhone } from "./patient-record.ts";
import { insertPatient, type PatientRow } from "./patients.sql.ts";

/**
 * Registers somebody of whom nobody knows yet who they are, and who needs no name for that: the desk can call `? 7KQ`.
 *
 * The number is never taken for their own, so that whoever owns it stays the owner. Throws `invalid_request` at `/patient/phone`.
 */
export async function registerProvisionalPatient(
  tx: Transaction,
  said: { name?: string | undefined; phone?: string | null | undefined },
  now: Temporal.Instant,
): Promise<PatientRow> {
  const phone = readPhone(said.phone ?? null, await countryOf(tx), "/patient/phone");
  const name = said.name ?? unknownName(randomBytes(8));
  const known = { ...namesOf(name), phone, phoneIsOwn: false, provisional: true };
  return await insertPatient(
    tx,
    newId(),
    { ...known, birthDate: null, gender: "unknown", address: null, notes: null, timezone: null },
    now,
  );
}
