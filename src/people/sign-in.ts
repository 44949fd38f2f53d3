import type { Temporal } from "temporal-polyfill";
import { DomainError } from "../core/errors.ts";
import type { House } from "../platform/house.ts";
import {
  type AccountRow,
  type OrganizationRow,
  findAccount,
  findDirectoryEntries,
  findOrganization,
} from "./accounts.sql.ts";
import { csrfTokenOf, hashEmail, makeSecret, passwordMatches, readSecret, spendPasswordCheck } from "./secrets.ts";
import { deleteExpiredSignIns, deleteSignIn, insertSignIn } from "./sign-ins.sql.ts";
import { trustIn } from "./trust.ts";

/** A working day and a night shift: who comes back tomorrow signs in again. */
const signInHours = 16;

export interface Session {
  account: AccountRow;
  organization: OrganizationRow;
  secret: string;
  csrfToken: string;
  expiresAt: Temporal.Instant;
}

/** Checks the password and opens a session. Throws `wrong_credentials`, whatever it was that did not fit. */
export async function signIn(house: House, email: string, password: string): Promise<Session> {
  const found = await findByPassword(house, email, password);
  if (!found) throw new DomainError("wrong_credentials", "The e-mail address or the password is wrong.");
  const { account, organization } = found;
  const now = house.now();
  const expiresAt = now.add({ hours: signInHours });
  const { secret, secretHash } = makeSecret("tsi", organization.id);
  await house.postgres.write(organization.id, (tx) =>
    Promise.all([
      deleteExpiredSignIns(tx, account.id, now),
      insertSignIn(tx, { accountId: account.id, secretHash, now, expiresAt }),
    ]),
  );
  return { account, organization, secret, csrfToken: csrfTokenOf(secret), expiresAt };
}

/** Ends the session that `secret` belongs to; ending it twice is no error. */
export async function signOut(house: House, secret: string): Promise<void> {
  const read = readSecret(secret);
  if (!read) return;
  const accountId = await house.postgres.write(read.organizationId, (tx) => deleteSignIn(tx, read.secretHash));
  if (accountId !== undefined) trustIn(house.postgres).forget(accountId);
}

async function findByPassword(house: House, email: string, password: string) {
  const entries = await findDirectoryEntries(house.postgres, hashEmail(email));
  for (const entry of entries) {
    const [account, organization] = await house.postgres.read(entry.organization_id, (database) =>
      Promise.all([findAccount(database, entry.account_id), findOrganization(database)]),
    );
    if (!account || !organization || account.status !== "active") continue;
    const { password_hash, ...known } = account;
    if (await passwordMatches(password_hash, password)) return { account: known, organization };
  }
  if (entries.length === 0) await spendPasswordCheck(password);
  return null;
}
