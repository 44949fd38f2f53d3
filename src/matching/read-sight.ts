import type { Temporal } from "temporal-polyfill";
import { DomainError } from "../core/errors.ts";
import { epochMinuteOf, instantOfMinute, wallToMinute } from "../core/zones.ts";
import { type Offer, readOffer } from "../booking/offer.ts";
import type { Database } from "../platform/database.ts";
import { reasonsAgainst } from "../supply/availability.ts";
import { isConflict, type Reason } from "../supply/reasons.ts";
import type { Problem } from "./problem.ts";
import type { Wanted } from "./problem.sql.ts";
import type { Sight, Wished } from "./sight.ts";

type Against = Sight["against"];

/**
 * Whom to ask why a start cannot be had: the evaluator, with all that it knows of each service at the clinics where these requests
 * want it, from now to the last day of the problem. Patients are not in it.
 */
export async function readAgainst(
  database: Database,
  { requests }: Problem,
  wanted: readonly Wanted[],
  now: Temporal.Instant,
): Promise<Against> {
  const minute = epochMinuteOf(now);
  const last = requests.reduce((day, { latestDay }) => Math.max(day, latestDay), 0);
  const during = { from: now, to: instantOfMinute(Math.max(minute + 1, (last + 2) * 1440)) };
  const offers = new Map<string, Offer | null>();
  for (const { service_id, clinic_id } of wanted) {
    const key = `${service_id} ${clinic_id}`;
    // One after another: what one has read, the next one knows.
    if (!offers.has(key)) offers.set(key, await readOfferOf(database, service_id, clinic_id, during, now));
  }
  const serviceOf = new Map(wanted.map(({ id, service_id }) => [id, service_id]));
  return remembering(({ requestId }, wished) => {
    const offer = offers.get(`${serviceOf.get(requestId)!} ${wished.clinicId}`);
    return offer ? reasonsAt(offer, wished) : null;
  }, serviceOf);
}

/** Null where the clinic does not offer the service any more. */
async function readOfferOf(
  database: Database,
  serviceId: string,
  clinicId: string,
  during: { from: Temporal.Instant; to: Temporal.Instant },
  now: Temporal.Instant,
): Promise<Offer | null> {
  const wish = { serviceId, clinicId, practitionerId: null, patientId: null, owed: true, ...during };
  try {
    return await readOffer(database, wish, now);
  } catch (error) {
    if (error instanceof DomainError && (error.code === "retired" || error.code === "not_offered")) return null;
    throw error;
  }
}

/** Of several who could do it those reasons count that nothing but bookings are: these are nearest to being free. */
function reasonsAt({ clinic, candidates }: Offer, { practitionerId, day, minute }: Wished): ReturnType<Against> {
  const start = wallToMinute(day, minute, clinic.timezone);
  const who = candidates.filter((one) => practitionerId === null || one.practitionerId === practitionerId);
  if (start === null || who.length === 0) return null;
  const against = who.map(({ plan }) => reasonsAgainst(plan, start));
  if (against.some((reasons) => reasons.length === 0)) return { start, reasons: [] };
  const taken = against.filter((reasons) => reasons.every(isConflict));
  return { start, reasons: (taken.length > 0 ? taken : against).flat() satisfies Reason[] };
}

/** Many requests ask for the same hours. */
function remembering(against: Against, serviceOf: ReadonlyMap<string, string>): Against {
  const known = new Map<string, ReturnType<Against>>();
  return (demand, wished) => {
    const { clinicId, practitionerId, day, minute } = wished;
    const key = `${serviceOf.get(demand.requestId)!} ${clinicId} ${practitionerId} ${day} ${minute}`;
    const found = known.get(key);
    if (found !== undefined) return found;
    const asked = against(demand, wished);
    known.set(key, asked);
    return asked;
  };
}
