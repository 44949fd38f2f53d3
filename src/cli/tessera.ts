#!/usr/bin/env node
import { Command } from "commander";
import { DomainError } from "../core/errors.ts";
import { autoFillCommand } from "./auto-fill.ts";
import { checkZonesCommand } from "./check-zones.ts";
import { confirmContractCommand } from "./confirm-contract.ts";
import { foundCommand } from "./found.ts";
import { generateSessionsCommand } from "./generate-sessions.ts";
import { generateSlotsCommand } from "./generate-slots.ts";
import { importCommand } from "./import.ts";
import { importLegacyCommand } from "./import-legacy.ts";
import { migrateCommand } from "./migrate.ts";
import { note } from "./output.ts";
import { schemaCommand } from "./schema.ts";
import { seedCommand } from "./seed.ts";
import { startCommand } from "./start.ts";
import { verifyCommand } from "./verify.ts";

const program = new Command("tessera")
  .description("Clinic booking that cannot double-book.")
  .addHelpText(
    "after",
    "\nDATABASE_URL names a PostgreSQL 15 or newer; without it the embedded one keeps its data in DATA_DIR (default ./data).",
  )
  .showHelpAfterError();

for (const command of [
  startCommand,
  migrateCommand,
  foundCommand,
  seedCommand,
  generateSlotsCommand,
  generateSessionsCommand,
  confirmContractCommand,
  autoFillCommand,
  importCommand,
  importLegacyCommand,
  verifyCommand,
  checkZonesCommand,
  schemaCommand,
])
  command(program);

try {
  await program.parseAsync();
} catch (error) {
  note(error instanceof Error ? error.message : String(error));
  if (error instanceof DomainError) for (const { pointer, detail } of error.errors) note(`  ${pointer}: ${detail}`);
  process.exitCode = 1;
}
