import type { z } from "zod";
import { DomainError, fault, notFound } from "../../core/errors.ts";
import { applyEntry } from "../../billing/apply-entry.ts";
import {
  changePayment,
  type EntryRow,
  insertEntries,
  type PaymentRow,
  readAdjustments,
  readEntries,
  readListedPayment,
} from "../../billing/payments.ts";
import { type BillOf, type Language, readBillHead } from "../../billing/papers.ts";
import { balanceOf } from "../../billing/stand.ts";
import type { Caller } from "../../platform/http/caller.ts";
import { requireTag, tagOf } from "../../platform/http/conditions.ts";
import type { Database, Transaction } from "../../platform/database.ts";
import type { House } from "../../platform/house.ts";
import { lockVisitsOfTicket } from "../../visits/visits.ts";
import { selectBilled, selectTicket } from "./bill.sql.ts";
import type { billEntry } from "./bill-schemas.ts";
import { spread } from "./spread.ts";
import { type AtTill, dateAt, entryOf, followUp, lockAtTill } from "./till.ts";

/** What a patient owes for all visits of a ticket. Throws `not_found`. */
export async function readBill(database: Database, ticketId: string) {
  const ticket = await selectTicket(database, ticketId);
  if (!ticket) throw notFound("/id", "visit ticket");
  const ids = await selectBilled(database, ticketId);
  const found = await Promise.all(ids.map((id) => readListedPayment(database, id)));
  const payments = found.map((payment) => ({ ...payment!, balance_minor: balanceOf(payment!) }));
  const currencies = [...new Set(payments.map(({ currency }) => currency))];
  const etag = tagOf(payments);
  return { visit_ticket: ticket, etag, payments, totals: currencies.map((currency) => totalOf(currency, payments)) };
}

/** The bill as it is printed. Throws `not_found`. */
export async function readBillPaper(database: Database, ticketId: string, language: Language): Promise<BillOf> {
  const head = await readBillHead(database, ticketId);
  if (!head) throw notFound("/id", "visit ticket");
  const ids = await selectBilled(database, ticketId);
  const payments = await Promise.all(
    ids.map(async (id) => {
      const [payment, adjustments, entries] = await Promise.all([
        readListedPayment(database, id),
        readAdjustments(database, id),
        readEntries(database, id),
      ]);
      return { ...payment!, adjustments, entries };
    }),
  );
  return { head, payments, language };
}

type Billed = Pick<PaymentRow, "currency" | "total_minor" | "amount_paid_minor"> & { balance_minor: number };

function totalOf(currency: string, payments: readonly Billed[]) {
  const own = payments.filter((payment) => payment.currency === currency);
  const sum = (name: "total_minor" | "amount_paid_minor" | "balance_minor") =>
    own.reduce((total, payment) => total + payment[name], 0);
  return {
    currency,
    total_minor: sum("total_minor"),
    amount_paid_minor: sum("amount_paid_minor"),
    balance_minor: sum("balance_minor"),
  };
}

/**
 * Takes money for a whole bill: it pays the oldest payment first, then the next, each with an entry of its own, all of it or nothing. Visits
 * that only waited to be paid end.
 *
 * Throws `not_found`, `version_mismatch`, `exceeds_balance`, `day_closed`, or `invalid_request` where the currency has to be named.
 */
export async function enterBill(
  house: House,
  caller: Caller,
  ticketId: string,
  wanted: z.output<typeof billEntry>,
  expectedTag: string | null,
): Promise<{ visit_ticket_id: string; paid: { payment: PaymentRow; entry: EntryRow }[] }> {
  const now = house.now();
  const { accountId } = caller;
  const entered = await house.postgres.write(caller.organizationId, async (tx) => {
    const open = await lockBill(tx, ticketId, expectedTag);
    const currency = currencyOf(open, wanted.currency);
    const parts = spread(
      wanted.amount_minor,
      open.filter(({ payment }) => payment.currency === currency).map((at) => ({ at, balance: balanceOf(at.payment) })),
    );
    const occurredOn = await dateAt(tx, open[0]!.payment.clinic_id, now);
    const payments: PaymentRow[] = [];
    const movements = parts.map(
      ({ amount }) => ({ kind: "receipt", amountMinor: amount, method: wanted.method }) as const,
    );
    for (const [i, { at }] of parts.entries()) {
      const standing = applyEntry(at.payment, movements[i]!, now);
      const changed = await changePayment(tx, at.payment.id, standing, { kind: "receipt", actorId: accountId, now });
      payments.push(await followUp(tx, at, changed, caller, now));
    }
    const by = { accountId, occurredOn, now };
    const entries = await insertEntries(
      tx,
      payments.map((payment, i) => entryOf(payment, movements[i]!, by)),
    );
    return {
      visit_ticket_id: ticketId,
      paid: payments.map((payment, i) => ({ payment, entry: entries[i]! })),
    };
  });
  house.wake(caller.organizationId);
  return entered;
}

/** Every payment of the bill on which something is owed, locked behind its visit, the oldest first. */
async function lockBill(tx: Transaction, ticketId: string, expectedTag: string | null): Promise<AtTill[]> {
  if (!(await selectTicket(tx, ticketId))) throw notFound("/id", "visit ticket");
  await lockVisitsOfTicket(tx, ticketId);
  const open: AtTill[] = [];
  for (const id of await selectBilled(tx, ticketId)) open.push(await lockAtTill(tx, id, null));
  requireTag(
    expectedTag,
    open.map(({ payment }) => payment),
  );
  const owed = open.filter(({ payment }) => balanceOf(payment) > 0);
  if (owed.length === 0) throw fault("exceeds_balance", "/amount_minor", "Only 0 is owed.");
  return owed;
}

/** The currency in which the bill is paid: the one that was named, or the only one there is. */
function currencyOf(open: readonly AtTill[], named: string | undefined): string {
  const currencies = [...new Set(open.map(({ payment }) => payment.currency))];
  if (named !== undefined) return named;
  if (currencies.length > 1)
    throw new DomainError("invalid_request", "The bill has several currencies; name one.", {
      errors: [{ pointer: "/currency", code: "required", detail: `One of ${currencies.join(", ")}.` }],
    });
  return currencies[0]!;
}
