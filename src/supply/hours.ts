import { covers, normalize, type Range, type RangeSet, subtract, union } from "../core/ranges.ts";
import { blockedBy, concerns, layered, type TimeException } from "./exceptions.ts";
import { seamsOf, splitAt } from "./session-seams.ts";
import { slotStartsOf, type WeeklyRule, windowsOf, type WorkingWindow } from "./weekly-rule.ts";

/**
 * How weekly rules and dated exceptions combine into the hours of one resource: pure arithmetic on epoch minutes, half-open.
 * What it all means is written in docs/adr/0014-how-rules-and-exceptions-combine.md.
 */

/** What is known of one resource's time, apart from who claims it. */
export interface Timetable {
  resourceId: string;
  /** Where it stands; null for people, and for what moves between clinics. */
  clinicId: string | null;
  lanes: number;
  active: boolean;
  /** As a room without a single rule is; exceptions still block it. */
  atAnyHour: boolean;
  /** Of every clinic. */
  rules: readonly WeeklyRule[];
  /** In the order of their creation; others' may be among them. */
  exceptions: readonly TimeException[];
}

/** For which service, at which clinic; null asks for any. */
export interface Question {
  clinicId: string | null;
  serviceId: string | null;
}

/** Something that gives time: a rule's dated window, or an opening. */
export interface Stretch {
  rule: WeeklyRule | null;
  exception: TimeException | null;
  clinicId: string;
  serviceId: string | null;
  roomId: string | null;
  lanes: number;
  slotMinutes: number;
  bufferBefore: number;
  bufferAfter: number;
  range: Range;
  /** Where no higher window of the same resource rules instead. */
  governs: RangeSet;
  breaks: readonly { range: Range; label: string | null }[];
  /** What it opens for the question: nothing when it is for another clinic or service. */
  open: RangeSet;
  window: WorkingWindow | null;
}

export interface Hours {
  timetable: Timetable;
  question: Question;
  /** Null when the resource is there at any hour. */
  stretches: readonly Stretch[] | null;
  /** Open time of each lane, the first lane first; a higher lane is open only where the lower ones are. Between two sessions it is cut. */
  lanes: readonly RangeSet[];
}

const always: Range = [-Infinity, Infinity];

/** The resource's hours within `range`, for the question. */
export function hoursOf(timetable: Timetable, question: Question, range: Range): Hours {
  if (!timetable.active) return { timetable, question, stretches: [], lanes: [] };
  const blocked = blockedTimes(timetable, question, layered(timetable.exceptions));
  const stretches = [...windowStretches(timetable, range), ...openingStretches(timetable, range)];
  for (const stretch of stretches)
    if (answers(stretch, question)) stretch.open = subtract(worked(stretch), blocked(stretch.clinicId, stretch.roomId));
  if (!timetable.atAnyHour) {
    const seams = seamsOf(stretches);
    return { timetable, question, stretches, lanes: lanesOf(stretches).map((open) => splitAt(open, seams)) };
  }
  const here = standsElsewhere(timetable, question) ? [] : [always];
  const standing = {
    lanes: timetable.lanes,
    open: subtract(here, blocked(timetable.clinicId ?? question.clinicId, null)),
  };
  return { timetable, question, stretches: null, lanes: lanesOf([standing, ...stretches]) };
}

/** Whether it stands at another clinic than the one asked. */
export const standsElsewhere = ({ clinicId }: Timetable, asked: Question): boolean =>
  clinicId !== null && asked.clinicId !== null && clinicId !== asked.clinicId;

/** Whether the lane (from 1) is open all through `wanted`. */
export const isOpen = ({ lanes }: Hours, lane: number, wanted: Range): boolean => covers(lanes[lane - 1] ?? [], wanted);

/** Whether a stretch, or an opening, is at the clinic asked, for the service asked. */
export function answers({ clinicId, serviceId }: Question, question: Question): boolean {
  return (
    (question.clinicId === null || clinicId === question.clinicId) &&
    (serviceId === null || question.serviceId === null || serviceId === question.serviceId)
  );
}

