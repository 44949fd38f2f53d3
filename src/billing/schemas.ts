import { z } from "zod";
import { currency, id, instant, listQuery, localDate, minor, pageOf, stored } from "../core/schemas.ts";

export const paymentStatus = z.enum(["pending", "paid", "refunded"]);
export const paymentMethod = z.enum(["cash", "visa", "bank_transfer"]);

export const payment = z
  .object({
    ...stored,
    clinic_id: id,
    visit_id: id.nullable(),
    contract_id: id.nullable().meta({ description: "A payment is owed for a visit, or for a contract" }),
    appointment_id: id.nullable(),
    patient_id: id,
    practitioner_id: id.nullable(),
    total_minor: minor,
    amount_paid_minor: minor,
    currency,
    practitioner_share_minor: minor,
    clinic_share_minor: minor,
    status: paymentStatus,
    due_at: instant
      .nullable()
      .meta({ description: "Since when it is owed; null while the visit has not ended, or when nothing is owed" }),
    paid_at: instant.nullable(),
    created_at: instant,
  })
  .meta({ id: "Payment" });

export const listedPayment = payment
  .extend({
    patient_name: z.string(),
    service_name: z.string().meta({ description: "Of a contract, all that it sells" }),
    practitioner_name: z.string().nullable(),
    service_date: z.string(),
    queue_number: z.int().nullable(),
    visit_status: z.string().nullable(),
    contract_number: z.string().nullable(),
  })
  .meta({ id: "ListedPayment" });
export const paymentPage = pageOf(listedPayment);

export const paymentQuery = z.strictObject({
  clinic_id: id.optional(),
  patient_id: id.optional(),
  status: paymentStatus.optional(),
  outstanding: z.stringbool().optional().meta({ description: "Only what is due and not paid" }),
  from: localDate.optional().meta({ description: "First date of service" }),
  to: localDate.optional().meta({ description: "The date after the last one" }),
  ...listQuery,
});

export const newEntry = z.strictObject({
  kind: z.enum(["receipt", "refund"]),
  amount_minor: z.int().min(1).max(100_000_000_000),
  method: paymentMethod,
});

export const entry = z
  .object({
    id,
    kind: z.enum(["receipt", "refund"]),
    amount_minor: minor,
    method: paymentMethod,
    occurred_at: instant,
    account_id: id.nullable(),
  })
  .meta({ id: "PaymentEntry" });

export const paymentDetail = listedPayment.extend({ entries: z.array(entry) }).meta({ id: "PaymentDetail" });
export const enteredPayment = z.object({ payment, entry });
