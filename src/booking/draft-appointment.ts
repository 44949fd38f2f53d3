import type { Temporal } from "temporal-polyfill";
import { instantOfMinute, localOf } from "../core/zones.ts";
import type { NewAppointmentRow, PhaseSpan } from "./appointments.sql.ts";
import type { Candidate, Offer } from "./offer.ts";
import type { Plan } from "../supply/availability.ts";

export interface Particulars {
  id: string;
  bookingId: string;
  start: number;
  bookingSource: string;
  notes: string | null;
  accountId: string | null;
  now: Temporal.Instant;
}

/** The appointment as it will be stored: what the service says today is written down, because tomorrow it may say something else. */
export function draftAppointment(
  { clinic, service, patient }: Offer,
  { practitionerId, priceMinor, plan }: Candidate,
  wanted: Particulars,
): NewAppointmentRow {
  const startsAt = instantOfMinute(wanted.start);
  const local = localOf(startsAt, clinic.timezone);
  const now = wanted.now.toString();
  return {
    id: wanted.id,
    booking_id: wanted.bookingId,
    clinic_id: clinic.id,
    patient_id: patient!.id,
    service_id: service.id,
    practitioner_id: practitionerId,
    starts_at: startsAt.toString(),
    ends_at: startsAt.add({ minutes: plan.durationMinutes }).toString(),
    starts_local: local.date.toPlainDateTime(local.time).toString(),
    timezone: clinic.timezone,
    service_date: local.date.toString(),
    patient_timezone: patient!.timezone,
    status: "confirmed",
    booking_source: wanted.bookingSource,
    notes: wanted.notes,
    service_name: service.name,
    duration_minutes: plan.durationMinutes,
    price_minor: priceMinor,
    currency: service.currency,
    consultation_mode: service.consultation_mode,
    phases: phasesOf(plan),
    reschedule_count: 0,
    overlap_waived: false,
    created_by: wanted.accountId,
    created_at: now,
    updated_at: now,
    version: 1,
  };
}

/** The phases as they are stored with the appointment. */
export const phasesOf = ({ needs }: Plan): PhaseSpan[] => needs.map(({ starts, ends }) => [starts, ends]);
