import type { Temporal } from "temporal-polyfill";
import { fault, notFound, patientMerged } from "../core/errors.ts";
import { overlaps, type Range } from "../core/ranges.ts";
import { epochMinuteOf } from "../core/zones.ts";
import { type NeededService, readNeededService } from "../demand/needed-service.ts";
import type { Database } from "../platform/database.ts";
import { atRevision, type Reading, recallEach, recallOne } from "../platform/at-revision.ts";
import type { Plan } from "../supply/availability.ts";
import { clash, type ResourceTime } from "../supply/needs.ts";
import type { PlacedClaim } from "../supply/place-claims.ts";
import { readKeptTime } from "../supply/working-time.ts";
import { type ClinicRow, type PatientOfOffer, selectClinic, selectPatient, selectShares } from "./offer.sql.ts";
import { needsOf, termsOf } from "./practitioner-terms.ts";

export {
  type ClinicRow,
  type PatientTime,
  selectClinic as readClinic,
  selectPatient as readPatientTime,
} from "./offer.sql.ts";
export { atRevision } from "../platform/at-revision.ts";

/** What is asked: this service, here, by whom (or by anybody who offers it), for whom. */
export interface Question {
  clinicId: string;
  serviceId: string;
  practitionerId: string | null;
  patientId: string | null;
  /** A session that is owed may be placed further ahead than the service is booked otherwise. */
  owed?: boolean;
}

/** A question around a certain time. */
export interface Wish extends Question {
  from: Temporal.Instant;
  to: Temporal.Instant;
}

/** What a question comes to, before anybody looks at a calendar. */
export interface Terms {
  question: Question;
  clinic: ClinicRow;
  service: NeededService;
}

/** Everything that decides a wish. One plan per practitioner who could do it. */
export interface Offer {
  /** Of what the offer was made from; who books says it (`requireRevision`). */
  revision: number | null;
  clinic: ClinicRow;
  service: NeededService;
  patient: PatientOfOffer | null;
  candidates: Candidate[];
}

/** One practitioner who could do it (or nobody, where none is needed), on that practitioner's terms. */
export interface Candidate {
  practitionerId: string | null;
  name: string | null;
  shareBasisPoints: number;
  priceMinor: number;
  plan: Plan;
}

/**
 * Reads an offer, and checks what needs no time: that all of it exists, is in use and belongs together. One flush where
 * everything is known but what is booked, else two or three.
 *
 * Throws `not_found`, `retired` or `not_offered`, each with a pointer into the request.
 */
export async function readOffer(database: Database, wish: Wish, now: Temporal.Instant): Promise<Offer> {
  return await atRevision(database, async (reading) =>
    readCandidates(reading, await readTerms(reading, wish), wish, now),
  );
}

/** What does not depend on time. Throws `not_found`, `retired` or `not_offered` for the clinic and the service. */
export async function readTerms(reading: Reading, question: Question): Promise<Terms> {
  const { clinicId, serviceId } = question;
  const [clinic, service] = await Promise.all([
    recallOne(reading, `clinic ${clinicId}`, () => selectClinic(reading, clinicId)),
    recallOne(reading, `service ${serviceId} ${clinicId}`, () => readNeededService(reading, serviceId, clinicId)),
  ]);
  if (!clinic) throw notFound("/clinic_id", "clinic");
  if (!service) throw notFound("/service_id", "service");
  if (clinic.status !== "active") throw fault("retired", "/clinic_id", "This clinic is closed.");
  if (service.status !== "active") throw fault("retired", "/service_id", "This service is no longer offered.");
  if (!service.offered_here) throw fault("not_offered", "/service_id", "This clinic does not offer the service.");
  return { question, clinic, service };
}

/** What depends on the time. Throws `not_found`, `retired` or `not_offered` for the practitioner and the patient. */
export async function readCandidates(
  reading: Reading,
  { question, clinic, service }: Terms,
  wanted: { from: Temporal.Instant; to: Temporal.Instant },
  now: Temporal.Instant,
): Promise<Offer> {
  // Neighbours of the asked time matter through their buffers, and the local day for its load; a day more covers the longest service.
  const [from, to] = [wanted.from.subtract({ hours: 25 }), wanted.to.add({ hours: 49 })];
  const { clinicId, serviceId, practitionerId, patientId } = question;
  const practitionerIds = practitionerId === null ? service.practitioner_ids : [practitionerId];
  const suitableIds = service.phases.flatMap(({ suitable_ids }) => suitable_ids);
  const resourceIds = [...new Set([...practitionerIds, ...suitableIds])];
  const [patient, times, shares, revision] = await Promise.all([
    patientId === null ? null : selectPatient(reading, patientId, from, to, now),
    readKeptTime(reading, { resourceIds, clinicId, serviceId, from, to, now }),
    readShares(reading, practitionerIds),
    reading.revision,
  ]);
  if (patient === undefined) throw notFound("/patient_id", "patient");
  if (patient?.merged_into) throw patientMerged(patient.merged_into);
  if (practitionerId !== null) requirePractitioner(service, practitionerId, times);
  const known = { service, times, patient, now, shares, owed: question.owed ?? false };
  const who = practitionerIds.filter((id) => times.get(id)?.hours.timetable.active);
  const needed = service.phases.some(({ need }) => need === "practitioner");
  const candidates = (needed ? who : [practitionerId]).map((id) => candidateOf(known, id));
  return { revision, clinic, service, patient, candidates };
}

