import type { Command } from "commander";
import { Temporal } from "temporal-polyfill";
import { dateOf } from "../core/zones.ts";
import type { House } from "../platform/house.ts";
import { type Generated, generateHorizon, generateSlots } from "../supply/generate-slots.ts";
import { findOrganizationId, withHouse } from "./open-house.ts";
import { openProgress, type Progress, say } from "./output.ts";

interface Options {
  organization?: string;
  clinic?: string;
  from?: string;
  to?: string;
  json?: boolean;
}

const usualDays = 30;

export function generateSlotsCommand(program: Command): void {
  program
    .command("generate-slots")
    .description(
      "make the slot inventory what the rules say, as far ahead as anything can be booked; run twice it changes nothing",
    )
    .option("--organization <slug>", "which organization, when there are several")
    .option("--clinic <id>", "only this clinic")
    .option("--from <date>", "first date (default: today)")
    .option("--to <date>", `the date after the last one (default: ${usualDays} days after the first)`)
    .option("--json", "print the result as JSON")
    .action(async (options: Options) => {
      const result = await withHouse(async (house) => {
        const organizationId = await findOrganizationId(house, options.organization);
        const progress = openProgress("slots");
        return await generate(house, organizationId, options, progress.update).finally(progress.stop);
      });
      if (options.json) return say(JSON.stringify(result));
      say(
        `${result.added} added, ${result.removed} removed, ${result.blocked} blocked, ${result.unchanged} unchanged.`,
      );
      for (const { appointment_id: id, starts_at: at } of result.stranded)
        say(`Appointment ${id} at ${at.toString()} is outside the rules now.`);
    });
}

async function generate(
  house: House,
  organizationId: string,
  { clinic, from, to }: Options,
  progress: Progress["update"],
): Promise<Generated> {
  const clinicId = clinic ?? null;
  if (from === undefined && to === undefined) return await generateHorizon(house, organizationId, clinicId, progress);
  const first = from === undefined ? dateOf(house.now(), "UTC") : Temporal.PlainDate.from(from);
  const end = to === undefined ? first.add({ days: usualDays }) : Temporal.PlainDate.from(to);
  return await generateSlots(house, organizationId, { clinicId, resourceId: null, from: first, to: end }, progress);
}
