import type { Command } from "commander";
import type { House } from "../platform/house.ts";
import { type Generated, generateHorizon, generateSlots } from "../supply/generate-slots.ts";
import { datesOf, type GenerateOptions, withGenerateOptions } from "./generate-options.ts";
import { findOrganizationId, withHouse } from "./open-house.ts";
import { openProgress, type Progress, say } from "./output.ts";

export function generateSlotsCommand(program: Command): void {
  const command = program
    .command("generate-slots")
    .description(
      "make the slot inventory what the rules say, as far ahead as anything can be booked; run twice it changes nothing",
    );
  withGenerateOptions(command).action(async (options: GenerateOptions) => {
    const result = await withHouse(async (house) => {
      const organizationId = await findOrganizationId(house, options.organization);
      const progress = openProgress("slots");
      return await generate(house, organizationId, options, progress.update).finally(progress.stop);
    });
    if (options.json) return say(JSON.stringify(result));
    say(`${result.added} added, ${result.removed} removed, ${result.blocked} blocked, ${result.unchanged} unchanged.`);
    for (const { appointment_id: id, starts_at: at } of result.stranded)
      say(`Appointment ${id} at ${at.toString()} is outside the rules now.`);
  });
}

async function generate(
  house: House,
  organizationId: string,
  options: GenerateOptions,
  progress: Progress["update"],
): Promise<Generated> {
  const clinicId = options.clinic ?? null;
  const dates = datesOf(options, house.now());
  if (!dates) return await generateHorizon(house, organizationId, clinicId, progress);
  return await generateSlots(house, organizationId, { clinicId, resourceId: null, ...dates }, progress);
}
