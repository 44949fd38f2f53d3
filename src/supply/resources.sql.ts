import type { Temporal } from "temporal-polyfill";
import type { Database, Transaction } from "../platform/database.ts";

export interface ResourceRow {
  id: string;
  version: number;
  clinic_id: string | null;
  kind: "practitioner" | "room" | "station" | "bed" | "equipment" | "telehealth" | "staff";
  name: string;
  lanes: number;
  status: "active" | "retired";
}

export type ResourceFields = Omit<ResourceRow, "id" | "version">;

const columns = "id, version, clinic_id, kind, name, lanes, status";

export async function insertResource(
  tx: Transaction,
  id: string,
  { clinic_id, kind, name, lanes, status }: ResourceFields,
  now: Temporal.Instant,
): Promise<ResourceRow> {
  const [row] = await tx.rows<ResourceRow>(
    `insert into resources (organization_id, id, clinic_id, kind, name, lanes, status, version, created_at, updated_at)
     values ($1, $2, $3, $4, $5, $6, $7, 1, $8, $8) returning ${columns}`,
    [tx.organizationId, id, clinic_id, kind, name, lanes, status, now],
  );
  return row!;
}

/** Everything but the kind, which a resource keeps. */
export async function updateResource(
  tx: Transaction,
  id: string,
  version: number,
  { clinic_id, name, lanes, status }: Omit<ResourceFields, "kind">,
  now: Temporal.Instant,
): Promise<ResourceRow | undefined> {
  const [row] = await tx.rows<ResourceRow>(
    `update resources set clinic_id = $4, name = $5, lanes = $6, status = $7, version = version + 1, updated_at = $8
     where organization_id = $1 and id = $2 and version = $3 returning ${columns}`,
    [tx.organizationId, id, version, clinic_id, name, lanes, status, now],
  );
  return row;
}

export async function findResource(database: Database, id: string): Promise<ResourceRow | undefined> {
  const [row] = await database.rows<ResourceRow>(
    `select ${columns} from resources where organization_id = $1 and id = $2`,
    [database.organizationId, id],
  );
  return row;
}

/** Resources of a kind, and of a clinic: what stands there and who works there. After the keyset (name, id). */
export async function listResources(
  database: Database,
  { clinic_id, kind }: { clinic_id?: string | undefined; kind?: ResourceRow["kind"] | undefined },
  after: (string | null)[],
  limit: number,
): Promise<ResourceRow[]> {
  return await database.rows(
    `select ${columns} from resources r
     where organization_id = $1
       and ($2::uuid is null or clinic_id = $2 or exists (
         select 1 from practitioner_clinics p where p.organization_id = $1 and p.practitioner_id = r.id and p.clinic_id = $2))
       and ($3::text is null or kind = $3)
       and ($4::text is null or (name, id) > ($4, $5::uuid))
     order by name, id limit $6`,
    [database.organizationId, clinic_id, kind, ...after, limit],
  );
}
