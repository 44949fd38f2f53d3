import type { Temporal } from "temporal-polyfill";
import { closedAt } from "../billing/close-payment.ts";
import { closePayment, type PaymentRow } from "../billing/payments.ts";
import { priceOfGiven } from "../demand/contracts.ts";
import type { Transaction } from "../platform/database.ts";

/** Brings the payment of a cancelled contract, which is locked, to what was delivered for it and what was paid. */
export async function settleCancelled(
  tx: Transaction,
  payment: PaymentRow,
  now: Temporal.Instant,
): Promise<PaymentRow> {
  const given = payment.contract_id === null ? payment.total_minor : await priceOfGiven(tx, payment.contract_id);
  return await closePayment(tx, payment.id, closedAt(payment, given, now), now);
}
