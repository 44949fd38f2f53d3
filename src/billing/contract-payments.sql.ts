import type { Temporal } from "temporal-polyfill";
import type { Transaction } from "../platform/database.ts";
import { type PaymentRow, paymentColumns } from "./payments.sql.ts";

export interface NewContractPayment {
  id: string;
  contractId: string;
  clinicId: string;
  patientId: string;
  /** The clinic's date on which the contract was signed. */
  serviceDate: string;
  totalMinor: number;
  currency: string;
  now: Temporal.Instant;
}

/** What a contract costs, all of it the clinic's and due at once; what costs nothing is paid. */
export async function insertContractPayment(tx: Transaction, payment: NewContractPayment): Promise<PaymentRow> {
  const [row] = await tx.rows<PaymentRow>(
    `insert into payments (organization_id, id, contract_id, clinic_id, patient_id, service_date, price_minor, charge_minor, total_minor,
       amount_paid_minor, currency,
       share_basis_points, practitioner_share_minor, clinic_share_minor, status, due_at, paid_at, created_at, updated_at, version)
     values ($1, $2, $3, $4, $5, $6, $7, $7, $7, 0, $8, 0, 0, $7, case when $7::bigint = 0 then 'paid' else 'pending' end, $9,
       case when $7::bigint = 0 then $9::timestamptz end, $9, $9, 1)
     returning ${paymentColumns}`,
    [
      tx.organizationId,
      payment.id,
      payment.contractId,
      payment.clinicId,
      payment.patientId,
      payment.serviceDate,
      payment.totalMinor,
      payment.currency,
      payment.now,
    ],
  );
  return row!;
}
