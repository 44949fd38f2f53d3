import { Temporal } from "temporal-polyfill";
import { epochDayOf } from "../core/zones.ts";
import type { Wanted } from "./problem.sql.ts";

const mostDays = 400;
const leastDays = 90;

/** The days of the clinic's calendar on which sessions are looked for, both included. */
export interface Window {
  earliestDay: number;
  latestDay: number;
}

/**
 * From the earliest date to the latest one. Where no latest one is given, as far as all sessions reach with the most days between
 * them (where those are not given either: four times the least, and 28 or more), but 90 days at least. Never further than 400
 * days from today or from an earliest date that is to come: what lies behind is placed when it is asked for again.
 */
export function windowOf(wanted: Wanted, today: number): Window {
  const earliestDay = dayOf(wanted.earliest_date);
  const first = Math.max(earliestDay, today);
  const step = wanted.max_days_between ?? Math.max(4 * wanted.min_days_between, 28);
  const reach = Math.max(leastDays, (wanted.ticket_ids.length + wanted.given.length) * step);
  const last = wanted.latest_date === null ? first + reach : dayOf(wanted.latest_date);
  return { earliestDay, latestDay: Math.min(last, first + mostDays) };
}

const dayOf = (date: string): number => epochDayOf(Temporal.PlainDate.from(date));
