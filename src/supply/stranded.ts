import type { Range } from "../core/ranges.ts";
import { type Hours, hoursOf, isOpen, type Timetable } from "./hours.ts";
import type { Reason, ReasonCode } from "./reasons.ts";
import { whyClosed } from "./why-closed.ts";

/** When a resource is booked, without buffers: a buffer may lie outside hours. Epoch minutes. */
export interface BookedTime {
  appointmentId: string;
  clinicId: string;
  serviceId: string;
  lane: number;
  range: Range;
  /** The rules that were set aside for it: they strand nothing. */
  waived?: readonly { rule: ReasonCode }[] | null;
}

/** A booked time that its resource's rules do not support, and why. */
export interface Stranded<Booked extends BookedTime = BookedTime> {
  booked: Booked;
  reasons: Reason[];
}

/** Those of the booked times that the resource's hours do not support any more, each judged for its own clinic and service. */
export function strandedOf<Booked extends BookedTime>(
  timetable: Timetable,
  booked: readonly Booked[],
): Stranded<Booked>[] {
  const known = new Map<string, Hours>();
  const span: Range = [
    booked.reduce((first, { range }) => Math.min(first, range[0]), Infinity),
    booked.reduce((last, { range }) => Math.max(last, range[1]), -Infinity),
  ];
  const hoursFor = ({ clinicId, serviceId }: Booked): Hours => {
    const key = `${clinicId} ${serviceId}`;
    const hours = known.get(key) ?? hoursOf(timetable, { clinicId, serviceId }, span);
    known.set(key, hours);
    return hours;
  };
  return booked
    .filter((one) => !isOpen(hoursFor(one), one.lane, one.range))
    .map((one) => ({ booked: one, reasons: whyUnsupported(hoursFor(one), one) }))
    .filter(({ reasons }) => reasons.length > 0);
}

/**
 * What binds and closes the time; that a session was closed to who comes new moves nobody who is admitted. A lane that is no longer open while the first one is has gone out of use, unless it was added
 * for this booking over another one: then it is in no rule, and the first lane's hours are its own.
 */
function whyUnsupported(hours: Hours, { range, waived }: BookedTime): Reason[] {
  const aside = new Set<ReasonCode>(["session_closed", ...(waived?.map(({ rule }) => rule) ?? [])]);
  const reasons = whyClosed(hours, range);
  const binding = reasons.filter(({ code }) => !aside.has(code));
  if (reasons.length > 0 || aside.has("claimed") || aside.has("buffer")) return binding;
  return [{ code: "out_of_service", resourceId: hours.timetable.resourceId }];
}
