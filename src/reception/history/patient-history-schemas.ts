import { z } from "zod";
import { currency, id, instant, listQuery, localDate, minor, pageOf } from "../../core/schemas.ts";

export const historyKinds = ["visit", "payment", "visit_ticket", "contract"] as const;

export const patientHistoryQuery = z.strictObject({ kind: z.enum(historyKinds).optional(), ...listQuery });

/** One thing that happened to a patient or is agreed; what does not apply to its kind is null. */
export const patientHistoryItem = z
  .object({
    kind: z.enum(historyKinds),
    id,
    at: instant.meta({ description: "By which the list is ordered: the start, the arrival, or when it was made" }),
    service_date: localDate,
    timezone: z.string(),
    clinic_id: id,
    clinic_name: z.string(),
    title: z.string().nullable().meta({ description: "The service, or the number of the contract" }),
    practitioner_name: z.string().nullable(),
    status: z.string().nullable(),
    appointment_id: id.nullable(),
    booking_id: z.string().nullable(),
    visits: z.int().nullable().meta({ description: "Of a visit ticket" }),
    total_minor: minor.nullable(),
    paid_minor: minor.nullable(),
    currency: currency.nullable(),
  })
  .meta({ id: "PatientHistoryItem" });

export const patientHistoryPage = pageOf(patientHistoryItem).extend({
  balance: z
    .array(z.object({ currency, due_minor: minor, paid_minor: minor }))
    .nullable()
    .meta({
      description: "What is due and not paid, and what was paid, by currency; null for who may not see payments",
    }),
});
