import type { ScheduleException } from "../api/types.ts";
import { textOrNull } from "../forms/verb-form.ts";
import { wallOf } from "../text/days.ts";
import { wholeDaysOf } from "./exception-pieces.ts";
import { typedDuring, type WhenValues } from "./when-values.ts";

/** What a new exception starts with; without times it is for the whole date. */
export interface DrawnException {
  kind: "blocked" | "available";
  date: string;
  from?: string;
  to?: string;
}

export interface ExceptionValues extends WhenValues {
  kind: "blocked" | "available";
  reason: string;
  resource_id: string | null;
  clinic_id: string | null;
  service_id: string | null;
  room_id: string | null;
  lanes: number | "";
  slot_minutes: number | "";
}

export function exceptionValues(
  exception: ScheduleException | null,
  drawn: DrawnException,
  { resourceId, clinicId, zone }: { resourceId: string | null; clinicId: string; zone: string },
): ExceptionValues {
  // A resource's blocked time is blocked wherever it would be; opened time and closures lie at a certain clinic.
  const clinic_id = drawn.kind === "available" || resourceId === null ? clinicId : null;
  const scope = exception ?? { resource_id: resourceId, clinic_id, service_id: null, room_id: null };
  return {
    kind: exception?.kind ?? drawn.kind,
    ...(exception ? timesOf(exception, zone) : timesDrawn(drawn)),
    reason: exception?.reason ?? "",
    resource_id: scope.resource_id,
    clinic_id: scope.clinic_id,
    service_id: scope.service_id,
    room_id: scope.room_id,
    lanes: exception?.lanes ?? "",
    slot_minutes: exception?.slot_minutes ?? "",
  };
}

function timesDrawn({ kind, date, from, to }: DrawnException) {
  const whole_days = from === undefined && kind === "blocked";
  return { whole_days, from_date: date, from_time: from ?? "09:00", to_date: date, to_time: to ?? "17:00" };
}

function timesOf(exception: ScheduleException, zone: string) {
  const days = wholeDaysOf(exception);
  const [start, end] = [wallOf(exception.starts_at, zone), wallOf(exception.ends_at, zone)];
  return {
    whole_days: days !== null,
    from_date: days?.from ?? start.slice(0, 10),
    from_time: days ? "09:00" : start.slice(11),
    to_date: days?.to ?? end.slice(0, 10),
    to_time: days ? "17:00" : end.slice(11),
  };
}

/** What is sent for what was typed; times are those of `zone`. */
export function exceptionBody(typed: ExceptionValues, zone: string) {
  const { whole_days, from_date, from_time, to_date, to_time, lanes, slot_minutes, reason, ...rest } = typed;
  const number = (value: number | "") => (value === "" ? undefined : value);
  const opening = typed.kind === "available" &&
    typed.resource_id !== null && { lanes: number(lanes), slot_minutes: number(slot_minutes) };
  const during = typedDuring({ whole_days, from_date, from_time, to_date, to_time }, zone);
  return { ...rest, ...opening, reason: textOrNull(reason), timezone: zone, ...during };
}
