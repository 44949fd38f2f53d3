import type { Temporal } from "temporal-polyfill";
import { fault, notFound } from "../core/errors.ts";
import { dateOf } from "../core/zones.ts";
import type { Database } from "../platform/database.ts";
import { selectZone } from "./cash-drawers.sql.ts";

/** The date that was asked for, or today where the clinic is. Throws `not_found`. */
export async function dateAsked(
  database: Database,
  clinicId: string,
  date: string | undefined,
  now: Temporal.Instant,
): Promise<string> {
  const current = await today(database, clinicId, now);
  return date ?? current;
}

/** Throws `not_found`, and `wrong_date` for a date that has not come at the clinic. */
export async function requireCome(
  database: Database,
  clinicId: string,
  date: string,
  now: Temporal.Instant,
): Promise<void> {
  const come = await today(database, clinicId, now);
  if (date > come) throw fault("wrong_date", "/date", `At the clinic it is ${come}.`);
}

/** Throws `not_found` for a clinic that is none. */
export async function today(database: Database, clinicId: string, now: Temporal.Instant): Promise<string> {
  const zone = await selectZone(database, clinicId);
  if (zone === undefined) throw notFound("/clinic_id", "clinic");
  return dateOf(now, zone).toString();
}
