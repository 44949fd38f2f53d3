import { readFile, stat } from "node:fs/promises";
import type { Command } from "commander";
import { importLegacy } from "../interop/legacy/import-legacy.ts";
import type { LegacyReport } from "../interop/legacy/legacy-report.ts";
import { readLegacyFile } from "../interop/legacy/read-legacy-file.ts";
import { findOrganizationId, withHouse } from "./open-house.ts";
import { note, openProgress, say } from "./output.ts";

interface Options {
  organization?: string;
  dryRun?: boolean;
  skipBadRows?: boolean;
  json?: boolean;
}

const largestFileBytes = 64 * 1024 * 1024;
const shownRefusals = 50;

export function importLegacyCommand(program: Command): void {
  program
    .command("import-legacy")
    .description(
      "bring in weekly hours and overrides of the older schema; run twice it changes nothing (docs/how-to/import-legacy-schedules.md)",
    )
    .argument("<file>", "JSON, UTF-8")
    .option("--organization <slug>", "which organization, when there are several")
    .option("--dry-run", "say what would happen, and write nothing")
    .option("--skip-bad-rows", "import the good rows even when others are refused")
    .option("--json", "print the report as JSON")
    .action(async (path: string, options: Options) => {
      const report = await run(path, options);
      if (options.json) say(JSON.stringify(report));
      else tell(report);
      const failed = report.stopped !== null || (report.refusals.length > 0 && !options.skipBadRows);
      if (failed) process.exitCode = 1;
    });
}

async function run(
  path: string,
  { organization, dryRun = false, skipBadRows = false }: Options,
): Promise<LegacyReport> {
  const { size } = await stat(path);
  if (size > largestFileBytes) throw new Error(`${path} is larger than 64 MB. Split it by doctors.`);
  const file = readLegacyFile(await readFile(path));
  const progress = openProgress("rows");
  return await withHouse(async (house) => {
    const organizationId = await findOrganizationId(house, organization);
    const wish = { organizationId, file, dryRun, skipBadRows, onProgress: progress.update };
    return await importLegacy(house, wish).finally(progress.stop);
  });
}

function tell(report: LegacyReport): void {
  for (const line of report.notes) note(line);
  for (const { table, id, pointer, detail } of report.refusals.slice(0, shownRefusals))
    note(`${table} ${id}${pointer === "" ? "" : `, ${pointer}`}: ${detail}`);
  const more = report.refusals.length - shownRefusals;
  if (more > 0) note(`… and ${more} more; --json lists all.`);
  if (report.stopped !== null) note(report.stopped);
  const would = report.dry_run ? "would be " : "";
  for (const [table, { imported, unchanged, skipped, refused }] of Object.entries(report.tables))
    say(
      `${table}: ${imported} ${would}imported, ${unchanged} unchanged, ${skipped} skipped, ${refused} ${would}refused.`,
    );
}
