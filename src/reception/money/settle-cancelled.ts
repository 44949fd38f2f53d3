import type { Temporal } from "temporal-polyfill";
import { closedAt } from "../../billing/close-payment.ts";
import { changePayment, type PaymentRow } from "../../billing/payments.ts";
import { priceOfGiven } from "../../demand/contracts.ts";
import type { Transaction } from "../../platform/database.ts";
import { announcePayment } from "../announce.ts";

/** Brings the payment of a cancelled contract, which is locked, to what was delivered for it and what was paid. */
export async function settleCancelled(
  tx: Transaction,
  payment: PaymentRow,
  contractId: string,
  cause: { actorId: string | null; now: Temporal.Instant },
): Promise<PaymentRow> {
  const given = await priceOfGiven(tx, contractId);
  const closing = { kind: "close", ...cause };
  const closed = await changePayment(tx, payment.id, closedAt(payment, given, cause.now), closing);
  await announcePayment(tx, closed, cause.now);
  return closed;
}
