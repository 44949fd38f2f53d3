import type { Temporal } from "temporal-polyfill";
import type { z } from "zod";
import { changed } from "../core/changed.ts";
import { fault, notFound } from "../core/errors.ts";
import type { Transaction } from "../platform/database.ts";
import { requireVersion, stale } from "../platform/http/conditions.ts";
import { newId } from "../platform/ids.ts";
import { raiseRevision } from "../platform/supply-revision.sql.ts";
import {
  type ClinicFields,
  type ClinicRow,
  findClinic,
  findHomeCountry,
  insertClinic,
  updateClinic,
} from "./clinics.sql.ts";
import type { clinicChange, newClinic } from "./schemas.ts";

const unsaid = {
  queue_policy: "on_arrival",
  no_show_grace_minutes: null,
  waitlist_offer_minutes: 60,
  wait_warning_minutes: 20,
  wait_alert_minutes: 45,
  address: null,
  phone: null,
  region: null,
  status: "active",
} as const;

/** Opens a clinic, in the organization's country and with a queue that visits join on arrival unless told otherwise. */
export async function openClinic(
  tx: Transaction,
  wanted: z.output<typeof newClinic>,
  now: Temporal.Instant,
): Promise<ClinicRow> {
  const { name, timezone } = wanted;
  const country = await findHomeCountry(tx);
  const clinic = changed<ClinicFields>({ ...unsaid, name, timezone, country }, wanted);
  requireOrder(clinic);
  const [opened] = await Promise.all([insertClinic(tx, newId(), clinic, now), raiseRevision(tx)]);
  return opened;
}

/**
 * Changes what is named and leaves the rest; schedule rules keep the zone that they were written in.
 * Throws `not_found`, `version_mismatch` when the clinic moved on, and `invalid_request` where an alert would come before its warning.
 */
export async function changeClinic(
  tx: Transaction,
  id: string,
  change: z.output<typeof clinicChange>,
  expected: number | null,
  now: Temporal.Instant,
): Promise<ClinicRow> {
  const found = await findClinic(tx, id);
  if (!found) throw notFound("/id", "clinic");
  requireVersion(expected, found);
  const clinic = changed(found, change);
  requireOrder(clinic);
  const updated = await updateClinic(tx, id, found.version, clinic, now);
  if (!updated) throw stale();
  await raiseRevision(tx);
  return updated;
}

function requireOrder({ wait_warning_minutes: warning, wait_alert_minutes: alert }: ClinicFields): void {
  if (alert < warning)
    throw fault("invalid_request", "/wait_alert_minutes", "The alert cannot come before the warning.");
}
