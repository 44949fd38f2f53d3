import type { Temporal } from "temporal-polyfill";
import type { Database, Transaction } from "../../platform/database.ts";
import type { Tenants } from "../../platform/database.ts";
import type { Subject } from "./fields.ts";

export async function findOrganizationBySlug(
  postgres: Tenants,
  slug: string,
): Promise<{ id: string; country: string } | undefined> {
  const [row] = await postgres.directory<{ id: string; country: string }>(
    "select id, country from organizations where slug = $1",
    [slug],
  );
  return row;
}

export async function findAccountByEmail(database: Database, email: string): Promise<{ id: string } | undefined> {
  const [row] = await database.rows<{ id: string }>(
    "select id from accounts where organization_id = $1 and email = $2",
    [database.organizationId, email],
  );
  return row;
}

export interface ImportedRow {
  kind: Subject;
  external_key: string;
  subject_id: string;
}

/** Everything that this source has brought in. The key of a patient who was merged means the record that was kept. */
export async function selectImported(database: Database, source: string): Promise<ImportedRow[]> {
  return await database.rows(
    `select r.kind, r.external_key, coalesce(p.merged_into, r.subject_id) as subject_id
     from imported_rows r
       left join patients p on p.organization_id = $1 and p.id = r.subject_id and r.kind = 'patient'
     where r.organization_id = $1 and r.source = $2`,
    [database.organizationId, source],
  );
}

/** Says whether the key was new. Waits for a rival import that writes the same key. */
export async function insertImported(
  tx: Transaction,
  source: string,
  row: ImportedRow,
  now: Temporal.Instant,
): Promise<boolean> {
  const rows = await tx.rows(
    {
      name: "insert_imported_row",
      text: `insert into imported_rows (organization_id, source, kind, external_key, subject_id, imported_at)
             values ($1, $2, $3, $4, $5, $6) on conflict on constraint imported_rows_pkey do nothing returning subject_id`,
    },
    [tx.organizationId, source, row.kind, row.external_key, row.subject_id, now],
  );
  return rows.length === 1;
}

export interface NamedRow {
  kind: "clinic" | "service" | "practitioner";
  id: string;
  name: string;
  timezone: string | null;
}

/** What a row may refer to by its name. */
export async function selectNamed(database: Database): Promise<NamedRow[]> {
  return await database.rows(
    `select 'clinic' as kind, id, name, timezone from clinics where organization_id = $1 and status = 'active'
     union all select 'service', id, name, null from services where organization_id = $1 and status = 'active'
     union all select 'practitioner', id, name, null from resources
       where organization_id = $1 and kind = 'practitioner' and status = 'active'`,
    [database.organizationId],
  );
}

/** What a booked appointment costs. */
export async function selectAppointmentPayment(
  database: Database,
  appointmentId: string,
): Promise<{ id: string; total_minor: number } | undefined> {
  const [row] = await database.rows<{ id: string; total_minor: number }>(
    "select id, total_minor from payments where organization_id = $1 and appointment_id = $2",
    [database.organizationId, appointmentId],
  );
  return row;
}
