import type { Temporal } from "temporal-polyfill";
import type { z } from "zod";
import { changed } from "../core/changed.ts";
import { DomainError, fault, notFound } from "../core/errors.ts";
import type { Database, Transaction } from "../platform/database.ts";
import { requireVersion, stale } from "../platform/http/conditions.ts";
import { newId } from "../platform/ids.ts";
import { raiseRevision } from "../platform/supply-revision.sql.ts";
import { faultsOfMembers } from "./check-members.ts";
import { findClinic } from "./clinics.sql.ts";
import type { newPool, poolChange } from "./pool-schemas.ts";
import { followPool } from "./sessions/session-rule-record.ts";
import {
  deletePoolResources,
  findPool,
  insertPool,
  insertPoolResources,
  type PoolRow,
  selectMembers,
  updatePool,
} from "./pools.sql.ts";

/**
 * Puts resources that stand in for one another into a pool of a clinic, empty unless told otherwise. Throws `not_found` for an
 * unknown clinic or resource, `retired` for a closed clinic, and `invalid_request` for a resource that stands elsewhere,
 * is a practitioner or comes twice, each with a pointer.
 */
export async function addPool(
  tx: Transaction,
  { clinic_id: clinicId, name, resource_ids: resourceIds = [] }: z.output<typeof newPool>,
  now: Temporal.Instant,
): Promise<PoolRow> {
  const clinic = await findClinic(tx, clinicId);
  if (!clinic) throw notFound("/clinic_id", "clinic");
  if (clinic.status !== "active") throw fault("retired", "/clinic_id", "This clinic is closed.");
  await requireMembers(tx, resourceIds, clinicId);
  const id = newId();
  const [, , added] = await Promise.all([
    insertPool(tx, id, clinicId, { name, status: "active" }, now),
    insertPoolResources(tx, id, resourceIds),
    findPool(tx, id),
    raiseRevision(tx),
  ]);
  return added!;
}

/**
 * Changes what is named and leaves the rest; the resources are replaced as a whole, with their order, and sessions of the pool follow. Throws as `addPool`
 * does, and `version_mismatch` when the pool moved on.
 */
export async function changePool(
  tx: Transaction,
  id: string,
  change: z.output<typeof poolChange>,
  expected: number | null,
  now: Temporal.Instant,
): Promise<PoolRow> {
  const found = await findPool(tx, id);
  if (!found) throw notFound("/id", "pool");
  requireVersion(expected, found);
  if (change.resource_ids) await requireMembers(tx, change.resource_ids, found.clinic_id);
  const pool = changed(found, change);
  const [current, , , updated] = await Promise.all([
    updatePool(tx, id, found.version, pool, now),
    deletePoolResources(tx, id),
    insertPoolResources(tx, id, pool.resource_ids),
    findPool(tx, id),
  ]);
  if (!current) throw stale();
  if (change.resource_ids) await followPool(tx, id, now);
  await raiseRevision(tx);
  return updated!;
}

async function requireMembers(database: Database, resourceIds: readonly string[], clinicId: string): Promise<void> {
  const known = new Map((await selectMembers(database, resourceIds)).map((member) => [member.id, member]));
  const members = resourceIds.map((id, i) => {
    const member = known.get(id);
    if (!member) throw notFound(`/resource_ids/${i}`, "resource");
    return member;
  });
  const faults = faultsOfMembers(members, clinicId);
  const [first] = faults;
  if (first) throw new DomainError("invalid_request", first.detail, { errors: faults });
}
