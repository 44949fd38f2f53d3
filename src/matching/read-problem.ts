import type { Temporal } from "temporal-polyfill";
import { DomainError } from "../core/errors.ts";
import type { Range } from "../core/ranges.ts";
import { epochMinuteOf, instantOfMinute, localDayOfMinute } from "../core/zones.ts";
import { atRevision, type Offer, readCandidates, readTerms } from "../booking/offer.ts";
import type { Database } from "../platform/database.ts";
import type { Reading } from "../platform/at-revision.ts";
import type { ResourceTime } from "../supply/needs.ts";
import { demandOf } from "./demand-of.ts";
import { supplyOf } from "./free-lanes.ts";
import { type Found, longestRuleBuffer, offeringsOf } from "./offerings.ts";
import type { Problem, Supply, Weights } from "./problem.ts";
import { selectBusy, selectClinicsOf, selectWanted, type Wanted } from "./problem.sql.ts";
import { type Window, windowOf } from "./window.ts";

export interface Asked {
  weights: Weights;
  now: Temporal.Instant;
}

/**
 * The requests' planned sessions, in the order asked, and all that the evaluator offers for them. Requests that do not exist are left
 * out; for what nobody offers any more there is nothing to choose from.
 */
export async function readProblem(
  database: Database,
  { requestIds, ...asked }: Asked & { requestIds: readonly string[] },
): Promise<Problem> {
  return await readProblemOf(database, await selectWanted(database, requestIds), asked);
}

/** The same for whatever is wanted, be it stored as a request or not. */
export async function readProblemOf(
  database: Database,
  wanted: readonly Wanted[],
  { weights, now }: Asked,
): Promise<Problem> {
  const minute = epochMinuteOf(now);
  const windows = wanted.map((one) => windowOf(one, localDayOfMinute(minute, one.timezone)));
  const range = rangeOf(windows, minute);
  const during = { from: instantOfMinute(range[0]), to: instantOfMinute(range[1]) };
  const asked = range[0] < range[1] ? wanted : [];
  const [busy, { found, resources }] = await Promise.all([
    selectBusy(database, [...new Set(asked.map(({ patient_id }) => patient_id))], during, now),
    atRevision(database, (reading) => readSupply(reading, asked, range, now)),
  ]);
  const requests = wanted.map((one, i) => demandOf(one, windows[i]!, found, resources, busy.get(one.patient_id) ?? []));
  return { requests, offerings: found.map(({ offering }) => offering), resources, weights };
}

/** From now to the end of the last window. A day more on both sides holds the local days of every zone. */
function rangeOf(windows: readonly Window[], now: number): Range {
  const first = windows.reduce((day, { earliestDay }) => Math.min(day, earliestDay), Infinity);
  const last = windows.reduce((day, { latestDay }) => Math.max(day, latestDay), -Infinity);
  if (windows.length === 0) return [now, now];
  return [Math.max(now, (first - 1) * 1440), Math.max(now, (last + 2) * 1440)];
}

interface KnownSupply {
  found: Found[];
  resources: Supply[];
}

async function readSupply(
  reading: Reading,
  wanted: readonly Wanted[],
  range: Range,
  now: Temporal.Instant,
): Promise<KnownSupply> {
  const offers: { offer: Offer; roomKinds: string[] }[] = [];
  // One after another: what one has read, the next one knows.
  for (const place of await placesOf(reading, wanted)) {
    const offer = await readOfferAt(reading, place, range, now);
    if (offer) offers.push({ offer, roomKinds: place.roomKinds });
  }
  const times = timesOf(offers.map(({ offer }) => offer));
  const ids = [...times.keys()];
  const places = new Map(ids.map((id, i) => [id, i]));
  const found = offers.flatMap(({ offer, roomKinds }) => offeringsOf(offer, range, roomKinds, (id) => places.get(id)!));
  const slack = Math.max(0, ...offers.map(({ offer }) => longestBuffer(offer)));
  const span: Range = [range[0] - 1440, range[1] + 2 * 1440];
  return { found, resources: ids.map((id) => supplyOf(times.get(id)!, span, slack)) };
}

interface Place {
  serviceId: string;
  clinicId: string;
  roomKinds: string[];
}

/** Where each service is wanted: at the request's clinic, and at all that offer it where that one is not required. */
async function placesOf(reading: Reading, wanted: readonly Wanted[]): Promise<Place[]> {
  const anywhere = wanted.filter(({ clinic_required }) => !clinic_required).map(({ service_id }) => service_id);
  const clinicsOf = await selectClinicsOf(reading, [...new Set(anywhere)]);
  const places = new Map<string, Place>();
  for (const { service_id: serviceId, clinic_id, clinic_required, room_kind } of wanted)
    for (const clinicId of clinic_required ? [clinic_id] : (clinicsOf.get(serviceId) ?? [])) {
      const key = `${serviceId} ${clinicId}`;
      const place = places.get(key) ?? { serviceId, clinicId, roomKinds: [] };
      if (room_kind !== null && !place.roomKinds.includes(room_kind)) place.roomKinds.push(room_kind);
      places.set(key, place);
    }
  return [...places.values()];
}

/** Null where the clinic does not offer the service, or not any more: that is an answer, and no mistake of who asks. */
async function readOfferAt(
  reading: Reading,
  { serviceId, clinicId }: Place,
  range: Range,
  now: Temporal.Instant,
): Promise<Offer | null> {
  const during = { from: instantOfMinute(range[0]), to: instantOfMinute(range[1]) };
  const question = { serviceId, clinicId, practitionerId: null, patientId: null, owed: true };
  try {
    return await readCandidates(reading, await readTerms(reading, question), during, now);
  } catch (error) {
    if (error instanceof DomainError && (error.code === "retired" || error.code === "not_offered")) return null;
    throw error;
  }
}

/** What each offer knows of the resources that it could take. */
function timesOf(offers: readonly Offer[]): Map<string, ResourceTime[]> {
  const times = new Map<string, ResourceTime[]>();
  for (const { candidates } of offers) {
    const needed = candidates.flatMap(({ plan }) => plan.needs.flatMap((need) => need.candidates));
    for (const id of new Set(needed)) {
      const time = candidates[0]!.plan.resources.get(id);
      if (time) times.set(id, [...(times.get(id) ?? []), time]);
    }
  }
  return times;
}

const longestBuffer = ({ candidates }: Offer): number =>
  Math.max(
    0,
    ...candidates.flatMap(({ plan }) => [
      longestRuleBuffer(plan),
      ...plan.needs.flatMap(({ bufferBefore, bufferAfter }) => [bufferBefore, bufferAfter]),
    ]),
  );
