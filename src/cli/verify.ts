import type { Command } from "commander";
import { type Breach, verifyLaws } from "../interop/laws/verify-laws.ts";
import type { House } from "../platform/house.ts";
import { withHouse } from "./open-house.ts";
import { openProgress, say } from "./output.ts";

interface Options {
  organization?: string;
  json?: boolean;
}

export function verifyCommand(program: Command): void {
  program
    .command("verify")
    .description("hold the database against the laws of the domain; exit code 1 when one is broken")
    .option("--organization <slug>", "only this organization")
    .option("--json", "print one JSON line per breach, and nothing when there is none")
    .action(async ({ organization, json }: Options) => {
      const breaches = await withHouse((house) => verifyAll(house, organization));
      for (const breach of breaches) say(json ? JSON.stringify(breach) : sentenceOf(breach));
      if (breaches.length > 0) process.exitCode = 1;
      else if (!json) say("Every law holds.");
    });
}

async function verifyAll(house: House, slug: string | undefined): Promise<Breach[]> {
  const organizations = await house.postgres.directory<{ id: string }>(
    "select id from organizations where $1::text is null or slug = $1 order by id",
    [slug ?? null],
  );
  if (slug !== undefined && organizations.length === 0) throw new Error(`There is no organization called ${slug}.`);
  const progress = openProgress("organizations");
  const breaches: Breach[] = [];
  for (const [i, { id }] of organizations.entries()) {
    breaches.push(...(await verifyLaws(house.postgres, id)));
    progress.update(i + 1, organizations.length);
  }
  progress.stop();
  return breaches;
}

function sentenceOf({ law, title, organization_id: organization, rows }: Breach): string {
  return [
    `Law ${law} is broken in organization ${organization}: ${title}.`,
    ...rows.map((row) => `  ${JSON.stringify(row)}`),
  ].join("\n");
}
