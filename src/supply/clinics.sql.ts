import type { Temporal } from "temporal-polyfill";
import type { Database, Transaction } from "../platform/database.ts";

export interface ClinicRow {
  id: string;
  version: number;
  name: string;
  timezone: string;
  queue_policy: "on_arrival" | "on_booking";
  /** Minutes after the start until who has not come is noted as missing; null leaves it to the desk. */
  no_show_grace_minutes: number | null;
  /** How long somebody on the waitlist has to answer an offer. */
  waitlist_offer_minutes: number;
  /** After how many minutes in the queue somebody should look, and after how many somebody must. */
  wait_warning_minutes: number;
  wait_alert_minutes: number;
  address: string | null;
  phone: string | null;
  country: string | null;
  region: string | null;
  status: "active" | "retired";
}

export type ClinicFields = Omit<ClinicRow, "id" | "version">;

const columns =
  "id, version, name, timezone, queue_policy, no_show_grace_minutes, waitlist_offer_minutes, wait_warning_minutes, wait_alert_minutes, address, phone, country, region, status";

const valuesOf = (clinic: ClinicFields) => [
  clinic.name,
  clinic.timezone,
  clinic.queue_policy,
  clinic.no_show_grace_minutes,
  clinic.waitlist_offer_minutes,
  clinic.wait_warning_minutes,
  clinic.wait_alert_minutes,
  clinic.address,
  clinic.phone,
  clinic.country,
  clinic.region,
  clinic.status,
];

export async function insertClinic(
  tx: Transaction,
  id: string,
  clinic: ClinicFields,
  now: Temporal.Instant,
): Promise<ClinicRow> {
  const [row] = await tx.rows<ClinicRow>(
    `insert into clinics (organization_id, id, name, timezone, queue_policy, no_show_grace_minutes, waitlist_offer_minutes,
       wait_warning_minutes, wait_alert_minutes, address, phone, country, region, status, version, created_at, updated_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, 1, $15, $15) returning ${columns}`,
    [tx.organizationId, id, ...valuesOf(clinic), now],
  );
  return row!;
}

export async function updateClinic(
  tx: Transaction,
  id: string,
  version: number,
  clinic: ClinicFields,
  now: Temporal.Instant,
): Promise<ClinicRow | undefined> {
  const [row] = await tx.rows<ClinicRow>(
    `update clinics set name = $4, timezone = $5, queue_policy = $6, no_show_grace_minutes = $7, waitlist_offer_minutes = $8,
       wait_warning_minutes = $9, wait_alert_minutes = $10, address = $11, phone = $12, country = $13, region = $14, status = $15,
       version = version + 1, updated_at = $16
     where organization_id = $1 and id = $2 and version = $3 returning ${columns}`,
    [tx.organizationId, id, version, ...valuesOf(clinic), now],
  );
  return row;
}

export async function findClinic(database: Database, id: string): Promise<ClinicRow | undefined> {
  const [row] = await database.rows<ClinicRow>(
    `select ${columns} from clinics where organization_id = $1 and id = $2`,
    [database.organizationId, id],
  );
  return row;
}

/** All clinics, after the keyset (name, id). */
export async function listClinics(database: Database, after: (string | null)[], limit: number): Promise<ClinicRow[]> {
  return await database.rows(
    `select ${columns} from clinics
     where organization_id = $1 and ($2::text is null or (name, id) > ($2, $3::uuid)) order by name, id limit $4`,
    [database.organizationId, ...after, limit],
  );
}

/** Where the organization is at home; a new clinic is there, too, unless it says otherwise. */
export async function findHomeCountry(database: Database): Promise<string> {
  const [row] = await database.rows<{ country: string }>("select country from organizations where id = $1", [
    database.organizationId,
  ]);
  return row!.country;
}
