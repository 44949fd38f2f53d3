import type { Temporal } from "temporal-polyfill";
import { textOf } from "../core/instants.ts";
import { textOfMinute, wallMinuteOf } from "../core/zones.ts";
import type { NeededService } from "../demand/needed-service.ts";
import type { NewAppointmentRow, PhaseSpan, Waiver } from "./appointments.sql.ts";
import type { Candidate, Offer } from "./offer.ts";
import type { Plan } from "../supply/availability.ts";

export interface Particulars {
  id: string;
  bookingId: string;
  /** Epoch minutes. */
  start: number;
  status: "held" | "pending" | "confirmed";
  needsApproval: boolean;
  holdExpiresAt: Temporal.Instant | null;
  bookingSource: string;
  notes: string | null;
  session: SessionOwed | null;
  /** Of who is admitted to a session: the bed that is given already, and as what standing patient. */
  admission?: { bedId: string | null; standingAdmissionId: string | null };
  waived: readonly Waiver[];
  accountId: string | null;
  now: Temporal.Instant;
}

/** The session that an appointment gives; a prepaid one costs nothing at the desk. */
export interface SessionOwed {
  ticketId: string;
  prepaid: boolean;
}

/** The appointment as it will be stored: what the service says today is written down, because tomorrow it may say something else. */
export function draftAppointment(
  { clinic, service, patient }: Offer,
  { practitionerId, priceMinor, plan }: Candidate,
  wanted: Particulars,
): NewAppointmentRow {
  const local = textOfMinute(wallMinuteOf(wanted.start, clinic.timezone)).slice(0, -1);
  const now = textOf(wanted.now);
  return {
    id: wanted.id,
    booking_id: wanted.bookingId,
    clinic_id: clinic.id,
    patient_id: patient!.id,
    service_id: service.id,
    practitioner_id: practitionerId,
    starts_at: textOfMinute(wanted.start),
    ends_at: textOfMinute(wanted.start + plan.durationMinutes),
    starts_local: local,
    timezone: clinic.timezone,
    service_date: local.slice(0, -9),
    patient_timezone: patient!.timezone,
    status: wanted.status,
    booking_source: wanted.bookingSource,
    notes: wanted.notes,
    service_name: service.name,
    duration_minutes: plan.durationMinutes,
    price_minor: wanted.session?.prepaid ? 0 : priceMinor,
    currency: service.currency,
    consultation_mode: service.consultation_mode,
    phases: phasesOf(plan),
    reschedule_count: 0,
    overlap_waived: waivesOverlap(wanted.waived),
    needs_approval: wanted.needsApproval,
    waived: waiversOf(wanted.waived),
    hold_expires_at: wanted.holdExpiresAt && textOf(wanted.holdExpiresAt),
    session_ticket_id: wanted.session?.ticketId ?? null,
    session_id: null,
    bed_id: wanted.admission?.bedId ?? null,
    standing_admission_id: wanted.admission?.standingAdmissionId ?? null,
    created_by: wanted.accountId,
    created_at: now,
    updated_at: now,
    version: 1,
  };
}

/** How a booking begins: kept for a while, asked for, or agreed. Online bookings wait for approval where the service says so. */
export function statusOf(
  service: Pick<NeededService, "requires_approval">,
  asked: { booking_source: string; needs_approval?: boolean | undefined },
  holdExpiresAt: Temporal.Instant | null,
): Pick<Particulars, "status" | "needsApproval" | "holdExpiresAt"> {
  const needsApproval = asked.needs_approval ?? (service.requires_approval && asked.booking_source === "online");
  const agreed = needsApproval ? "pending" : "confirmed";
  return { status: holdExpiresAt === null ? agreed : "held", needsApproval, holdExpiresAt };
}

/** The waivers as they are stored with the appointment. */
export const waiversOf = (waived: readonly Waiver[]): Waiver[] | null => (waived.length > 0 ? [...waived] : null);

/** A patient may overlap themselves when that was waived by name. */
export const waivesOverlap = (waived: readonly Waiver[]): boolean => waived.some(({ rule }) => rule === "patient_busy");

/** The phases as they are stored with the appointment. */
export const phasesOf = ({ needs }: Plan): PhaseSpan[] => needs.map(({ starts, ends }) => [starts, ends]);
