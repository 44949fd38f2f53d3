import { randomBytes } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { inject } from "vitest";
import { urlOfDatabase, withClient } from "./postgres-server.ts";

export interface TestDatabase {
  /** The owner's address; the schema is there, the tables are empty. */
  ownerUrl: string;
  /** Ends every session and removes the database. What is not dropped goes with the run. */
  drop(): Promise<void>;
}

const attempts = 40;
const beingAccessed = "55006"; // "source database is being accessed by other users"

/** Clones the migrated template into a database of one's own: about 30 ms, so each test file, or each test, can have one. */
export async function openTestDatabase(): Promise<TestDatabase> {
  const serverUrl = inject("serverUrl");
  const templateName = inject("templateName");
  const name = `${templateName.replace("template", "test")}_${randomBytes(5).toString("hex")}`;
  await withClient(serverUrl, (client) => clone(client, name, templateName));
  return {
    ownerUrl: urlOfDatabase(serverUrl, name),
    drop: () =>
      withClient(
        serverUrl,
        async (client) => void (await client.query(`drop database if exists ${name} with (force)`)),
      ),
  };
}

async function clone(client: pg.Client, name: string, templateName: string): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    try {
      await client.query(`create database ${name} template ${templateName}`);
      return;
    } catch (error) {
      const busy = error instanceof pg.DatabaseError && error.code === beingAccessed;
      if (!busy || attempt === attempts) throw error;
      await sleep(25 * attempt);
    }
  }
}
