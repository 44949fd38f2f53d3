import type { Temporal } from "temporal-polyfill";
import type { PaymentRow } from "../billing/payments.ts";
import type { AppointmentRow } from "../booking/appointments.ts";
import type { Transaction } from "../platform/database.ts";
import { type Announcement, announce } from "../platform/outbox.sql.ts";
import type { VisitRow } from "../visits/visits.ts";

type Versioned = Pick<VisitRow, "id" | "version">;

/** The queue changed by this visit; who had it before hears of it, too. */
export async function announceVisit(
  tx: Transaction,
  visit: VisitRow,
  now: Temporal.Instant,
  formerId: string | null = null,
): Promise<void> {
  const practitionerIds = [visit.practitioner_id, formerId];
  const rooms = { clinicId: visit.clinic_id, practitionerIds, version: visit.version };
  await announce(tx, [{ ...rooms, kind: "queue_updated", area: "queue", subjectId: visit.id }], now);
}

/** What is owed, or was paid, changed. */
export async function announcePayment(tx: Transaction, payment: PaymentRow, now: Temporal.Instant): Promise<void> {
  const rooms = { clinicId: payment.clinic_id, practitionerIds: [payment.practitioner_id], version: payment.version };
  await announce(tx, [{ ...rooms, kind: "payment_updated", area: "payments", subjectId: payment.id }], now);
}

/** An appointment and its visit changed together; every practitioner concerned hears of it. */
export async function announceAppointment(
  tx: Transaction,
  appointment: AppointmentRow,
  visit: Versioned,
  practitionerIds: readonly (string | null)[],
  now: Temporal.Instant,
): Promise<void> {
  const rooms = { clinicId: appointment.clinic_id, practitionerIds };
  await announce(
    tx,
    [
      {
        ...rooms,
        kind: "appointment_updated",
        area: "appointments",
        subjectId: appointment.id,
        version: appointment.version,
      },
      { ...rooms, kind: "queue_updated", area: "queue", subjectId: visit.id, version: visit.version },
      ...sessionUpdate(appointment.clinic_id, appointment.session_id),
    ],
    now,
  );
}

/** Whoever is admitted to a session changes what its board shows, and nothing of the session itself: it has no version then. */
export function sessionUpdate(clinicId: string, sessionId: string | null): Announcement[] {
  if (sessionId === null) return [];
  const about = { clinicId, practitionerIds: [], subjectId: sessionId, version: 1 };
  return [{ ...about, kind: "session_updated", area: "sessions" }];
}
