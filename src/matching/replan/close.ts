import type { Range } from "../../core/ranges.ts";
import type { Offer } from "../../booking/offer.ts";
import { hoursOf } from "../../supply/hours.ts";
import type { ResourceTime } from "../../supply/needs.ts";

/** A resource that is away; epoch minutes. */
export interface Lost {
  resourceId: string;
  range: Range;
}

/** The offer as if the resource were blocked then, whether that is written down already or not. `span` holds all that is asked. */
export function without(offer: Offer, lost: Lost, span: Range): Offer {
  const closed = new Map<ResourceTime, ResourceTime>();
  const candidates = offer.candidates.map((candidate) => {
    const time = candidate.plan.resources.get(lost.resourceId);
    if (!time) return candidate;
    if (!closed.has(time)) closed.set(time, closedTime(time, lost, span));
    const resources = new Map(candidate.plan.resources).set(lost.resourceId, closed.get(time)!);
    return { ...candidate, plan: { ...candidate.plan, resources } };
  });
  return { ...offer, candidates };
}

function closedTime(time: ResourceTime, { resourceId, range }: Lost, span: Range): ResourceTime {
  const { timetable, question } = time.hours;
  const scope = { clinicId: null, serviceId: null, roomId: null, lanes: null, slotMinutes: null, reason: null };
  // The latest exception is laid over all others.
  const away = { id: resourceId, kind: "blocked" as const, source: "manual" as const, range, resourceId, ...scope };
  const exceptions = [...timetable.exceptions, away];
  return { ...time, hours: hoursOf({ ...timetable, exceptions }, question, span) };
}
