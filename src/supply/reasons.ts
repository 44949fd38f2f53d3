import { instantOfMinute } from "../core/zones.ts";

export type ReasonCode =
  | "in_the_past"
  | "notice_too_short"
  | "beyond_horizon"
  | "outside_hours"
  | "break"
  | "claimed"
  | "buffer"
  | "patient_busy";

/** Why a start is not offered. `until` is the epoch minute at which this reason ends, where that is known. */
export interface Reason {
  code: ReasonCode;
  resourceId?: string;
  appointmentId?: string;
  until?: number;
  label?: string;
}

/** Reasons that another booking causes: these make a conflict; the others are rules. */
const conflicts = new Set<ReasonCode>(["claimed", "buffer", "patient_busy"]);

export const isConflict = ({ code }: Reason): boolean => conflicts.has(code);

const sentences: Record<ReasonCode, string> = {
  in_the_past: "The start lies in the past.",
  notice_too_short: "The service needs more notice.",
  beyond_horizon: "The service cannot be booked so far ahead.",
  outside_hours: "This is outside working hours.",
  break: "This is a break.",
  claimed: "Another appointment has this time.",
  buffer: "The time before or after another appointment is kept free.",
  patient_busy: "The patient has another appointment at this time.",
};

/** A reason as the API says it; the page puts it into the reader's language by its code. */
export function sayReason({ code, resourceId, appointmentId, until, label }: Reason) {
  return {
    code,
    detail: label === undefined ? sentences[code] : `${sentences[code]} (${label})`,
    ...(label === undefined ? {} : { label }),
    ...(resourceId === undefined ? {} : { resource_id: resourceId }),
    ...(appointmentId === undefined ? {} : { appointment_id: appointmentId }),
    ...(until === undefined ? {} : { until: instantOfMinute(until) }),
  };
}