async function readShares(reading: Reading, practitionerIds: readonly string[]): Promise<Map<string, number>> {
  return await recallEach(
    reading,
    practitionerIds,
    (id) => `share ${id}`,
    () => 1,
    async (unknown) =>
      new Map((await selectShares(reading, unknown)).map(({ id, share_basis_points }) => [id, share_basis_points])),
  );
}

function requirePractitioner(service: NeededService, practitionerId: string, times: Map<string, ResourceTime>): void {
  const found = times.get(practitionerId);
  if (found?.kind !== "practitioner") throw notFound("/practitioner_id", "practitioner");
  if (!found.hours.timetable.active)
    throw fault("retired", "/practitioner_id", "This practitioner does not work here any more.");
  if (!service.practitioner_ids.includes(practitionerId))
    throw fault("not_offered", "/practitioner_id", "This practitioner does not offer the service at this clinic.");
}

interface Known {
  service: NeededService;
  times: Map<string, ResourceTime>;
  patient: PatientOfOffer | null;
  /** Basis points, by practitioner. */
  shares: ReadonlyMap<string, number>;
  owed: boolean;
  now: Temporal.Instant;
}

function candidateOf({ service, times, patient, shares, owed, now }: Known, practitionerId: string | null): Candidate {
  const minute = epochMinuteOf(now);
  const terms = termsOf(service, practitionerId);
  const limits = {
    now: minute,
    earliest: minute + service.min_notice_minutes,
    latest: owed ? Infinity : minute + service.max_future_days * 1440,
  };
  const needs = needsOf(service, terms, practitionerId);
  return {
    practitionerId,
    name: practitionerId === null ? null : (times.get(practitionerId)?.name ?? null),
    shareBasisPoints: (practitionerId !== null && shares.get(practitionerId)) || 0,
    priceMinor: terms.priceMinor,
    plan: { durationMinutes: terms.durationMinutes, needs, resources: times, patientBusy: patient?.busy ?? [], limits },
  };
}

/**
 * The appointments whose hold has run out and whose claims, or whose patient's time, stand where this one is to be written: who
 * writes must end them first. `claims` are the candidate's, `during` is the appointment itself. Ids, sorted.
 */
export function expiredHoldsIn(
  { patient }: Offer,
  { plan }: Candidate,
  claims: readonly PlacedClaim[],
  during: Range,
): string[] {
  const underClaims = claims.flatMap((claim) =>
    (plan.resources.get(claim.resourceId)?.expired ?? [])
      .filter(({ lane }) => lane === claim.lane)
      .filter((hold) => clash(hold, claim)),
  );
  const ofPatient = (patient?.expired ?? []).filter(({ range }) => overlaps(range, during));
  return [...new Set([...underClaims, ...ofPatient].map(({ appointmentId }) => appointmentId))].sort();
}

/** The same offer as if the appointment did not exist: its own time does not stand in its way when it is moved. */
export function withoutAppointment(offer: Offer, appointmentId: string): Offer {
  const others = <Item extends { appointmentId: string }>(items: readonly Item[]) =>
    items.filter((item) => item.appointmentId !== appointmentId);
  const candidates = offer.candidates.map((candidate) => {
    // Who has nothing of it stays the same object: the evaluator remembers what it found out of it.
    const resources = [...candidate.plan.resources].map(([id, time]) => {
      const [claims, expired] = [others(time.claims), others(time.expired)];
      const same = claims.length === time.claims.length && expired.length === time.expired.length;
      return [id, same ? time : { ...time, claims, expired }] as const;
    });
    return {
      ...candidate,
      plan: { ...candidate.plan, resources: new Map(resources), patientBusy: others(candidate.plan.patientBusy) },
    };
  });
  return { ...offer, candidates };
}
