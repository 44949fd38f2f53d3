import type { Temporal } from "temporal-polyfill";
import { notFound } from "../../core/errors.ts";
import { dateOf } from "../../core/zones.ts";
import { lockPayment, type NewEntry, type PaymentRow, readOwedFor } from "../../billing/payments.ts";
import { readClinic } from "../../booking/offer.ts";
import { lockContract } from "../../demand/contracts.ts";
import type { Caller } from "../../platform/http/caller.ts";
import { requireVersion } from "../../platform/http/conditions.ts";
import type { Transaction } from "../../platform/database.ts";
import { newId } from "../../platform/ids.ts";
import { lockVisit, type VisitRow } from "../../visits/visits.ts";
import { announcePayment, announceVisit } from "../announce.ts";
import { moveVisitByTable } from "../queue/move-visit.ts";
import { settleCancelled } from "./settle-cancelled.ts";

/** A payment with what it is owed for, all of it locked. */
export interface AtTill {
  payment: PaymentRow;
  visit: VisitRow | undefined;
  /** The contract that was cancelled, when it is of one. */
  cancelledContractId: string | null;
}

/**
 * Locks a payment, and before it what it is owed for: whoever changes a visit or a contract and its payment locks the payment last.
 *
 * Throws `not_found` and `version_mismatch`.
 */
export async function lockAtTill(tx: Transaction, paymentId: string, expectedVersion: number | null): Promise<AtTill> {
  const owed = await readOwedFor(tx, paymentId);
  if (!owed) throw notFound("/id", "payment");
  const visit = owed.visit_id === null ? undefined : await lockVisit(tx, owed.visit_id);
  const contract = owed.contract_id === null ? undefined : await lockContract(tx, owed.contract_id);
  const payment = await lockPayment(tx, { id: paymentId });
  if (!payment) throw notFound("/id", "payment");
  requireVersion(expectedVersion, payment);
  return { payment, visit, cancelledContractId: contract?.status === "cancelled" ? owed.contract_id : null };
}

/** Tells of a payment that changed, brings a cancelled contract's to its end, and ends a visit that only waited to be paid. */
export async function followUp(
  tx: Transaction,
  { visit, cancelledContractId }: AtTill,
  changed: PaymentRow,
  { accountId: actorId }: Caller,
  now: Temporal.Instant,
): Promise<PaymentRow> {
  if (cancelledContractId !== null) return await settleCancelled(tx, changed, cancelledContractId, { actorId, now });
  await announcePayment(tx, changed, now);
  if (changed.status !== "paid" || visit?.status !== "pending_payment") return changed;
  const completed = { times: { completed_at: now }, actorId, expectedVersion: null, now };
  await announceVisit(tx, await moveVisitByTable(tx, visit.id, "settle", completed), now);
  return changed;
}

/** A movement of money as it is written: in the clinic's day, and in the drawer of who took it. */
export function entryOf(
  payment: PaymentRow,
  { kind, amountMinor, method }: { kind: "receipt" | "refund"; amountMinor: number; method: NewEntry["method"] },
  { accountId, occurredOn, now }: { accountId: string; occurredOn: string; now: Temporal.Instant },
): NewEntry {
  return { id: newId(), payment, kind, amount_minor: amountMinor, method, account_id: accountId, occurredOn, now };
}

/** The date that it is now where the payment is made. Throws `not_found` for a clinic that is none. */
export async function dateAt(tx: Transaction, clinicId: string, now: Temporal.Instant): Promise<string> {
  const clinic = await readClinic(tx, clinicId);
  if (!clinic) throw notFound("/clinic_id", "clinic");
  return dateOf(now, clinic.timezone).toString();
}
