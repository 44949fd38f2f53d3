import { instantOfMinute } from "../core/zones.ts";

export type ReasonCode =
  | "in_the_past"
  | "notice_too_short"
  | "beyond_horizon"
  | "outside_hours"
  | "break"
  | "blocked"
  | "holiday"
  | "time_off"
  | "session_closed"
  | "closed_to_service"
  | "other_clinic"
  | "other_room"
  | "out_of_service"
  | "claimed"
  | "buffer"
  | "patient_busy"
  | "nothing_suitable";

/** Why a start is not offered. `until` is the epoch minute at which this reason ends, where that is known. */
export interface Reason {
  code: ReasonCode;
  resourceId?: string;
  resourceName?: string;
  appointmentId?: string;
  ruleId?: string;
  exceptionId?: string;
  until?: number;
  label?: string;
}

/** Reasons that another booking causes: these make a conflict; the others are rules. */
const conflicts = new Set<ReasonCode>(["claimed", "buffer", "patient_busy"]);

export const isConflict = ({ code }: Reason): boolean => conflicts.has(code);

/**
 * Rules that a person may waive by name. What has gone by, what is not there and what others booked cannot be waived; a session that
 * is closed can be opened again.
 */
const binding = new Set<ReasonCode>([
  "in_the_past",
  "session_closed",
  "out_of_service",
  "nothing_suitable",
  ...conflicts,
]);

export const isWaivable = ({ code }: Reason): boolean => !binding.has(code);

const sentences: Record<ReasonCode, string> = {
  in_the_past: "The start lies in the past.",
  notice_too_short: "The service needs more notice.",
  beyond_horizon: "The service cannot be booked so far ahead.",
  outside_hours: "This is outside working hours.",
  break: "This is a break.",
  blocked: "This time is blocked.",
  holiday: "The clinic is closed for a holiday.",
  time_off: "This is time off.",
  session_closed: "The session admits nobody more.",
  closed_to_service: "This time is kept for another service.",
  other_clinic: "This time is worked at another clinic.",
  other_room: "The practitioner works in another room then.",
  out_of_service: "This is no longer in use.",
  claimed: "Another appointment has this time.",
  buffer: "The time before or after another appointment is kept free.",
  patient_busy: "The patient has another appointment at this time.",
  nothing_suitable: "There is nothing here that the service could use.",
};

/** A reason as the API says it; the page puts it into the reader's language by its code. */
export function sayReason(reason: Reason) {
  const { code, resourceId, resourceName, appointmentId, ruleId, exceptionId, until, label } = reason;
  return {
    code,
    detail: label === undefined ? sentences[code] : `${sentences[code]} (${label})`,
    ...(label === undefined ? {} : { label }),
    ...(resourceId === undefined ? {} : { resource_id: resourceId }),
    ...(resourceName === undefined ? {} : { resource_name: resourceName }),
    ...(appointmentId === undefined ? {} : { appointment_id: appointmentId }),
    ...(ruleId === undefined ? {} : { rule_id: ruleId }),
    ...(exceptionId === undefined ? {} : { exception_id: exceptionId }),
    ...(until === undefined ? {} : { until: instantOfMinute(until) }),
    waivable: isWaivable(reason),
  };
}
