import type { Temporal } from "temporal-polyfill";
import { refusalOf } from "../../core/errors.ts";
import { epochMinuteOf, localDayOfMinute, localOf, instantOfMinute } from "../../core/zones.ts";
import { offeredStarts } from "../../booking/find-starts.ts";
import { readOffer } from "../../booking/offer.ts";
import type { Database } from "../../platform/database.ts";
import { placeClaims, type Plan } from "../../supply/availability.ts";
import type { FreeFor, FreeStart } from "./consider-opening.ts";
import type { DueOpening } from "./ledger.sql.ts";

/**
 * Every start at which the evaluator lets this service begin and end within the opening, by whoever was freed; null when it takes
 * longer, or is not given there by them.
 */
export async function readFree(
  database: Database,
  { clinic_id, practitioner_id, timezone, starts_at, ends_at }: DueOpening,
  serviceId: string,
  now: Temporal.Instant,
): Promise<FreeFor> {
  const question = { clinicId: clinic_id, serviceId, practitionerId: practitioner_id, patientId: null, owed: true };
  const offer = await readOffer(database, { ...question, from: starts_at, to: ends_at }, now).catch(notGiven);
  const candidate = offer?.candidates.find(({ practitionerId }) => practitionerId === practitioner_id);
  if (!offer || !candidate) return null;
  const { plan } = candidate;
  const [from, to] = [epochMinuteOf(starts_at), epochMinuteOf(ends_at)];
  const last = to - plan.durationMinutes;
  if (last < from) return null;
  const starts = offeredStarts({ ...offer, candidates: [candidate] }, [from, last + 1], Infinity);
  return starts.map(({ start }) => freeStart(plan, start, timezone));
}

/** What is not offered, or not any more, is an answer here. */
const notGiven = (error: unknown): null => {
  refusalOf(error);
  return null;
};

function freeStart(plan: Plan, start: number, timezone: string): FreeStart {
  const { hour, minute } = localOf(instantOfMinute(start), timezone).time;
  const ids = new Set((placeClaims(plan, start) ?? []).map(({ resourceId }) => resourceId));
  return {
    start,
    end: start + plan.durationMinutes,
    day: localDayOfMinute(start, timezone),
    minute: hour * 60 + minute,
    resources: [...ids].map((id) => ({ id, kind: plan.resources.get(id)!.kind })),
  };
}
