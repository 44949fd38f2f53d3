import { z } from "zod";
import { paymentStatuses } from "../core/moves.ts";
import {
  basisPoints,
  currency,
  id,
  instant,
  listQuery,
  localDate,
  minor,
  pageOf,
  prose,
  stored,
} from "../core/schemas.ts";

export const paymentStatus = z.enum(paymentStatuses);
export const paymentMethod = z.enum(["cash", "visa", "bank_transfer"]);

const signedMinor = z.int().meta({ description: "Amount in minor units; what takes away is negative" });
/** Money that is wanted from somebody. */
const wantedMinor = z.int().min(1).max(100_000_000_000);
/** Why: a line that somebody reads later. */
const why = prose(500).pipe(z.string().min(1, "This may not be empty."));

export const payment = z
  .object({
    ...stored,
    clinic_id: id,
    visit_id: id.nullable(),
    contract_id: id.nullable().meta({ description: "A payment is owed for a visit, or for a contract" }),
    appointment_id: id.nullable(),
    patient_id: id,
    practitioner_id: id.nullable(),
    price_minor: minor.meta({ description: "What was agreed" }),
    charge_minor: minor.meta({
      description: "The price with its adjustments; of a cancelled contract, what was given",
    }),
    total_minor: minor.meta({ description: "The charge; as long as more was paid, what was paid" }),
    amount_paid_minor: minor,
    deposit_minor: minor.meta({ description: "What the service wanted beforehand when it was booked" }),
    refund_due_minor: minor.meta({ description: "Paid beyond the charge: to be given back" }),
    currency,
    share_basis_points: basisPoints,
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
    visit_ticket_id: id.nullable().meta({ description: "Of which bill it is; null for a contract" }),
    contract_number: z.string().nullable(),
  })
  .meta({ id: "ListedPayment" });
export const paymentPage = pageOf(listedPayment);

const paymentFilter = {
  clinic_id: id.optional(),
  patient_id: id.optional(),
  status: paymentStatus.optional(),
  outstanding: z.stringbool().optional().meta({ description: "Only what is due and not paid" }),
  from: localDate.optional().meta({ description: "First date of service" }),
  to: localDate.optional().meta({ description: "The date after the last one" }),
};
export const paymentQuery = z.strictObject({ ...paymentFilter, ...listQuery });

export const newEntry = z.strictObject({
  kind: z.enum(["receipt", "refund"]),
  amount_minor: wantedMinor,
  method: paymentMethod,
});

export const entry = z
  .object({
    id,
    kind: z.enum(["receipt", "refund", "void"]),
    amount_minor: minor,
    method: paymentMethod,
    occurred_at: instant,
    occurred_on: localDate.meta({
      description: "The clinic's date whose money it is; a void belongs to the date of what it voids",
    }),
    account_id: id.nullable(),
    receipt_number: z.int().meta({ description: "Of the clinic: 1, 2, 3 …, without gaps" }),
    voids_entry_id: id.nullable(),
    voided_by_id: id.nullable().meta({ description: "The entry that voids this one" }),
    reason: z.string().nullable(),
  })
  .meta({ id: "PaymentEntry" });

export const adjustment = z
  .object({
    id,
    kind: z.enum(["waiver", "release", "late_cancel_fee", "no_show_fee", "price", "undo"]),
    amount_minor: signedMinor,
    reason: z.string().nullable(),
    occurred_at: instant,
    account_id: id.nullable(),
  })
  .meta({ id: "PaymentAdjustment" });

export const paymentDetail = listedPayment
  .extend({ entries: z.array(entry), adjustments: z.array(adjustment) })
  .meta({ id: "PaymentDetail" });
export const enteredPayment = z.object({ payment, entry });

export const waiver = z.strictObject({ amount_minor: wantedMinor, reason: why });
export const waivedPayment = z.object({ payment, adjustment });

export const voiding = z.strictObject({ reason: why });

export const paymentEvents = z.object({
  items: z.array(
    z
      .object({
        id,
        kind: z.string(),
        version: z.int(),
        actor_id: id.nullable(),
        actor_name: z.string().nullable(),
        occurred_at: instant,
        change: z.record(z.string(), z.unknown()).meta({ description: "The columns that it set" }),
      })
      .meta({ id: "PaymentEvent" }),
  ),
});

/** In which language it is written; the figures are the same in all. */
export const paperQuery = z.strictObject({ lang: z.enum(["en", "ar", "el"]).default("en") });
export const receiptQuery = paperQuery.extend({
  entry_id: id.optional().meta({ description: "Only this movement of money; else all of the payment's" }),
});
