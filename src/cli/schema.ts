import type { Command } from "commander";
import pg from "pg";
import { readConfig } from "../platform/config.ts";
import { dumpSchema } from "../platform/dump-schema.ts";
import { migrate } from "../platform/migrate.ts";
import { openDatabase } from "./open-house.ts";
import { say } from "./output.ts";

export function schemaCommand(program: Command): void {
  program
    .command("schema")
    .description("print the schema as docs/reference/schema.sql keeps it")
    .option("--json", "print it as JSON: {schema}")
    .action(async ({ json }: { json?: boolean }) => {
      const database = await openDatabase(readConfig(process.env));
      try {
        await migrate(database.ownerUrl);
        const schema = await dumpAt(database.ownerUrl);
        say(json ? JSON.stringify({ schema }) : schema.trimEnd());
      } finally {
        await database.stop();
      }
    });
}

async function dumpAt(ownerUrl: string): Promise<string> {
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  try {
    return await dumpSchema(client);
  } finally {
    await client.end();
  }
}
