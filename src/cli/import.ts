import { readFile, stat } from "node:fs/promises";
import { basename } from "node:path";
import type { Command } from "commander";
import { importFile, type ImportReport } from "../interop/import/import-file.ts";
import { readMapping } from "../interop/import/mapping.ts";
import { ImportRefused, sayProblem } from "../interop/import/problem.ts";
import { withHouse } from "./open-house.ts";
import { note, openProgress, say } from "./output.ts";

interface Options {
  organization: string;
  mapping: string;
  dryRun?: boolean;
  skipBadRows?: boolean;
  json?: boolean;
}

const largestFileBytes = 256 * 1024 * 1024;
const shownProblems = 50;

export function importCommand(program: Command): void {
  program
    .command("import")
    .description(
      "bring in patients, practitioners, appointments or visits; run twice it changes nothing (docs/how-to/import.md)",
    )
    .argument("<file>", "CSV or JSON lines, UTF-8")
    .requiredOption("--organization <slug>", "into which organization")
    .requiredOption("--mapping <file>", "what the columns mean (JSON)")
    .option("--dry-run", "say what would happen, and write nothing")
    .option("--skip-bad-rows", "import the good rows even when others are refused")
    .option("--json", "print the report as JSON")
    .action(async (path: string, options: Options) => {
      try {
        const report = await run(path, options);
        if (options.json) say(JSON.stringify(report));
        else tell(report);
        const failed = report.stopped !== null || (report.refused > 0 && !options.skipBadRows);
        if (failed) process.exitCode = 1;
      } catch (error) {
        if (!(error instanceof ImportRefused)) throw error;
        if (options.json) say(JSON.stringify({ stopped: "The file was refused.", problems: error.problems }));
        else note(`${path} was refused; nothing was imported.\n${error.message}`);
        process.exitCode = 1;
      }
    });
}

async function run(path: string, options: Options): Promise<ImportReport> {
  const mapping = readMapping(await readFile(options.mapping, "utf8"));
  const { size } = await stat(path);
  if (size > largestFileBytes)
    throw new Error(`${path} is larger than 256 MB. Split it; every part can be imported by itself.`);
  const file = { name: basename(path), bytes: await readFile(path) };
  const progress = openProgress(mapping.kind);
  const { dryRun = false, skipBadRows = false, organization: slug } = options;
  return await withHouse((house) =>
    importFile(house, { slug, mapping, file, dryRun, skipBadRows, onProgress: progress.update }).finally(progress.stop),
  );
}

function tell(report: ImportReport): void {
  for (const line of report.notes) note(line);
  for (const problem of report.problems.slice(0, shownProblems)) note(sayProblem(problem));
  const more = report.problems.length - shownProblems;
  if (more > 0) note(`… and ${more} more; --json lists all.`);
  if (report.stopped !== null) note(report.stopped);
  const would = report.dry_run ? "would be " : "";
  const patients = report.patients_created > 0 ? ` (and ${report.patients_created} patients)` : "";
  say(
    `${report.rows} ${report.kind}: ${report.created} ${would}created${patients}, ${report.unchanged} unchanged, ` +
      `${report.refused} ${would}refused, ${report.left_out} left out.`,
  );
  if (!report.dry_run && report.created > 0)
    say(`${report.seconds.toFixed(1)} s, ${report.per_second.toFixed(1)} ${report.kind} per second.`);
}
