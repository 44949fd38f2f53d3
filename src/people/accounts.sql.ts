import type { Temporal } from "temporal-polyfill";
import type { Role } from "../core/roles.ts";
import type { Database, Tenants, Transaction } from "../platform/database.ts";

export interface AccountRow {
  id: string;
  email: string;
  name: string;
  role: Role;
  practitioner_id: string | null;
  status: "active" | "disabled";
  version: number;
}

export interface OrganizationRow {
  id: string;
  slug: string;
  name: string;
  currency: string;
  country: string;
}

const accountColumns = "id, email, name, role, practitioner_id, status, version";

export async function findDirectoryEntries(
  postgres: Tenants,
  emailHash: Buffer,
): Promise<{ organization_id: string; account_id: string }[]> {
  return await postgres.directory(
    "select organization_id, account_id from sign_in_directory where email_hash = $1 order by 1 limit 8",
    [emailHash],
  );
}

export async function findOrganization(database: Database): Promise<OrganizationRow | undefined> {
  const [row] = await database.rows<OrganizationRow>(
    { name: "organization", text: "select id, slug, name, currency, country from organizations where id = $1" },
    [database.organizationId],
  );
  return row;
}

export async function findAccount(
  database: Database,
  id: string,
): Promise<(AccountRow & { password_hash: string }) | undefined> {
  const [row] = await database.rows<AccountRow & { password_hash: string }>(
    `select ${accountColumns}, password_hash from accounts where organization_id = $1 and id = $2`,
    [database.organizationId, id],
  );
  return row;
}

export async function listAccounts(database: Database, after: string | null, limit: number): Promise<AccountRow[]> {
  return await database.rows(
    `select ${accountColumns} from accounts where organization_id = $1 and ($2::uuid is null or id > $2) order by id limit $3`,
    [database.organizationId, after, limit],
  );
}

export async function insertAccount(
  tx: Transaction,
  account: {
    id: string;
    email: string;
    emailHash: Buffer;
    name: string;
    role: Role;
    passwordHash: string;
    practitionerId: string | null;
  },
  now: Temporal.Instant,
): Promise<AccountRow> {
  const [rows] = await Promise.all([
    tx.rows<AccountRow>(
      `insert into accounts (organization_id, id, email, name, role, password_hash, practitioner_id, status, version, created_at, updated_at)
       values ($1, $2, $3, $4, $5, $6, $7, 'active', 1, $8, $8) returning ${accountColumns}`,
      [
        tx.organizationId,
        account.id,
        account.email,
        account.name,
        account.role,
        account.passwordHash,
        account.practitionerId,
        now,
      ],
    ),
    tx.rows("insert into sign_in_directory (email_hash, organization_id, account_id) values ($1, $2, $3)", [
      account.emailHash,
      tx.organizationId,
      account.id,
    ]),
  ]);
  return rows[0]!;
}
