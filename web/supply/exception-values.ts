import type { ScheduleException } from "../api/types.ts";
import { textOrNull } from "../forms/verb-form.ts";
import { addDays, instantFrom, wallOf } from "../text/days.ts";
import { wholeDaysOf } from "./exception-pieces.ts";

/** What a new exception starts with; without times it is for the whole date. */
export interface DrawnException {
  kind: "blocked" | "available";
  date: string;
  from?: string;
  to?: string;
}

export interface ExceptionValues {
  kind: "blocked" | "available";
  whole_days: boolean;
  from_date: string | null;
  from_time: string;
  /** The last date that it concerns, not the one after it as the API has it. */
  to_date: string | null;
  to_time: string;
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
  { resourceId, clinicId, zone }: { resourceId: string; clinicId: string; zone: string },
): ExceptionValues {
  // Blocked time is blocked wherever the resource would be; opened time lies at a certain clinic.
  const clinic_id = drawn.kind === "available" ? clinicId : null;
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
  const momentOf = (date: string | null, time: string) => (date && time ? instantFrom(`${date}T${time}`, zone) : null);
  const from = whole_days ? from_date : momentOf(from_date, from_time);
  const to = whole_days ? to_date && addDays(to_date, 1) : momentOf(to_date, to_time);
  return { ...rest, ...opening, reason: textOrNull(reason), timezone: zone, from, to };
}