/** The slot boundaries of a stretch, where it governs; in time order. */
export function boundariesOf({ window, governs, range, slotMinutes }: Stretch): number[] {
  if (!window) {
    const count = Math.floor((range[1] - range[0]) / slotMinutes);
    return Array.from({ length: count }, (_, i) => range[0] + i * slotMinutes);
  }
  const starts = slotStartsOf(window);
  const whole = governs.length === 1 && governs[0]![0] === range[0] && governs[0]![1] === range[1];
  return whole ? starts : starts.filter((start) => governs.some(([from, to]) => from <= start && start < to));
}

/** The exceptions that concern a place of this resource under this question, the lowest layer first. */
export function layersAt(
  { resourceId, exceptions }: Timetable,
  { serviceId }: Question,
  clinicId: string | null,
  roomId: string | null,
): TimeException[] {
  return layered(exceptions).filter((exception) => concerns(exception, { resourceId, clinicId, roomId, serviceId }));
}

function blockedTimes({ resourceId }: Timetable, { serviceId }: Question, layers: readonly TimeException[]) {
  const known = new Map<string, RangeSet>();
  return (clinicId: string | null, roomId: string | null): RangeSet => {
    if (layers.length === 0) return [];
    const key = `${clinicId} ${roomId}`;
    let blocked = known.get(key);
    if (!blocked) {
      const place = { resourceId, clinicId, roomId, serviceId };
      blocked = blockedBy(layers.filter((layer) => concerns(layer, place)));
      known.set(key, blocked);
    }
    return blocked;
  };
}

function windowStretches({ rules }: Timetable, range: Range): Stretch[] {
  const windows = rules.flatMap((rule) => windowsOf(rule, range)).sort((a, b) => a.range[0] - b.range[0]);
  const stretches = windows.map((window): Stretch => {
    const { rule } = window;
    const { clinicId, serviceId, roomId, lanes, slotMinutes, bufferBefore, bufferAfter } = rule;
    const scope = { clinicId, serviceId, roomId, lanes, slotMinutes, bufferBefore, bufferAfter };
    return {
      rule,
      exception: null,
      ...scope,
      range: window.range,
      governs: [window.range],
      breaks: window.breaks,
      open: [],
      window,
    };
  });
  return outrank(stretches);
}

/** Takes from each window what windows of a higher priority cover. */
function outrank(stretches: Stretch[]): Stretch[] {
  const priorities = [...new Set(stretches.map(({ rule }) => rule!.priority))].sort((a, b) => b - a);
  let higher: RangeSet = [];
  for (const priority of priorities.length > 1 ? priorities : []) {
    const equals = stretches.filter(({ rule }) => rule!.priority === priority);
    for (const stretch of equals) stretch.governs = subtract([stretch.range], higher);
    higher = union(higher, normalize(equals.map(({ range }) => range)));
  }
  return stretches;
}

function openingStretches({ resourceId, exceptions }: Timetable, [from, to]: Range): Stretch[] {
  return exceptions
    .filter((exception) => exception.resourceId === resourceId && exception.lanes !== null)
    .filter(({ range }) => range[0] < to && range[1] > from)
    .map((exception) => ({
      rule: null,
      exception,
      clinicId: exception.clinicId!,
      serviceId: exception.serviceId,
      roomId: exception.roomId,
      lanes: exception.lanes!,
      slotMinutes: exception.slotMinutes!,
      bufferBefore: 0,
      bufferAfter: 0,
      range: exception.range,
      governs: [exception.range],
      breaks: [],
      open: [],
      window: null,
    }));
}

const worked = ({ governs, breaks }: Stretch): RangeSet =>
  breaks.length === 0 ? governs : subtract(governs, normalize(breaks.map(({ range }) => range)));

function lanesOf(stretches: readonly Pick<Stretch, "lanes" | "open">[]): RangeSet[] {
  const most = stretches.reduce((lanes, stretch) => Math.max(lanes, stretch.lanes), 0);
  const same = stretches.every(({ lanes }) => lanes === most);
  const openIn = (lane: number) => normalize(stretches.flatMap(({ lanes, open }) => (lanes >= lane ? open : [])));
  if (!same) return Array.from({ length: most }, (_, i) => openIn(i + 1));
  const open = openIn(1);
  return Array.from({ length: most }, () => open);
}
