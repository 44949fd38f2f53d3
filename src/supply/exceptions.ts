import { normalize, overlaps, type Range, type RangeSet, subtract, union } from "../core/ranges.ts";

/** A dated exception as the evaluator reads it: epoch minutes; what a scope does not name (null), it does not ask about. */
export interface TimeException {
  id: string;
  kind: "blocked" | "available";
  source: "manual" | "import" | "time_off" | "holiday" | "session";
  /** Of which session it is said, if of one. */
  sessionId?: string | null;
  range: Range;
  resourceId: string | null;
  clinicId: string | null;
  serviceId: string | null;
  roomId: string | null;
  reason: string | null;
  /** Of an opening, an `available` of one resource; else null. */
  lanes: number | null;
  slotMinutes: number | null;
}

/** Whose time an exception may concern: the resource, where it works in that stretch, in which room, and for which service. */
export interface Place {
  resourceId: string;
  clinicId: string | null;
  roomId: string | null;
  /** Null asks for any service: then an exception for one service opens, and does not block. */
  serviceId: string | null;
}

/** Whether every name of the exception's scope fits. A room is concerned by what names it as a room. */
export function concerns(exception: TimeException, place: Place): boolean {
  const { resourceId, clinicId, serviceId, roomId } = exception;
  return (
    (resourceId === null || resourceId === place.resourceId) &&
    (clinicId === null || clinicId === place.clinicId) &&
    (roomId === null || roomId === place.roomId || roomId === place.resourceId) &&
    (serviceId === null ||
      serviceId === place.serviceId ||
      (place.serviceId === null && exception.kind === "available"))
  );
}

/** Whether it closes a session to who comes new: its service, and nothing else, cannot be had then any more. */
export const isClosing = ({ kind, source, serviceId }: TimeException): boolean =>
  kind === "blocked" && source === "session" && serviceId !== null;

/** In the order in which they are laid one on another, given in the order of their creation: holidays lie below all others. */
export function layered(exceptions: readonly TimeException[]): TimeException[] {
  const isHoliday = ({ kind, source }: TimeException) => kind === "blocked" && source === "holiday";
  return [...exceptions.filter(isHoliday), ...exceptions.filter((exception) => !isHoliday(exception))];
}

/** What the layers, the lowest first, leave blocked: the last one decides about a minute. */
export function blockedBy(layers: readonly TimeException[]): RangeSet {
  let blocked: RangeSet = [];
  let pending: Range[] = [];
  const settle = () => {
    if (pending.length > 0) blocked = union(blocked, normalize(pending));
    pending = [];
  };
  for (const { kind, range } of layers) {
    if (kind === "blocked") pending.push(range);
    else {
      settle();
      blocked = subtract(blocked, [range]);
    }
  }
  settle();
  return blocked;
}

/** The blocking layers that can be seen in `wanted`: parts of them are under no later `available`. */
export function visibleBlocks(layers: readonly TimeException[], wanted: Range): TimeException[] {
  const visible: TimeException[] = [];
  let lifted: RangeSet = [];
  for (const layer of layers.toReversed()) {
    const part: Range = [Math.max(layer.range[0], wanted[0]), Math.min(layer.range[1], wanted[1])];
    if (layer.kind === "available") lifted = union(lifted, normalize([layer.range]));
    else if (overlaps(layer.range, wanted) && subtract([part], lifted).length > 0) visible.push(layer);
  }
  return visible.reverse();
}
