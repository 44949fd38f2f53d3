import type { Command } from "commander";
import type { House } from "../platform/house.ts";
import {
  type GeneratedSessions,
  generateSessionHorizon,
  generateSessions,
} from "../supply/sessions/generate-sessions.ts";
import { datesOf, type GenerateOptions, withGenerateOptions } from "./generate-options.ts";
import { findOrganizationId, withHouse } from "./open-house.ts";
import { say } from "./output.ts";

export function generateSessionsCommand(program: Command): void {
  const command = program
    .command("generate-sessions")
    .description(
      "make the dated sessions what their rules say, as far ahead as anything can be booked; run twice it changes nothing",
    );
  withGenerateOptions(command).action(async (options: GenerateOptions) => {
    const result = await withHouse(async (house) => {
      const organizationId = await findOrganizationId(house, options.organization);
      return await generate(house, organizationId, options);
    });
    if (options.json) return say(JSON.stringify(result));
    const { added, removed, changed, unchanged, stranded } = result;
    say(`${added} added, ${removed} removed, ${changed} changed, ${unchanged} unchanged.`);
    for (const { name, service_date: date, admitted } of stranded)
      say(`${name} on ${date.toString()} has ${admitted} admitted, and is not what its rule says now.`);
  });
}

async function generate(house: House, organizationId: string, options: GenerateOptions): Promise<GeneratedSessions> {
  const clinicId = options.clinic ?? null;
  const dates = datesOf(options, house.now());
  if (!dates) return await generateSessionHorizon(house, organizationId, clinicId);
  return await generateSessions(house, organizationId, { clinicId, ...dates });
}
