import { Temporal } from "temporal-polyfill";
import { openOrganization } from "../src/people/open-organization.ts";
import { ensureAppSignIn } from "../src/platform/app-role.ts";
import { type Database, Postgres, type Tenants, type Transaction } from "../src/platform/database.ts";
import type { House } from "../src/platform/house.ts";
import { newId } from "../src/platform/ids.ts";
import { openTestDatabase } from "./database.ts";

export interface TestOrganization {
  id: string;
  postgres: Postgres;
  /** How another process would sign in. */
  appUrl: string;
  house: House;
  /** What `house.now()` says. */
  now: Temporal.Instant;
  read<T>(work: (database: Database) => Promise<T>): Promise<T>;
  write<T>(work: (tx: Transaction) => Promise<T>): Promise<T>;
  close(): Promise<void>;
}

/** An empty organization under an id that the test chose. */
export async function foundOrganization(
  postgres: Tenants,
  id: string,
  { now, currency = "EUR", country = "GR" }: { now: Temporal.Instant; currency?: string; country?: string },
): Promise<void> {
  const organization = { slug: `test-${id}`, name: "Test", currency, country };
  await postgres.write(id, (tx) => openOrganization(tx, organization, now));
}

/** An organization in a database of its own, reached as the server reaches it: as the app role, behind row-level security. */
export async function openTestOrganization({ currency = "EUR", country = "GR" } = {}): Promise<TestOrganization> {
  const database = await openTestDatabase();
  const appUrl = await ensureAppSignIn(database.ownerUrl);
  const postgres = new Postgres(appUrl, { connections: 4 });
  const id = newId();
  const now = Temporal.Instant.from("2026-11-02T08:00:00Z");
  await foundOrganization(postgres, id, { now, currency, country });
  return {
    id,
    postgres,
    appUrl,
    house: { postgres, now: () => now, wake: () => {} },
    now,
    read: (work) => postgres.read(id, work),
    write: (work) => postgres.write(id, work),
    close: async () => {
      await postgres.close();
      await database.drop();
    },
  };
}
