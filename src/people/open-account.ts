import type { Temporal } from "temporal-polyfill";
import type { Role } from "../core/roles.ts";
import type { Transaction } from "../platform/database.ts";
import { newId } from "../platform/ids.ts";
import { type AccountRow, insertAccount } from "./accounts.sql.ts";
import { foldEmail, hashEmail } from "./secrets.ts";

export interface NewAccount {
  email: string;
  name: string;
  role: Role;
  /** Hashed before the transaction: it takes 60 ms and must not hold a connection. */
  passwordHash: string;
  practitionerId: string | null;
}

/** Opens an account and its entry in the sign-in directory. Throws `already_exists` or `not_found` on the practitioner. */
export async function openAccount(tx: Transaction, account: NewAccount, now: Temporal.Instant): Promise<AccountRow> {
  return await insertAccount(
    tx,
    { ...account, id: newId(), email: foldEmail(account.email), emailHash: hashEmail(account.email) },
    now,
  );
}
