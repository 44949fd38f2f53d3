import type { Temporal } from "temporal-polyfill";
import { instantOfMinute, localOf } from "../core/zones.ts";
import type { NewAppointmentRow } from "./appointments.sql.ts";
import type { Candidate, Offer } from "./offer.ts";

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
  { practitionerId }: Candidate,
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
    ends_at: startsAt.add({ minutes: service.duration_minutes }).toString(),
    starts_local: local.date.toPlainDateTime(local.time).toString(),
    timezone: clinic.timezone,
    service_date: local.date.toString(),
    patient_timezone: patient!.timezone,
    status: "confirmed",
    booking_source: wanted.bookingSource,
    notes: wanted.notes,
    service_name: service.name,
    duration_minutes: service.duration_minutes,
    price_minor: service.price_minor,
    currency: service.currency,
    consultation_mode: service.consultation_mode,
    reschedule_count: 0,
    overlap_waived: false,
    created_by: wanted.accountId,
    created_at: now,
    updated_at: now,
    version: 1,
  };
}
