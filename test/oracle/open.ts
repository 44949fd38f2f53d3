import type { Exception, Resource, Rule } from "./situation.ts";
import type { RuleWindow, Timetable, Window } from "./timetable.ts";

/** May a resource serve this service at this clinic? Null asks for any, as the inventory does. */
export interface Question {
  serviceId: string | null;
  clinicId: string | null;
}

/** How many lanes of a resource are open in a minute: lane `l` is when this is at least `l`. */
export function lanesOpen(table: Timetable, resource: Resource, asked: Question, minute: number): number {
  const key = [resource.id, asked.serviceId, asked.clinicId, minute].join();
  const known = table.known.get(key);
  if (known !== undefined) return known;
  const lanes = Math.max(0, ...openers(table, resource, asked, minute).map((window) => window.lanes));
  table.known.set(key, lanes);
  return lanes;
}

/** The windows and openings that open this minute for the question. */
export function openers(table: Timetable, resource: Resource, asked: Question, minute: number): Window[] {
  if (resource.retired) return [];
  const openings = table.openings.filter((one) => one.resourceId === resource.id && covers(one, minute));
  return [...governing(table, resource, minute), ...openings, ...alwaysThere(table, resource, asked, minute)].filter(
    (window) =>
      isMeantBy(window, asked) &&
      !window.breaks.some(([starts, ends]) => starts <= minute && minute < ends) &&
      !isBlocked(table.situation.exceptions, window, asked, minute),
  );
}

/** Whether it is at the clinic asked, for the service asked or for no certain one. */
export function isMeantBy({ clinicId, serviceId }: Window, asked: Question): boolean {
  const isHere = asked.clinicId === null || clinicId === asked.clinicId;
  return isHere && (asked.serviceId === null || serviceId === null || serviceId === asked.serviceId);
}

/** The windows of the highest priority that covers the minute, whatever they are for. */
export function governing({ windows }: Timetable, resource: Resource, minute: number): RuleWindow[] {
  const covering = windows.filter((window) => window.resourceId === resource.id && covers(window, minute));
  const highest = Math.max(...covering.map(({ rule }) => rule.priority));
  return covering.filter(({ rule }) => rule.priority === highest);
}

/** What does not work by rules is where it stands at any hour, in all its lanes. */
function alwaysThere({ situation }: Timetable, resource: Resource, asked: Question, minute: number): Window[] {
  const { id: resourceId, lanes, clinicIds } = resource;
  if (worksByRules(situation.rules, resource)) return [];
  const clinicId = clinicIds === null ? asked.clinicId : clinicIds[0]!;
  const scope = { resourceId, clinicId, serviceId: null, roomId: null, lanes };
  return [{ ...scope, starts: minute, ends: minute + 1, breaks: [], boundaries: [] }];
}

/** People always do; anything else as soon as it has one rule anywhere. */
export function worksByRules(rules: readonly Rule[], { id, kind }: Resource): boolean {
  return kind === "practitioner" || kind === "staff" || rules.some(({ resourceId }) => resourceId === id);
}

/** Lays the exceptions that concern a window one on another; the last one decides. */
function isBlocked(exceptions: readonly Exception[], window: Window, asked: Question, minute: number): boolean {
  const isClosure = ({ source, kind }: Exception) => source === "holiday" && kind === "blocked";
  const layers = [...exceptions.filter(isClosure), ...exceptions.filter((one) => !isClosure(one))];
  return layers.findLast((one) => covers(one, minute) && concerns(one, window, asked))?.kind === "blocked";
}

function concerns(exception: Exception, window: Window, asked: Question): boolean {
  const { kind, resourceId, clinicId, serviceId, roomId } = exception;
  const fitsService = asked.serviceId === null ? kind === "available" : serviceId === asked.serviceId;
  return (
    (resourceId === null || resourceId === window.resourceId) &&
    (clinicId === null || clinicId === window.clinicId) &&
    (serviceId === null || fitsService) &&
    (roomId === null || roomId === window.roomId || roomId === window.resourceId)
  );
}

const covers = ({ starts, ends }: { starts: number; ends: number }, minute: number): boolean =>
  starts <= minute && minute < ends;
