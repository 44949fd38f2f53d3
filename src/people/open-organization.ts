import type { Temporal } from "temporal-polyfill";
import type { Transaction } from "../platform/database.ts";
import { insertOrganization } from "./organizations.sql.ts";

/**
 * Opens the organization that `tx` names as its tenant; its id is chosen by the caller, who can so fill it in the same
 * transaction. Throws `already_exists` on `/slug`.
 */
export async function openOrganization(
  tx: Transaction,
  organization: { slug: string; name: string; currency: string; country: string },
  now: Temporal.Instant,
): Promise<void> {
  await insertOrganization(tx, organization, now);
}
