import type { Database, Transaction } from "./database.ts";

/** One number per organization that every change of what gives or takes time, or of its terms, raises: docs/adr/0019. */

/** The revision of everything that is read after it in the same transaction, or an older one. */
export async function selectRevision(database: Database): Promise<number> {
  const [row] = await database.rows<{ revision: number }>(
    {
      name: "supply_revision",
      text: "select coalesce((select revision from supply_revisions where organization_id = $1), 0) as revision",
    },
    [database.organizationId],
  );
  return row!.revision;
}

/**
 * The last statement of a change: until its transaction ends, others who change anything wait here. Readers do not.
 */
export async function raiseRevision(tx: Transaction): Promise<void> {
  await tx.rows(
    {
      name: "raise_supply_revision",
      text: `insert into supply_revisions as s (organization_id, revision) values ($1, 1)
        on conflict on constraint supply_revisions_pkey do update set revision = s.revision + 1`,
    },
    [tx.organizationId],
  );
}

/**
 * Stops the transaction with `supply_changed` when anything was changed since the revision was read. Null is the revision of what
 * was read behind locks and cannot change.
 *
 * Sent right after the claims. A change locks the resources that it concerns, and a claim's foreign key waits for that lock: a
 * claim that waited finds the new revision here, and a change that waited finds the claim.
 */
export async function requireRevision(tx: Transaction, revision: number | null): Promise<void> {
  if (revision === null) return;
  await tx.rows(
    {
      name: "require_supply_revision",
      text: `select require_rows('supply_changed', $2, coalesce((select revision from supply_revisions where organization_id = $1), 0))`,
    },
    [tx.organizationId, revision],
  );
}
