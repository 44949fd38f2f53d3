import type { Temporal } from "temporal-polyfill";
import type { z } from "zod";
import { changed } from "../core/changed.ts";
import { notFound } from "../core/errors.ts";
import type { Transaction } from "../platform/database.ts";
import { requireVersion, stale } from "../platform/http/conditions.ts";
import { newId } from "../platform/ids.ts";
import { raiseRevision } from "../platform/supply-revision.sql.ts";
import { rulesChanged } from "./announce-slots.ts";
import { leavePoolsElsewhere } from "./pools.sql.ts";
import { findResource, insertResource, type ResourceRow, updateResource } from "./resources.sql.ts";
import type { newResource, resourceChange } from "./schemas.ts";
import { lockScope } from "./slot-inventories.sql.ts";

const unsaid = { clinic_id: null, lanes: 1, status: "active" } as const;

/** Adds a room, a bed, a machine or whatever else is no practitioner. Throws `not_found` for an unknown clinic. */
export async function addResource(
  tx: Transaction,
  wanted: z.output<typeof newResource>,
  now: Temporal.Instant,
): Promise<ResourceRow> {
  const { kind, name, clinic_id = unsaid.clinic_id, lanes = unsaid.lanes } = wanted;
  const added = await insertResource(tx, newId(), { ...unsaid, kind, name, clinic_id, lanes }, now);
  await raiseRevision(tx);
  return added;
}

/**
 * Changes what is named and leaves the rest; what moves to another clinic leaves the pools of the old one. Throws `not_found` (also for a practitioner, who has a record of another
 * shape), and `version_mismatch` when the resource moved on.
 */
export async function changeResource(
  tx: Transaction,
  id: string,
  change: z.output<typeof resourceChange>,
  expected: number | null,
  now: Temporal.Instant,
): Promise<ResourceRow> {
  const found = await findResource(tx, id);
  if (!found || found.kind === "practitioner") throw notFound("/id", "resource");
  requireVersion(expected, found);
  await lockScope(tx, { resourceIds: [id] });
  const updated = await updateResource(tx, id, found.version, changed(found, change), now);
  if (!updated) throw stale();
  if (updated.clinic_id !== found.clinic_id) await leavePoolsElsewhere(tx, id, updated.clinic_id, now);
  await rulesChanged(tx, { resourceIds: [id] }, now, [found.clinic_id]);
  return updated;
}
