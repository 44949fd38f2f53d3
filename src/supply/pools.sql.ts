import type { Temporal } from "temporal-polyfill";
import type { Database, Transaction } from "../platform/database.ts";
import type { Member } from "./check-members.ts";

/** Interchangeable resources of one clinic, in the order in which a free one is chosen. */
export interface PoolRow {
  id: string;
  version: number;
  clinic_id: string;
  name: string;
  resource_ids: string[];
  status: "active" | "retired";
}

export type PoolFields = Pick<PoolRow, "name" | "status">;

const pools = `
  select p.id, p.version, p.clinic_id, p.name, p.status,
    array(select m.resource_id from pool_resources m where m.organization_id = $1 and m.pool_id = p.id order by m.position)
      as resource_ids
  from pools p where p.organization_id = $1`;

export async function insertPool(
  tx: Transaction,
  id: string,
  clinicId: string,
  { name, status }: PoolFields,
  now: Temporal.Instant,
): Promise<void> {
  await tx.rows(
    `insert into pools (organization_id, id, clinic_id, name, status, version, created_at, updated_at)
     values ($1, $2, $3, $4, $5, 1, $6, $6)`,
    [tx.organizationId, id, clinicId, name, status, now],
  );
}

/** Says whether the pool was still at this version. */
export async function updatePool(
  tx: Transaction,
  id: string,
  version: number,
  { name, status }: PoolFields,
  now: Temporal.Instant,
): Promise<boolean> {
  const rows = await tx.rows(
    `update pools set name = $4, status = $5, version = version + 1, updated_at = $6
     where organization_id = $1 and id = $2 and version = $3 returning id`,
    [tx.organizationId, id, version, name, status, now],
  );
  return rows.length === 1;
}

export async function insertPoolResources(tx: Transaction, id: string, resourceIds: readonly string[]): Promise<void> {
  await tx.rows(
    `insert into pool_resources (organization_id, pool_id, resource_id, position)
     select $1, $2, resource_id, position from unnest($3::uuid[]) with ordinality as m (resource_id, position)`,
    [tx.organizationId, id, resourceIds],
  );
}

export async function deletePoolResources(tx: Transaction, id: string): Promise<void> {
  await tx.rows("delete from pool_resources where organization_id = $1 and pool_id = $2", [tx.organizationId, id]);
}

/** A resource that stands at a clinic (or at none, and moves) leaves the pools of all others. */
export async function leavePoolsElsewhere(
  tx: Transaction,
  resourceId: string,
  clinicId: string | null,
  now: Temporal.Instant,
): Promise<void> {
  await tx.rows(
    `with withdrawn as (
       delete from pool_resources m using pools p
       where m.organization_id = $1 and m.resource_id = $2
         and p.organization_id = $1 and p.id = m.pool_id and p.clinic_id <> $3::uuid
       returning m.pool_id
     )
     update pools set version = version + 1, updated_at = $4
     where organization_id = $1 and id in (select pool_id from withdrawn)`,
    [tx.organizationId, resourceId, clinicId, now],
  );
}

export async function findPool(database: Database, id: string): Promise<PoolRow | undefined> {
  const [row] = await database.rows<PoolRow>(`${pools} and p.id = $2`, [database.organizationId, id]);
  return row;
}

/** Pools, of a clinic if one is named, after the keyset (name, id). */
export async function listPools(
  database: Database,
  clinicId: string | undefined,
  after: (string | null)[],
  limit: number,
): Promise<PoolRow[]> {
  return await database.rows(
    `${pools} and ($2::uuid is null or p.clinic_id = $2)
       and ($3::text is null or (p.name, p.id) > ($3, $4::uuid))
     order by p.name, p.id limit $5`,
    [database.organizationId, clinicId, ...after, limit],
  );
}

/** Those of the resources that exist, in no order. */
export async function selectMembers(database: Database, resourceIds: readonly string[]): Promise<Member[]> {
  return await database.rows(
    "select id, kind, clinic_id from resources where organization_id = $1 and id = any ($2::uuid[])",
    [database.organizationId, resourceIds],
  );
}
