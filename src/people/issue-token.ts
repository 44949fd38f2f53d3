import type { Temporal } from "temporal-polyfill";
import type { Transaction } from "../platform/database.ts";
import { newId } from "../platform/ids.ts";
import { makeSecret } from "./secrets.ts";
import { insertToken, type TokenRow } from "./sign-ins.sql.ts";

/** Makes an API token for an account; the secret is known here and now, afterwards only its hash is. */
export async function issueToken(
  tx: Transaction,
  { accountId, name, expiresAt }: { accountId: string; name: string; expiresAt: string | null },
  now: Temporal.Instant,
): Promise<TokenRow & { token: string }> {
  const { secret, secretHash } = makeSecret("tsk", tx.organizationId);
  const row = await insertToken(tx, { id: newId(), accountId, name, secretHash, now, expiresAt });
  return { ...row, token: secret };
}
