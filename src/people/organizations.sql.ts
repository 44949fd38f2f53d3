import type { Temporal } from "temporal-polyfill";
import type { Transaction } from "../platform/database.ts";

export async function insertOrganization(
  tx: Transaction,
  { slug, name, currency, country }: { slug: string; name: string; currency: string; country: string },
  now: Temporal.Instant,
): Promise<void> {
  await tx.rows(
    "insert into organizations (id, slug, name, currency, country, created_at) values ($1, $2, $3, $4, $5, $6)",
    [tx.organizationId, slug, name, currency, country, now],
  );
  await tx.rows("insert into supply_revisions (organization_id, revision) values ($1, 1)", [tx.organizationId]);
  await tx.rows("insert into relay_turns (organization_id) values ($1)", [tx.organizationId]);
}
