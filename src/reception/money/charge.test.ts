import fc from "fast-check";
import { Temporal } from "temporal-polyfill";
import { expect, test } from "vitest";
import { newPaymentFor } from "./charge.ts";

const now = Temporal.Instant.from("2026-11-02T09:00:00Z");
const charged = {
  visit_id: "visit",
  appointment_id: "appointment",
  clinic_id: "clinic",
  patient_id: "patient",
  practitioner_id: "ada",
  service_date: "2026-11-02",
  price_minor: 4_501,
  currency: "EUR",
};

test("a payment says what the visit costs and whose it is", () => {
  const { id, ...payment } = newPaymentFor(charged, { shareBasisPoints: 6_000, depositMinor: 1_000 }, now);
  expect(id).toMatch(/^[0-9a-f-]{36}$/);
  expect(payment).toEqual({
    clinicId: "clinic",
    visitId: "visit",
    appointmentId: "appointment",
    patientId: "patient",
    practitionerId: "ada",
    serviceDate: "2026-11-02",
    totalMinor: 4_501,
    depositMinor: 1_000,
    currency: "EUR",
    shareBasisPoints: 6_000,
    practitionerShareMinor: 2_701,
    clinicShareMinor: 1_800,
    now,
  });
});

test("a walk-in whom nobody in particular sees is the clinic's alone", () => {
  const nobodys = { ...charged, appointment_id: null, practitioner_id: null };
  expect(newPaymentFor(nobodys, { shareBasisPoints: 0, depositMinor: 9_000 }, now)).toMatchObject({
    appointmentId: null,
    practitionerId: null,
    practitionerShareMinor: 0,
    clinicShareMinor: 4_501,
    depositMinor: 4_501,
  });
});

test("the two shares are the price, whatever the price and the share", () => {
  fc.assert(
    fc.property(fc.nat(100_000_000_000), fc.nat(10_000), (price_minor, shareBasisPoints) => {
      const payment = newPaymentFor({ ...charged, price_minor }, { shareBasisPoints, depositMinor: 0 }, now);
      expect(payment.practitionerShareMinor + payment.clinicShareMinor).toBe(price_minor);
    }),
    { numRuns: 10_000 },
  );
});
