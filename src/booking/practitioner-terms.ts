import { type NeededService, phasesFor } from "../demand/needed-service.ts";
import type { Need } from "../supply/needs.ts";

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
): Need[] {
  const own = practitionerId === null ? [] : [practitionerId];
  return phasesFor(service, durationMinutes).map((phase) => ({
    need: phase.need,
    candidates: phase.need === "practitioner" ? own : phase.suitable_ids,
    starts: phase.starts_minute,
    ends: phase.ends_minute,
    bufferBefore: phase.starts_minute === 0 ? bufferBefore : 0,
    bufferAfter: phase.ends_minute === durationMinutes ? bufferAfter : 0,
    shareable: service.buffers_shareable,
  }));
}
