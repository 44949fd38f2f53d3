import type { Temporal } from "temporal-polyfill";
import type { Database, Transaction } from "../platform/database.ts";

/** What a merge moved, by kind; and of the kept record's fields, what each was before and became. */
export interface Moved {
  contracts: string[];
  requests: string[];
  standing_admissions: string[];
  appointments: string[];
  visits: string[];
  payments: string[];
  medical_notes: string[];
  visit_tickets: string[];
  /** Tickets of the day that went up in one of the kept record's. */
  joined: { id: string; clinic_id: string; service_date: string; created_at: string }[];
  /** Records that had been merged into the merged one before. */
  patients: string[];
  fields: Record<string, { before: unknown; after: unknown }>;
}

export interface MergeRow {
  id: string;
  kept_id: string;
  kept_name: string;
  merged_id: string;
  merged_name: string;
  reason: string | null;
  moved: Moved;
  merged_by: string | null;
  merged_by_name: string | null;
  merged_at: Temporal.Instant;
  undone_by_name: string | null;
  undone_at: Temporal.Instant | null;
  version: number;
}

const columns = `m.id, m.kept_id, k.name as kept_name, m.merged_id, g.name as merged_name, m.reason, m.moved, m.merged_by,
  (select a.name from accounts a where a.organization_id = m.organization_id and a.id = m.merged_by) as merged_by_name, m.merged_at,
  (select a.name from accounts a where a.organization_id = m.organization_id and a.id = m.undone_by) as undone_by_name, m.undone_at,
  m.version`;

const joins = `join patients k on k.organization_id = m.organization_id and k.id = m.kept_id
  join patients g on g.organization_id = m.organization_id and g.id = m.merged_id`;

export async function insertMerge(
  tx: Transaction,
  merge: { id: string; keptId: string; mergedId: string; moved: Moved; reason: string | null; actorId: string },
  now: Temporal.Instant,
): Promise<void> {
  await tx.rows(
    `insert into patient_merges (organization_id, id, kept_id, merged_id, moved, reason, merged_by, merged_at, version)
     values ($1, $2, $3, $4, $5, $6, $7, $8, 1)`,
    [
      tx.organizationId,
      merge.id,
      merge.keptId,
      merge.mergedId,
      JSON.stringify(merge.moved),
      merge.reason,
      merge.actorId,
      now,
    ],
  );
}

export async function findMerge(database: Database, id: string): Promise<MergeRow | undefined> {
  const [row] = await database.rows<MergeRow>(
    `select ${columns} from patient_merges m ${joins} where m.organization_id = $1 and m.id = $2`,
    [database.organizationId, id],
  );
  return row;
}

/** The latest first, after the keyset (time, id); of one record, those that it was kept or merged in. */
export async function listMerges(
  database: Database,
  filter: { patientId: string | null; beforeAt: string | null; beforeId: string | null },
  limit: number,
): Promise<MergeRow[]> {
  return await database.rows(
    `select ${columns} from patient_merges m ${joins}
     where m.organization_id = $1 and ($2::uuid is null or m.kept_id = $2 or m.merged_id = $2)
       and ($3::timestamptz is null or (m.merged_at, m.id) < ($3, $4::uuid))
     order by m.merged_at desc, m.id desc limit $5`,
    [database.organizationId, filter.patientId, filter.beforeAt, filter.beforeId, limit],
  );
}

/** No row back: somebody else undid it, or it is not at that version any more. */
export async function markUndone(
  tx: Transaction,
  id: string,
  version: number,
  actorId: string,
  now: Temporal.Instant,
): Promise<boolean> {
  const rows = await tx.rows(
    `update patient_merges set undone_by = $4, undone_at = $5, version = version + 1
     where organization_id = $1 and id = $2 and version = $3 and undone_at is null returning id`,
    [tx.organizationId, id, version, actorId, now],
  );
  return rows.length > 0;
}

/** The record belongs to another one from now on, with those that were merged into it before; gives the ids of those. */
export async function markMerged(
  tx: Transaction,
  id: string,
  keptId: string,
  now: Temporal.Instant,
): Promise<string[]> {
  const rows = await tx.rows<{ id: string }>(
    `update patients set merged_into = $3, version = version + 1, updated_at = $4
     where organization_id = $1 and (id = $2 or merged_into = $2) returning id`,
    [tx.organizationId, id, keptId, now],
  );
  return rows.map((row) => row.id).filter((other) => other !== id);
}

/**
 * The record stands for itself again, and those that were merged into it before belong to it. A number that has another owner by
 * now is a shared one.
 */
export async function markParted(
  tx: Transaction,
  { id, keptId, others }: { id: string; keptId: string; others: readonly string[] },
  now: Temporal.Instant,
): Promise<void> {
  await tx.rows(
    `update patients p set merged_into = null, version = version + 1, updated_at = $3,
       phone_is_own = phone_is_own and not exists (
         select 1 from patients o where o.organization_id = $1 and o.phone = p.phone and o.phone_is_own and o.merged_into is null)
     where organization_id = $1 and id = $2`,
    [tx.organizationId, id, now],
  );
  await tx.rows(
    `update patients set merged_into = $3, version = version + 1, updated_at = $5
     where organization_id = $1 and id = any ($2::uuid[]) and merged_into = $4`,
    [tx.organizationId, others, id, keptId, now],
  );
}
