import type { Temporal } from "temporal-polyfill";
import { closedAt } from "../billing/close-payment.ts";
import { closePayment, type PaymentRow } from "../billing/payments.ts";
import { priceOfGiven } from "../demand/contracts.ts";
import type { Transaction } from "../platform/database.ts";
import { announcePayment } from "./announce.ts";

/** Brings the payment of a cancelled contract, which is locked, to what was delivered for it and what was paid. */
export async function settleCancelled(
  tx: Transaction,
  payment: PaymentRow,
  contractId: string,
  now: Temporal.Instant,
): Promise<PaymentRow> {
  const given = await priceOfGiven(tx, contractId);
  const closed = await closePayment(tx, payment.id, closedAt(payment, given, now), now);
  await announcePayment(tx, closed, now);
  return closed;
}
