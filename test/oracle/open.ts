import type { Exception, Resource } from "./situation.ts";
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
      (asked.clinicId === null || window.clinicId === asked.clinicId) &&
      (asked.serviceId === null || window.serviceId === null || window.serviceId === asked.serviceId) &&
      !window.breaks.some(([starts, ends]) => starts <= minute && minute < ends) &&
      !isBlocked(table.situation.exceptions, window, asked, minute),
  );
}

/** The windows of the highest priority that covers the minute, whatever they are for. */
export function governing({ windows }: Timetable, resource: Resource, minute: number): RuleWindow[] {
  const covering = windows.filter((window) => window.resourceId === resource.id && covers(window, minute));
  const highest = Math.max(...covering.map(({ rule }) => rule.priority));
  return covering.filter(({ rule }) => rule.priority === highest);
}

/** Rooms and things without any rule are where they stand at any hour; people work only by their rules. */
function alwaysThere({ situation }: Timetable, resource: Resource, asked: Question, minute: number): Window[] {
  const { id: resourceId, kind, lanes, clinicIds } = resource;
  if (worksByRules(situation.rules, resource) || kind === "practitioner" || kind === "staff") return [];
  const clinicId = clinicIds === null ? asked.clinicId : clinicIds[0]!;
  const scope = { resourceId, clinicId, serviceId: null, roomId: null, lanes };
  return [{ ...scope, starts: minute, ends: minute + 1, breaks: [], boundaries: [] }];
}

export function worksByRules(rules: readonly { resourceId: string }[], { id }: Resource): boolean {
  return rules.some((rule) => rule.resourceId === id);
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
