import type { Temporal } from "temporal-polyfill";
import type { Database, Transaction } from "./database.ts";

export interface IdempotencyKey {
  accountId: string;
  key: string;
  requestHash: Buffer;
}

export async function selectAnswer(
  database: Database,
  { accountId, key }: IdempotencyKey,
): Promise<{ request_hash: Buffer; answer: object } | undefined> {
  const [row] = await database.rows<{ request_hash: Buffer; answer: object }>(
    {
      name: "answer_of_key",
      text: "select request_hash, answer from idempotency_keys where organization_id = $1 and account_id = $2 and key = $3",
    },
    [database.organizationId, accountId, key],
  );
  return row;
}

export async function insertAnswer(
  tx: Transaction,
  { accountId, key, requestHash }: IdempotencyKey,
  answer: unknown,
  now: Temporal.Instant,
): Promise<void> {
  await tx.rows(
    {
      name: "remember_answer",
      text: `insert into idempotency_keys (organization_id, account_id, key, request_hash, answer, created_at)
             values ($1, $2, $3, $4, $5, $6)`,
    },
    [tx.organizationId, accountId, key, requestHash, JSON.stringify(answer), now],
  );
}

/** Forgets at most `limit` of what is older and says how many. */
export async function forgetAnswers(tx: Transaction, before: Temporal.Instant, limit: number): Promise<number> {
  const [forgotten] = await tx.rows<{ count: number }>(
    `with old as materialized (
       select account_id, key from idempotency_keys where organization_id = $1 and created_at < $2 limit $3),
     gone as (
       delete from idempotency_keys k using old where k.organization_id = $1 and k.account_id = old.account_id and k.key = old.key
       returning 1)
     select count(*) from gone`,
    [tx.organizationId, before, limit],
  );
  return forgotten!.count;
}
