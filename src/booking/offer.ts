import type { Temporal } from "temporal-polyfill";
import { fault, notFound } from "../core/errors.ts";
import { epochMinuteOf } from "../core/zones.ts";
import { type NeededService, readNeededService } from "../demand/needed-service.ts";
import type { Database } from "../platform/database.ts";
import type { Need, Plan } from "../supply/availability.ts";
import { type NamedTime, readWorkingTime } from "../supply/working-time.ts";
import { type ClinicRow, type PatientOfOffer, selectClinic, selectPatient, selectShares } from "./offer.sql.ts";

export { selectClinic as readClinic } from "./offer.sql.ts";

/** What is asked: this service, here, by whom (or by anybody who offers it), for whom, around this time. */
export interface Wish {
  clinicId: string;
  serviceId: string;
  practitionerId: string | null;
  patientId: string | null;
  from: Temporal.Instant;
  to: Temporal.Instant;
}

/** Everything that decides the question, read in two flushes. One plan per practitioner who could do it. */
export interface Offer {
  clinic: ClinicRow;
  service: NeededService;
  patient: PatientOfOffer | null;
  candidates: Candidate[];
}

export interface Candidate {
  practitionerId: string | null;
  name: string | null;
  shareBasisPoints: number;
  plan: Plan;
}

/**
 * Reads an offer and checks what needs no time: that all of it exists, is in use and belongs together.
 *
 * Throws `not_found`, `retired` or `not_offered`, each with a pointer into the request.
 */
export async function readOffer(database: Database, wish: Wish, now: Temporal.Instant): Promise<Offer> {
  // Neighbours of the asked time matter through their buffers; a day on each side covers the longest service.
  const [from, to] = [wish.from.subtract({ hours: 25 }), wish.to.add({ hours: 25 })];
  const [clinic, service, patient] = await Promise.all([
    selectClinic(database, wish.clinicId),
    readNeededService(database, wish.serviceId, wish.clinicId),
    wish.patientId === null ? null : selectPatient(database, wish.patientId, from, to, now),
  ]);
  if (!clinic) throw notFound("/clinic_id", "clinic");
  if (!service) throw notFound("/service_id", "service");
  if (patient === undefined) throw notFound("/patient_id", "patient");
  if (clinic.status !== "active") throw fault("retired", "/clinic_id", "This clinic is closed.");
  if (service.status !== "active") throw fault("retired", "/service_id", "This service is no longer offered.");
  const practitionerIds = practitionersFor(service, wish);
  const needed = service.phases.flatMap(({ resource_id: id }) => (id === null ? [] : [id]));
  const resourceIds = [...new Set([...practitionerIds, ...needed])];
  const [times, shares] = await Promise.all([
    readWorkingTime(database, { resourceIds, clinicId: wish.clinicId, serviceId: service.id, from, to, now }),
    selectShares(database, practitionerIds),
  ]);
  if (wish.practitionerId !== null) requirePractitioner(service, wish.practitionerId, times);
  const plan = { service, times, patient, now };
  const who = practitionerIds.filter((id) => times.get(id)?.active);
  const candidates = needsPractitioner(service)
    ? who.map((id) => candidate(plan, id, shares.find((share) => share.id === id)?.share_basis_points ?? 0))
    : [candidate(plan, wish.practitionerId, 0)];
  return { clinic, service, patient, candidates };
}

const needsPractitioner = (service: NeededService): boolean =>
  service.phases.some(({ need }) => need === "practitioner");

function practitionersFor(service: NeededService, wish: Wish): string[] {
  if (!service.offered_here) throw fault("not_offered", "/service_id", "This clinic does not offer the service.");
  return wish.practitionerId === null ? service.practitioner_ids : [wish.practitionerId];
}

function requirePractitioner(service: NeededService, practitionerId: string, times: Map<string, NamedTime>): void {
  const found = times.get(practitionerId);
  if (found?.kind !== "practitioner") throw notFound("/practitioner_id", "practitioner");
  if (!found.active) throw fault("retired", "/practitioner_id", "This practitioner does not work here any more.");
  if (!service.practitioner_ids.includes(practitionerId))
    throw fault("not_offered", "/practitioner_id", "This practitioner does not offer the service at this clinic.");
}

interface Known {
  service: NeededService;
  times: Map<string, NamedTime>;
  patient: PatientOfOffer | null;
  now: Temporal.Instant;
}

function candidate(
  { service, times, patient, now }: Known,
  practitionerId: string | null,
  shareBasisPoints: number,
): Candidate {
  const minute = epochMinuteOf(now);
  return {
    practitionerId,
    name: practitionerId === null ? null : (times.get(practitionerId)?.name ?? null),
    shareBasisPoints,
    plan: {
      durationMinutes: service.duration_minutes,
      needs: service.phases.map((phase) => needOf(service, phase, practitionerId)),
      resources: times,
      patientBusy: (patient?.busy ?? []).map(({ appointment_id: appointmentId, starts, ends }) => ({
        appointmentId,
        range: [starts, ends] as const,
      })),
      limits: {
        now: minute,
        earliest: minute + service.min_notice_minutes,
        latest: minute + service.max_future_days * 1440,
      },
    },
  };
}

/** Buffers lie before the first minute and after the last one of the appointment, on whatever is needed there. */
function needOf(service: NeededService, phase: NeededService["phases"][number], practitionerId: string | null): Need {
  return {
    resourceId: phase.resource_id ?? practitionerId ?? "",
    starts: phase.starts_minute,
    ends: phase.ends_minute,
    bufferBefore: phase.starts_minute === 0 ? service.buffer_before_minutes : 0,
    bufferAfter: phase.ends_minute === service.duration_minutes ? service.buffer_after_minutes : 0,
  };
}

/** The same offer as if the appointment did not exist: its own time does not stand in its way when it is moved. */
export function withoutAppointment(offer: Offer, appointmentId: string): Offer {
  const others = <Item extends { appointmentId: string }>(items: readonly Item[]) =>
    items.filter((item) => item.appointmentId !== appointmentId);
  const candidates = offer.candidates.map((candidate) => {
    const resources = [...candidate.plan.resources].map(
      ([id, time]) => [id, { ...time, claims: others(time.claims) }] as const,
    );
    return {
      ...candidate,
      plan: { ...candidate.plan, resources: new Map(resources), patientBusy: others(candidate.plan.patientBusy) },
    };
  });
  return { ...offer, candidates };
}
