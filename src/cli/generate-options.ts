import type { Command } from "commander";
import { Temporal } from "temporal-polyfill";
import { dateOf } from "../core/zones.ts";

/** What every command that generates dated things from rules is told. */
export interface GenerateOptions {
  organization?: string;
  clinic?: string;
  from?: string;
  to?: string;
  json?: boolean;
}

const usualDays = 30;

export const withGenerateOptions = (command: Command): Command =>
  command
    .option("--organization <slug>", "which organization, when there are several")
    .option("--clinic <id>", "only this clinic")
    .option("--from <date>", "first date (default: today)")
    .option("--to <date>", `the date after the last one (default: ${usualDays} days after the first)`)
    .option("--json", "print the result as JSON");

/** The dates that were named; null when none was, which is as far ahead as anything can be booked. */
export function datesOf(
  { from, to }: GenerateOptions,
  now: Temporal.Instant,
): { from: Temporal.PlainDate; to: Temporal.PlainDate } | null {
  if (from === undefined && to === undefined) return null;
  const first = from === undefined ? dateOf(now, "UTC") : Temporal.PlainDate.from(from);
  return { from: first, to: to === undefined ? first.add({ days: usualDays }) : Temporal.PlainDate.from(to) };
}
