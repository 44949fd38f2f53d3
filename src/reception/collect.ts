import type { Temporal } from "temporal-polyfill";
import { DomainError, notFound } from "../core/errors.ts";
import { dateOf } from "../core/zones.ts";
import { applyEntry, balanceOf } from "../billing/apply-entry.ts";
import {
  type EntryRow,
  insertEntry,
  lockPayment,
  type PaymentRow,
  readOwedFor,
  updatePayment,
} from "../billing/payments.ts";
import { readClinic } from "../booking/offer.ts";
import { lockContract } from "../demand/contracts.ts";
import type { Caller } from "../platform/http/caller.ts";
import { requireVersion } from "../platform/http/conditions.ts";
import type { Transaction } from "../platform/database.ts";
import type { House } from "../platform/house.ts";
import { newId } from "../platform/ids.ts";
import { lockVisit, type VisitRow } from "../visits/visits.ts";
import { announcePayment, announceVisit } from "./announce.ts";
import { moveVisitByTable } from "./move-visit.ts";
import { settleCancelled } from "./settle-cancelled.ts";

type Method = EntryRow["method"];

interface NewEntry {
  kind: "receipt" | "refund";
  amountMinor: number;
  method: Method;
  /** Of the payment. */
  expectedVersion?: number | null;
}

/**
 * Takes or gives back money for a payment. What becomes paid in full while the patient waits to pay ends the visit.
 *
 * Throws `not_found`, `version_mismatch`, `exceeds_balance` or `exceeds_paid`; of two desks that collect at once the second sees what the first did.
 */
export async function enterPayment(
  house: House,
  caller: Caller,
  paymentId: string,
  wanted: NewEntry,
): Promise<{ payment: PaymentRow; entry: EntryRow }> {
  const now = house.now();
  const entered = await house.postgres.write(caller.organizationId, async (tx) => {
    const owed = await readOwedFor(tx, paymentId);
    if (!owed) throw notFound("/id", "payment");
    // Whoever changes a visit or a contract and its payment locks the payment last.
    const visit = owed.visit_id === null ? undefined : await lockVisit(tx, owed.visit_id);
    const contract = owed.contract_id === null ? undefined : await lockContract(tx, owed.contract_id);
    const { payment, entry } = await enter(tx, caller, { ...owed, id: paymentId }, wanted, now);
    if (payment.status === "paid" && visit?.status === "pending_payment") await complete(tx, caller, visit, now);
    if (owed.contract_id === null || contract?.status !== "cancelled") return { payment, entry };
    return { payment: await settleCancelled(tx, payment, owed.contract_id, now), entry };
  });
  house.wake(caller.organizationId);
  return entered;
}

/**
 * Ends a visit that waits for its payment; what is still owed is collected by `method`.
 *
 * Throws `payment_due` when something is owed and no method is named, `illegal_move` when the visit does not wait to pay.
 */
export async function settle(
  house: House,
  caller: Caller,
  visitId: string,
  method: Method | null,
  expectedVersion: number | null,
): Promise<{ visit: VisitRow; payment: PaymentRow }> {
  const now = house.now();
  const settled = await house.postgres.write(caller.organizationId, async (tx) => {
    const { accountId: actorId } = caller;
    const ended = { times: { completed_at: now }, actorId, expectedVersion, now };
    const visit = await moveVisitByTable(tx, visitId, "settle", ended);
    const owed = await lockPayment(tx, { visitId });
    if (!owed) throw notFound("/id", "payment");
    const balance = balanceOf(owed);
    if (balance > 0 && method === null)
      throw new DomainError("payment_due", "Something is still owed; name the method by which it is paid.", {
        errors: [{ pointer: "/method", code: "payment_due", detail: "Needed while something is owed." }],
        members: { balance_minor: balance, currency: owed.currency },
      });
    const payment =
      balance > 0 && method !== null
        ? (await enter(tx, caller, owed, { kind: "receipt", amountMinor: balance, method }, now)).payment
        : owed;
    await announceVisit(tx, visit, now);
    return { visit, payment };
  });
  house.wake(caller.organizationId);
  return settled;
}

async function enter(
  tx: Transaction,
  caller: Caller,
  owed: { id: string; clinic_id: string },
  wanted: NewEntry,
  now: Temporal.Instant,
): Promise<{ payment: PaymentRow; entry: EntryRow }> {
  const [found, clinic] = await Promise.all([lockPayment(tx, { id: owed.id }), readClinic(tx, owed.clinic_id)]);
  if (!found || !clinic) throw notFound("/id", "payment");
  requireVersion(wanted.expectedVersion ?? null, found);
  const standing = applyEntry(found, wanted, now);
  const [entry, payment] = await Promise.all([
    insertEntry(tx, {
      id: newId(),
      payment: found,
      kind: wanted.kind,
      amount_minor: wanted.amountMinor,
      method: wanted.method,
      account_id: caller.accountId,
      occurredOn: dateOf(now, clinic.timezone).toString(),
      now,
    }),
    updatePayment(tx, found.id, standing, now),
  ]);
  await announcePayment(tx, payment, now);
  return { payment, entry };
}

async function complete(tx: Transaction, caller: Caller, visit: VisitRow, now: Temporal.Instant): Promise<void> {
  const completed = await moveVisitByTable(tx, visit.id, "settle", {
    times: { completed_at: now },
    actorId: caller.accountId,
    expectedVersion: null,
    now,
  });
  await announceVisit(tx, completed, now);
}
