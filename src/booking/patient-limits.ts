import { Temporal } from "temporal-polyfill";
import { DomainError } from "../core/errors.ts";
import type { AppointmentRow, Party } from "./appointments.sql.ts";

/** What a service asks of its patients. */
export interface PatientTerms {
  allow_patient_reschedule: boolean;
  max_reschedule_count: number;
  late_cancel_notice_minutes: number;
}

/** Whose wish a change is: patients speak for themselves, staff say it, and mean the clinic when they say nothing. */
export function partyOf(caller: { role: string }, requestedBy: Party | undefined): Party {
  return caller.role === "patient" ? "patient" : (requestedBy ?? "clinic");
}

/** How often the patient has moved the appointment after this move; the clinic's moves do not count. Throws `reschedule_limit`. */
export function countMove(
  party: Party,
  terms: Pick<PatientTerms, "allow_patient_reschedule" | "max_reschedule_count">,
  { reschedule_count: before }: Pick<AppointmentRow, "reschedule_count">,
): number {
  if (party === "clinic") return before;
  if (!terms.allow_patient_reschedule)
    throw new DomainError("reschedule_limit", "Patients do not move appointments of this service; the clinic can.");
  if (before >= terms.max_reschedule_count)
    throw new DomainError("reschedule_limit", "The patient has moved this appointment as often as the service allows.");
  return before + 1;
}

/** A patient who cancels an agreed time with less notice than the service asks for cancels late; the clinic never does. */
export function isLate(
  party: Party,
  { late_cancel_notice_minutes: notice }: Pick<PatientTerms, "late_cancel_notice_minutes">,
  { status, starts_at }: Pick<AppointmentRow, "status" | "starts_at">,
  now: Temporal.Instant,
): boolean {
  if (party === "clinic" || status !== "confirmed") return false;
  return Temporal.Instant.compare(now, starts_at.subtract({ minutes: notice })) > 0;
}
