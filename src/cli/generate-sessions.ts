import type { Command } from "commander";
import { Temporal } from "temporal-polyfill";
import { dateOf } from "../core/zones.ts";
import type { House } from "../platform/house.ts";
import {
  type GeneratedSessions,
  generateSessionHorizon,
  generateSessions,
} from "../supply/sessions/generate-sessions.ts";
import { findOrganizationId, withHouse } from "./open-house.ts";
import { say } from "./output.ts";

interface Options {
  organization?: string;
  clinic?: string;
  from?: string;
  to?: string;
  json?: boolean;
}

const usualDays = 30;

export function generateSessionsCommand(program: Command): void {
  program
    .command("generate-sessions")
    .description(
      "make the dated sessions what their rules say, as far ahead as anything can be booked; run twice it changes nothing",
    )
    .option("--organization <slug>", "which organization, when there are several")
    .option("--clinic <id>", "only this clinic")
    .option("--from <date>", "first date (default: today)")
    .option("--to <date>", `the date after the last one (default: ${usualDays} days after the first)`)
    .option("--json", "print the result as JSON")
    .action(async (options: Options) => {
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

async function generate(
  house: House,
  organizationId: string,
  { clinic, from, to }: Options,
): Promise<GeneratedSessions> {
  const clinicId = clinic ?? null;
  if (from === undefined && to === undefined) return await generateSessionHorizon(house, organizationId, clinicId);
  const first = from === undefined ? dateOf(house.now(), "UTC") : Temporal.PlainDate.from(from);
  const end = to === undefined ? first.add({ days: usualDays }) : Temporal.PlainDate.from(to);
  return await generateSessions(house, organizationId, { clinicId, from: first, to: end });
}
