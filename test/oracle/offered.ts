import { candidatesOf, isBookable, isPractitionerPhase, practitionersFor, serviceOf } from "./bookable.ts";
import { governing, worksByRules } from "./open.ts";
import type { Phase, Range, Resource, Wish } from "./situation.ts";
import type { Timetable } from "./timetable.ts";

/** Every start within the range that is listed: the boundaries at which the service can be booked. */
export function offeredStarts(table: Timetable, wish: Wish, range: Range): number[] {
  const starts = practitionersFor(table.situation, wish).flatMap((practitionerId) => {
    const sure = { ...wish, practitionerId };
    return boundaries(table, sure, range).filter((start) => isBookable(table, sure, start));
  });
  return [...new Set(starts)].sort((one, other) => one - other);
}

/** The starts at which the phase that says when starts are offered begins with a slot; every quarter of an hour without one. */
function boundaries(table: Timetable, wish: Wish, [from, to]: Range): number[] {
  const phase = leadingPhase(table, wish);
  const minutes = Array.from({ length: to - from }, (_, i) => from + i);
  if (!phase) return minutes.filter((minute) => minute % 15 === 0);
  const slots = new Set(candidatesOf(table.situation, wish, phase).flatMap((who) => slotsOf(table, who)));
  return minutes.filter((minute) => slots.has(minute + phase.starts));
}

/** The practitioner's, or the first of whose candidates any works by rules. */
function leadingPhase({ situation }: Timetable, wish: Wish): Phase | undefined {
  const { phases } = serviceOf(situation.services, wish);
  const worksSo = (phase: Phase) =>
    candidatesOf(situation, wish, phase).some((who) => worksByRules(situation.rules, who));
  return phases.find(isPractitionerPhase) ?? phases.find(worksSo);
}

/** The slot boundaries of a resource's windows where they govern, and of its openings. */
function slotsOf(table: Timetable, resource: Resource): number[] {
  const windows = table.windows.filter(({ resourceId }) => resourceId === resource.id);
  const openings = table.openings.filter(({ resourceId }) => resourceId === resource.id);
  return [
    ...windows.flatMap((window) =>
      window.boundaries.filter((minute) => governing(table, resource, minute).includes(window)),
    ),
    ...openings.flatMap((opening) => opening.boundaries),
  ];
}
