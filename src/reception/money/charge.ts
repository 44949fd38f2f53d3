import type { Temporal } from "temporal-polyfill";
import { splitShare } from "../../core/money.ts";
import type { NewPayment } from "../../billing/payments.ts";
import { newId } from "../../platform/ids.ts";

interface Charged {
  visit_id: string;
  appointment_id: string | null;
  clinic_id: string;
  patient_id: string;
  practitioner_id: string | null;
  service_date: string;
  price_minor: number;
  currency: string;
}

/**
 * What a visit will cost, and whose it is: the practitioner's share in basis points, the rest the clinic's. What is wanted beforehand is
 * written down too, and never more than the price.
 */
export function newPaymentFor(
  charged: Charged,
  { shareBasisPoints, depositMinor }: { shareBasisPoints: number; depositMinor: number },
  now: Temporal.Instant,
): NewPayment {
  const { practitionerMinor, clinicMinor } = splitShare(charged.price_minor, shareBasisPoints);
  return {
    id: newId(),
    clinicId: charged.clinic_id,
    visitId: charged.visit_id,
    appointmentId: charged.appointment_id,
    patientId: charged.patient_id,
    practitionerId: charged.practitioner_id,
    serviceDate: charged.service_date,
    totalMinor: charged.price_minor,
    depositMinor: Math.min(depositMinor, charged.price_minor),
    currency: charged.currency,
    shareBasisPoints,
    practitionerShareMinor: practitionerMinor,
    clinicShareMinor: clinicMinor,
    now,
  };
}
