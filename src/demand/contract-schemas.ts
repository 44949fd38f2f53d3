import { z } from "zod";
import { contractStatuses } from "../core/moves.ts";
import { currency, id, instant, listQuery, minor, pageOf, prose, stored } from "../core/schemas.ts";
import { sessions, wishes } from "./request-schemas.ts";

export const contractStatus = z.enum(contractStatuses);

const line = z
  .object({
    id,
    service_id: id,
    service_name: z.string(),
    sessions: z.int(),
    price_minor: minor.meta({ description: "For one session" }),
    wishes,
    request_id: id.nullable().meta({ description: "The booking request that it became when the contract was signed" }),
  })
  .meta({ id: "ContractLine" });

export const contract = z
  .object({
    ...stored,
    contract_number: z.string(),
    clinic_id: id,
    patient_id: id,
    patient_name: z.string(),
    status: contractStatus,
    lines: z.array(line),
    total_minor: minor,
    currency,
    payment_id: id.nullable(),
    refund_due_minor: minor.nullable(),
    notes: z.string().nullable(),
    confirmed_at: instant.nullable(),
    completed_at: instant.nullable(),
    cancelled_at: instant.nullable(),
    cancellation_reason: z.string().nullable(),
    created_at: instant,
  })
  .meta({ id: "Contract" });

export const newLine = z.strictObject({
  service_id: id,
  sessions,
  price_minor: minor.optional().meta({ description: "For one session; the service's price unless told otherwise" }),
  wishes: wishes.optional(),
});
const lines = z.array(newLine).min(1).max(20);

export const newContract = z.strictObject({
  clinic_id: id,
  patient_id: id,
  lines,
  notes: prose(1000).nullable().optional(),
});
/** While it is a draft. Lines are replaced as a whole. */
export const contractChange = z.strictObject({ lines, notes: prose(1000).nullable() }).partial();
export const contractCancel = z.strictObject({ reason: prose(500) });
export const contractQuery = z.strictObject({
  clinic_id: id.optional(),
  patient_id: id.optional(),
  status: contractStatus.optional(),
  ...listQuery,
});
export const contractPage = pageOf(contract);
