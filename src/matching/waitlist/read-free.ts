import type { Temporal } from "temporal-polyfill";
import { refusalOf } from "../../core/errors.ts";
import type { Range } from "../../core/ranges.ts";
import { epochMinuteOf, localDayOfMinute, localOf, instantOfMinute } from "../../core/zones.ts";
import { offeredStarts } from "../../booking/find-starts.ts";
import { readOffer } from "../../booking/offer.ts";
import type { Database } from "../../platform/database.ts";
import { placeClaims, type Plan } from "../../supply/availability.ts";
import type { FreeFor, FreeStart } from "./consider-opening.ts";
import type { DueOpening } from "./ledger.sql.ts";

/**
 * Every start at which the evaluator lets this service have some of the opening, by whoever was freed: what is free beside it counts
 * in, whether that was freed, too, or never taken. Null when they do not give it there, or there is not enough time around it.
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
  const reaching: Range = [from - plan.durationMinutes + 1, to];
  const starts = offeredStarts({ ...offer, candidates: [candidate] }, reaching, Infinity);
  if (starts.length === 0 && plan.durationMinutes > to - from) return null;
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
