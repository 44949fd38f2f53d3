import type { Temporal } from "temporal-polyfill";
import type { Role } from "../core/roles.ts";
import type { Database, Transaction } from "../platform/database.ts";

export interface Bearer {
  account_id: string;
  role: Role;
  practitioner_id: string | null;
  expires_at: Temporal.Instant | null;
}

const signInBearer = {
  name: "bearer_of_sign_in",
  text: `select a.id as account_id, a.role, a.practitioner_id, s.expires_at
         from sign_ins s join accounts a on a.organization_id = s.organization_id and a.id = s.account_id
         where s.organization_id = $1 and s.secret_hash = $2 and s.expires_at > $3 and a.status = 'active'`,
};

const tokenBearer = {
  name: "bearer_of_token",
  text: `select a.id as account_id, a.role, a.practitioner_id, t.expires_at
         from api_tokens t join accounts a on a.organization_id = t.organization_id and a.id = t.account_id
         where t.organization_id = $1 and t.secret_hash = $2 and t.revoked_at is null
           and (t.expires_at is null or t.expires_at > $3) and a.status = 'active'`,
};

/** Whose secret this is, if it still opens anything. */
export async function findBearer(
  database: Database,
  kind: "session" | "token",
  secretHash: Buffer,
  now: Temporal.Instant,
): Promise<Bearer | undefined> {
  const [row] = await database.rows<Bearer>(kind === "session" ? signInBearer : tokenBearer, [
    database.organizationId,
    secretHash,
    now,
  ]);
  return row;
}

export async function insertSignIn(
  tx: Transaction,
  signIn: { accountId: string; secretHash: Buffer; now: Temporal.Instant; expiresAt: Temporal.Instant },
): Promise<void> {
  await tx.rows(
    "insert into sign_ins (organization_id, secret_hash, account_id, created_at, expires_at) values ($1, $2, $3, $4, $5)",
    [tx.organizationId, signIn.secretHash, signIn.accountId, signIn.now, signIn.expiresAt],
  );
}

/** Ends a session. Answers whose it was, if it was there. */
export async function deleteSignIn(tx: Transaction, secretHash: Buffer): Promise<string | undefined> {
  const [row] = await tx.rows<{ account_id: string }>(
    "delete from sign_ins where organization_id = $1 and secret_hash = $2 returning account_id",
    [tx.organizationId, secretHash],
  );
  return row?.account_id;
}

/** Housekeeping at sign-in: what has run out is of no use to anybody. */
export async function deleteExpiredSignIns(tx: Transaction, accountId: string, now: Temporal.Instant): Promise<void> {
  await tx.rows("delete from sign_ins where organization_id = $1 and account_id = $2 and expires_at <= $3", [
    tx.organizationId,
    accountId,
    now,
  ]);
}

export interface TokenRow {
  id: string;
  name: string;
  created_at: Temporal.Instant;
  expires_at: Temporal.Instant | null;
}

export async function insertToken(
  tx: Transaction,
  token: {
    id: string;
    accountId: string;
    name: string;
    secretHash: Buffer;
    now: Temporal.Instant;
    expiresAt: string | null;
  },
): Promise<TokenRow> {
  const [row] = await tx.rows<TokenRow>(
    `insert into api_tokens (organization_id, id, account_id, name, secret_hash, created_at, expires_at)
     values ($1, $2, $3, $4, $5, $6, $7) returning id, name, created_at, expires_at`,
    [tx.organizationId, token.id, token.accountId, token.name, token.secretHash, token.now, token.expiresAt],
  );
  return row!;
}

export async function listTokens(
  database: Database,
  accountId: string,
  after: string | null,
  limit: number,
): Promise<TokenRow[]> {
  return await database.rows(
    `select id, name, created_at, expires_at from api_tokens
     where organization_id = $1 and account_id = $2 and revoked_at is null and ($3::uuid is null or id > $3) order by id limit $4`,
    [database.organizationId, accountId, after, limit],
  );
}

export async function revokeToken(
  tx: Transaction,
  accountId: string,
  id: string,
  now: Temporal.Instant,
): Promise<boolean> {
  const rows = await tx.rows(
    "update api_tokens set revoked_at = $4 where organization_id = $1 and account_id = $2 and id = $3 and revoked_at is null returning id",
    [tx.organizationId, accountId, id, now],
  );
  return rows.length > 0;
}
