import { candidatesOf, isBookable, isPractitionerPhase, practitionersFor, serviceOf } from "./bookable.ts";
import { governing, isMeantBy, worksByRules } from "./open.ts";
import type { Phase, Range, Resource, Wish } from "./situation.ts";
import type { RuleWindow, Timetable, Window } from "./timetable.ts";

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
  const slots = new Set(candidatesOf(table.situation, wish, phase).flatMap((who) => slotsOf(table, who, wish)));
  return minutes.filter((minute) => slots.has(minute + phase.starts));
}

/** The practitioner's, or the first of whose candidates any works by rules. */
function leadingPhase({ situation }: Timetable, wish: Wish): Phase | undefined {
  const { phases } = serviceOf(situation.services, wish);
  const worksSo = (phase: Phase) =>
    candidatesOf(situation, wish, phase).some((who) => worksByRules(situation.rules, who));
  return phases.find(isPractitionerPhase) ?? phases.find(worksSo);
}

/** The slot boundaries of a resource's windows for this wish where they govern, and of its openings. */
function slotsOf(table: Timetable, resource: Resource, wish: Wish): number[] {
  // What is there at any hour has no slots, and an evening more of it has none either.
  if (!worksByRules(table.situation.rules, resource)) return [];
  const meant = (window: Window) => window.resourceId === resource.id && isMeantBy(window, wish);
  const governs = (window: RuleWindow, minute: number) => governing(table, resource, minute).includes(window);
  return [
    ...table.windows.filter(meant).flatMap((one) => one.boundaries.filter((minute) => governs(one, minute))),
    ...table.openings.filter(meant).flatMap(({ boundaries }) => boundaries),
  ];
}
