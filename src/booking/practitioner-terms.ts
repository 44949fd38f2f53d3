import { type NeededService, phasesFor } from "../demand/needed-service.ts";
import type { Need } from "../supply/needs.ts";
import type { CandidateRow } from "./offer.sql.ts";

/** On what terms one practitioner gives the service: the service's own, unless the practitioner has others. Minutes, minor units. */
export interface PractitionerTerms {
  durationMinutes: number;
  priceMinor: number;
  bufferBefore: number;
  bufferAfter: number;
}

export function termsOf(service: NeededService, practitionerId: string | null): PractitionerTerms {
  const own = service.overrides.find(({ practitioner_id }) => practitioner_id === practitionerId);
  return {
    durationMinutes: own?.duration_minutes ?? service.duration_minutes,
    priceMinor: own?.price_minor ?? service.price_minor,
    bufferBefore: own?.buffer_before_minutes ?? service.buffer_before_minutes,
    bufferAfter: own?.buffer_after_minutes ?? service.buffer_after_minutes,
  };
}

/** The needs of the service's phases; buffers lie before the first minute and after the last one, on whatever is needed there. */
export function needsOf(
  service: NeededService,
  { durationMinutes, bufferBefore, bufferAfter }: PractitionerTerms,
  practitionerId: string | null,
  suitable: readonly CandidateRow[],
): Need[] {
  return phasesFor(service, durationMinutes).map((phase, i) => ({
    need: phase.need,
    candidates: candidatesOf(phase, i, practitionerId, suitable),
    starts: phase.starts_minute,
    ends: phase.ends_minute,
    bufferBefore: phase.starts_minute === 0 ? bufferBefore : 0,
    bufferAfter: phase.ends_minute === durationMinutes ? bufferAfter : 0,
    shareable: service.buffers_shareable,
  }));
}

function candidatesOf(
  { need, resource_id: resourceId }: NeededService["phases"][number],
  index: number,
  practitionerId: string | null,
  suitable: readonly CandidateRow[],
): string[] {
  if (need === "resource") return [resourceId!];
  if (need === "practitioner") return practitionerId === null ? [] : [practitionerId];
  // Phases are stored with positions from 1.
  return suitable.filter(({ position }) => position === index + 1).map(({ resource_id }) => resource_id);
}

/** Every resource that some phase could use, beside practitioners. */
export function resourcesOf(service: NeededService, suitable: readonly CandidateRow[]): string[] {
  const named = service.phases.flatMap(({ resource_id: id }) => (id === null ? [] : [id]));
  return [...named, ...suitable.map(({ resource_id }) => resource_id)];
}
