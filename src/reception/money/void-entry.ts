import { notFound } from "../../core/errors.ts";
import { applyVoid } from "../../billing/apply-entry.ts";
import {
  changePayment,
  type EntryRow,
  insertEntries,
  type NewEntry,
  type PaymentRow,
  readEntries,
} from "../../billing/payments.ts";
import type { Caller } from "../../platform/http/caller.ts";
import type { House } from "../../platform/house.ts";
import { newId } from "../../platform/ids.ts";
import { followUp, lockAtTill } from "./till.ts";

interface Voiding {
  paymentId: string;
  entryId: string;
  reason: string;
  expectedVersion: number | null;
}

/**
 * Makes an entry that was a mistake count no more: it stays, and another one, with a number of its own, voids it. A void belongs to the
 * date and the drawer of what it voids, because that money never moved.
 *
 * Throws `not_found`, `version_mismatch`, `illegal_move` for a void or what is void already, `exceeds_paid` or `exceeds_balance` when later
 * entries build on it, or `day_closed`: what is closed is given back by a refund.
 */
export async function voidEntry(
  house: House,
  caller: Caller,
  { paymentId, entryId, reason, expectedVersion }: Voiding,
): Promise<{ payment: PaymentRow; entry: EntryRow }> {
  const now = house.now();
  const { accountId } = caller;
  const voided = await house.postgres.write(caller.organizationId, async (tx) => {
    const at = await lockAtTill(tx, paymentId, expectedVersion);
    const entries = await readEntries(tx, paymentId);
    const found = entries.find(({ id }) => id === entryId);
    if (!found) throw notFound("/entry_id", "entry");
    const standing = applyVoid(at.payment, found, entries, now);
    const changed = await changePayment(tx, paymentId, standing, { kind: "void", actorId: accountId, now });
    const payment = await followUp(tx, at, changed, caller, now);
    const [entry] = await insertEntries(tx, [voidOf(payment, found, { accountId, reason, now })]);
    return { payment, entry: entry! };
  });
  house.wake(caller.organizationId);
  return voided;
}

function voidOf(
  payment: PaymentRow,
  found: EntryRow,
  { accountId, reason, now }: { accountId: string; reason: string; now: NewEntry["now"] },
): NewEntry {
  const { amount_minor, method, occurred_on } = found;
  const own = { id: newId(), kind: "void", account_id: accountId, reason, now } as const;
  return { ...own, payment, amount_minor, method, occurredOn: occurred_on.toString(), voids: found };
}
