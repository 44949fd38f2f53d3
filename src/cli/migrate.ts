import type { Command } from "commander";
import { readConfig } from "../platform/config.ts";
import { ensureAppSignIn } from "../platform/app-role.ts";
import { migrate } from "../platform/migrate.ts";
import { openDatabase } from "./open-house.ts";
import { say } from "./output.ts";

export function migrateCommand(program: Command): void {
  program
    .command("migrate")
    .description("bring the database to this version's schema; safe to run at any time, and twice at once")
    .option("--json", "print the result as JSON")
    .action(async ({ json }: { json?: boolean }) => {
      const database = await openDatabase(readConfig(process.env));
      try {
        const result = await migrate(database.ownerUrl);
        await ensureAppSignIn(database.ownerUrl);
        if (json) say(JSON.stringify(result));
        else say(result.applied.length === 0 ? "The schema is up to date." : `Applied ${result.applied.join(", ")}.`);
      } finally {
        await database.stop();
      }
    });
}
