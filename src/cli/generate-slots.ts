import type { Command } from "commander";
import { Temporal } from "temporal-polyfill";
import { dateOf } from "../core/zones.ts";
import { generateSlots } from "../supply/generate-slots.ts";
import { findOrganizationId, withHouse } from "./open-house.ts";
import { openProgress, say } from "./output.ts";

interface Options {
  organization?: string;
  clinic?: string;
  from?: string;
  days: string;
  json?: boolean;
}

export function generateSlotsCommand(program: Command): void {
  program
    .command("generate-slots")
    .description("make the slot inventory what the rules say; run twice it changes nothing")
    .option("--organization <slug>", "which organization, when there are several")
    .option("--clinic <id>", "only this clinic")
    .option("--from <date>", "first date (default: today)")
    .option("--days <n>", "how many days", "30")
    .option("--json", "print the result as JSON")
    .action(async (options: Options) => {
      const result = await withHouse(async (house) => {
        const organizationId = await findOrganizationId(house, options.organization);
        const from = options.from === undefined ? dateOf(house.now(), "UTC") : Temporal.PlainDate.from(options.from);
        const days = Number(options.days);
        if (!Number.isInteger(days)) throw new Error(`--days must be a whole number, not ${options.days}.`);
        const progress = openProgress("slots");
        const wanted = { clinicId: options.clinic ?? null, resourceId: null, from, to: from.add({ days }) };
        return await generateSlots(house, organizationId, wanted, progress.update).finally(progress.stop);
      });
      if (options.json) return say(JSON.stringify(result));
      say(
        `${result.added} added, ${result.removed} removed, ${result.blocked} blocked, ${result.unchanged} unchanged.`,
      );
      for (const { appointment_id: id, starts_at: at } of result.stranded)
        say(`Appointment ${id} at ${at.toString()} is outside the rules now.`);
    });
}
