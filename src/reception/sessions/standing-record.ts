import { Temporal } from "temporal-polyfill";
import type { z } from "zod";
import { fault, notFound } from "../../core/errors.ts";
import { dateOf } from "../../core/zones.ts";
import type { Transaction } from "../../platform/database.ts";
import { requireVersion, stale } from "../../platform/http/conditions.ts";
import { newId } from "../../platform/ids.ts";
import type { newStandingAdmission, standingAdmissionEnd } from "../../supply/sessions/admission-schemas.ts";
import {
  findStanding,
  insertStanding,
  selectStandingPlace,
  type StandingFields,
  type StandingRow,
  updateStandingDates,
} from "./standing.sql.ts";

/**
 * Writes down that a patient comes to the sessions of these rules from a date on. Throws `not_found` for whatever is not there,
 * `invalid_request` for a rule that is named twice, or `empty_range`, with pointers.
 */
export async function addStanding(
  tx: Transaction,
  { patient_id, session_rule_ids, starts_on, ...more }: z.output<typeof newStandingAdmission>,
  createdBy: string,
  now: Temporal.Instant,
): Promise<StandingRow> {
  const { bed_id = null, ends_on = null, notes = null } = more;
  const fields = { patient_id, session_rule_ids, starts_on, bed_id, ends_on, notes };
  await requireThere(tx, fields);
  const id = newId();
  await insertStanding(tx, id, fields, createdBy, now);
  return (await findStanding(tx, id))!;
}

async function requireThere(tx: Transaction, fields: StandingFields): Promise<void> {
  const ids = fields.session_rule_ids.map((id) => id.toLowerCase());
  const twice = ids.findIndex((id, i) => ids.indexOf(id) < i);
  if (twice >= 0) throw fault("invalid_request", `/session_rule_ids/${twice}`, "This rule is named twice.");
  if (fields.ends_on !== null && fields.ends_on < fields.starts_on)
    throw fault("empty_range", "/ends_on", "The last date lies before the first.");
  const place = await selectStandingPlace(tx, fields);
  if (!place.patient_here) throw notFound("/patient_id", "patient");
  const missing = ids.findIndex((id) => !place.rule_ids.includes(id));
  if (missing >= 0) throw notFound(`/session_rule_ids/${missing}`, "session rule in use");
  if (fields.bed_id !== null && !place.bed_here) throw notFound("/bed_id", "bed");
}

/**
 * Ends it with a date, today unless said; a later one than it had already changes nothing. Whoever ends it before it begins leaves no
 * date of it. Throws `not_found` or `version_mismatch`.
 */
export async function endStanding(
  tx: Transaction,
  id: string,
  { ends_on }: z.output<typeof standingAdmissionEnd>,
  expected: number | null,
  now: Temporal.Instant,
): Promise<StandingRow> {
  const found = await findStanding(tx, id);
  if (!found) throw notFound("/id", "standing admission");
  requireVersion(expected, found);
  const today = dateOf(now, (await selectStandingPlace(tx, found)).timezone ?? "UTC");
  const wanted = ends_on === undefined ? today : Temporal.PlainDate.from(ends_on);
  const endsOn = found.ends_on === null ? wanted : earlier(found.ends_on, wanted);
  const isBefore = Temporal.PlainDate.compare(endsOn, found.starts_on) < 0;
  const last = isBefore ? earlier(endsOn, today.subtract({ days: 1 })) : endsOn;
  const dates = { startsOn: isBefore ? last : found.starts_on, endsOn: last };
  if (!(await updateStandingDates(tx, found, dates, now))) throw stale();
  return (await findStanding(tx, id))!;
}

const earlier = (one: Temporal.PlainDate, other: Temporal.PlainDate): Temporal.PlainDate =>
  Temporal.PlainDate.compare(one, other) <= 0 ? one : other;
