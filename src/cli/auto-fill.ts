import type { Command } from "commander";
import { autoFill } from "../matching/auto-fill.ts";
import { openRequestIds } from "../matching/open-requests.ts";
import type { House } from "../platform/house.ts";
import { findOrganizationId, withHouse } from "./open-house.ts";
import { openProgress, say } from "./output.ts";
import { sayPlaced } from "./say-placed.ts";

interface Options {
  organization?: string;
  clinic?: string;
  json?: boolean;
}

export function autoFillCommand(program: Command): void {
  program
    .command("auto-fill")
    .description(
      "book the planned sessions of a booking request, or of one open request after another, the most urgent first",
    )
    .argument("[request id]", "only this request")
    .option("--organization <slug>", "which organization, when there are several")
    .option("--clinic <id>", "only requests of this clinic")
    .option("--json", "print the result as JSON")
    .action(async (id: string | undefined, options: Options) => {
      const filled = await withHouse((house) => fill(house, id, options));
      if (options.json) return say(JSON.stringify(filled));
      for (const { request, feasibility } of filled) {
        say(`Request ${request.id}, ${request.service_name}:`);
        sayPlaced(feasibility);
      }
      if (filled.length === 0) say("There is no open request.");
    });
}

async function fill(house: House, id: string | undefined, { organization, clinic }: Options) {
  const actor = { organizationId: await findOrganizationId(house, organization), accountId: null };
  const ids = id === undefined ? await openRequestIds(house, actor.organizationId, clinic ?? null) : [id];
  const progress = openProgress(id === undefined ? "requests" : "sessions");
  const filled: Awaited<ReturnType<typeof autoFill>>[] = [];
  try {
    for (const [i, one] of ids.entries()) {
      filled.push(await autoFill(house, actor, one, id === undefined ? {} : { onProgress: progress.update }));
      if (id === undefined) progress.update(i + 1, ids.length);
    }
  } finally {
    progress.stop();
  }
  return filled;
}
