import { DomainError, notFound } from "../../core/errors.ts";
import { applyEntry } from "../../billing/apply-entry.ts";
import { changePayment, type EntryRow, insertEntries, lockPayment, type PaymentRow } from "../../billing/payments.ts";
import { balanceOf } from "../../billing/stand.ts";
import type { Caller } from "../../platform/http/caller.ts";
import type { House } from "../../platform/house.ts";
import type { VisitRow } from "../../visits/visits.ts";
import { announcePayment, announceVisit } from "../announce.ts";
import { moveVisitByTable } from "../queue/move-visit.ts";
import { dateAt, entryOf, followUp, lockAtTill } from "./till.ts";

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
 * Throws `not_found`, `version_mismatch`, `exceeds_balance`, `exceeds_paid` or `day_closed`; of two desks that collect at once the second
 * sees what the first did.
 */
export async function enterPayment(
  house: House,
  caller: Caller,
  paymentId: string,
  wanted: NewEntry,
): Promise<{ payment: PaymentRow; entry: EntryRow }> {
  const now = house.now();
  const { accountId } = caller;
  const entered = await house.postgres.write(caller.organizationId, async (tx) => {
    const at = await lockAtTill(tx, paymentId, wanted.expectedVersion ?? null);
    const occurredOn = await dateAt(tx, at.payment.clinic_id, now);
    const cause = { kind: wanted.kind, actorId: accountId, now };
    const changed = await changePayment(tx, paymentId, applyEntry(at.payment, wanted, now), cause);
    const payment = await followUp(tx, at, changed, caller, now);
    const [entry] = await insertEntries(tx, [entryOf(payment, wanted, { accountId, occurredOn, now })]);
    return { payment, entry: entry! };
  });
  house.wake(caller.organizationId);
  return entered;
}

/**
 * Ends a visit that waits for its payment; what is still owed is collected by `method`.
 *
 * Throws `payment_due` when something is owed and no method is named, `illegal_move` when the visit does not wait to pay, or `day_closed`.
 */
export async function settle(
  house: House,
  caller: Caller,
  visitId: string,
  method: Method | null,
  expectedVersion: number | null,
): Promise<{ visit: VisitRow; payment: PaymentRow }> {
  const now = house.now();
  const { accountId } = caller;
  const settled = await house.postgres.write(caller.organizationId, async (tx) => {
    const ended = { times: { completed_at: now }, actorId: accountId, expectedVersion, now };
    const visit = await moveVisitByTable(tx, visitId, "settle", ended);
    const owed = await lockPayment(tx, { visitId });
    if (!owed) throw notFound("/id", "payment");
    const amountMinor = balanceOf(owed);
    await announceVisit(tx, visit, now);
    if (amountMinor === 0) return { visit, payment: owed };
    if (method === null) throw methodNeeded(owed, amountMinor);
    const wanted = { kind: "receipt", amountMinor, method } as const;
    const occurredOn = await dateAt(tx, owed.clinic_id, now);
    const cause = { kind: "receipt", actorId: accountId, now };
    const payment = await changePayment(tx, owed.id, applyEntry(owed, wanted, now), cause);
    await announcePayment(tx, payment, now);
    await insertEntries(tx, [entryOf(payment, wanted, { accountId, occurredOn, now })]);
    return { visit, payment };
  });
  house.wake(caller.organizationId);
  return settled;
}

const methodNeeded = ({ currency }: PaymentRow, balanceMinor: number): DomainError =>
  new DomainError("payment_due", "Something is still owed; name the method by which it is paid.", {
    errors: [{ pointer: "/method", code: "payment_due", detail: "Needed while something is owed." }],
    members: { balance_minor: balanceMinor, currency },
  });
