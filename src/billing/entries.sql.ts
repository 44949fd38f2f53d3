import type { Temporal } from "temporal-polyfill";
import { DomainError } from "../core/errors.ts";
import type { Database, Transaction } from "../platform/database.ts";
import type { PaymentRow } from "./payments.sql.ts";

export interface EntryRow {
  id: string;
  kind: "receipt" | "refund" | "void";
  amount_minor: number;
  method: "cash" | "visa" | "bank_transfer";
  occurred_at: Temporal.Instant;
  /** The clinic's date whose money it is. */
  occurred_on: Temporal.PlainDate;
  account_id: string | null;
  receipt_number: number;
  voids_entry_id: string | null;
  voided_by_id: string | null;
  reason: string | null;
}

export type NewEntry = Pick<EntryRow, "id" | "kind" | "amount_minor" | "method" | "account_id"> & {
  payment: Pick<PaymentRow, "id" | "clinic_id">;
  occurredOn: string;
  voids?: Pick<EntryRow, "id" | "account_id">;
  reason?: string;
  now: Temporal.Instant;
};

const columns = `e.id, e.kind, e.amount_minor, e.method, e.occurred_at, e.occurred_on, e.account_id, e.receipt_number, e.voids_entry_id,
  e.reason`;

/**
 * Locks the till of a clinic until COMMIT: its receipt counter, of which it takes `count` numbers. Whoever enters money, and whoever closes a
 * drawer or a date, does so behind this lock, which comes after all others; so numbers have no gap, and what is closed stays as it is.
 */
export async function lockTill(tx: Transaction, clinicId: string, count = 0): Promise<void> {
  await tx.rows(
    {
      name: "lock_till",
      text: `insert into receipt_counters (organization_id, clinic_id, last_number) values ($1, $2, $3)
        on conflict on constraint receipt_counters_pkey do update set last_number = receipt_counters.last_number + $3`,
    },
    [tx.organizationId, clinicId, count],
  );
}

/** Whether the clinic's date is open, and the cash drawer of who took it, as the statement sees them behind the lock. */
const isOpen = (clinic: string, date: string) =>
  `not exists (select 1 from day_closes d
     where d.organization_id = $1 and d.clinic_id = ${clinic} and d.business_date = ${date} and d.closed_at is not null)`;

// A statement of its own behind the one that locks, because it sees what was committed until then.
const insertStatement = {
  name: "insert_entries",
  text: `insert into payment_entries as e (organization_id, id, payment_id, clinic_id, kind, amount_minor, method, account_id, occurred_at,
      occurred_on, voids_entry_id, reason, receipt_number)
    select $1, n.id, n.payment_id, $2, n.kind, n.amount_minor, n.method, n.account_id, $3, n.occurred_on, n.voids_entry_id, n.reason,
      c.last_number - $4::integer + n.nth
    from unnest($5::uuid[], $6::uuid[], $7::text[], $8::bigint[], $9::text[], $10::uuid[], $11::date[], $12::uuid[], $13::text[], $14::uuid[])
      with ordinality as n (id, payment_id, kind, amount_minor, method, account_id, occurred_on, voids_entry_id, reason, drawer_of, nth)
    join receipt_counters c on c.organization_id = $1 and c.clinic_id = $2
    where ${isOpen("$2", "n.occurred_on")}
      and (n.method <> 'cash' or not exists (select 1 from cash_drawers d
        where d.organization_id = $1 and d.clinic_id = $2 and d.business_date = n.occurred_on and d.account_id = n.drawer_of
          and d.status = 'closed'))
    order by n.nth
    returning ${columns}, null::uuid as voided_by_id`,
};

/**
 * Writes movements of money at one clinic, each with the next number of its receipts; the last thing that a transaction does. Money is in the
 * day of the clinic where it was taken, and in the drawer of who took it.
 *
 * Throws `day_closed` when that date or, for cash, that drawer is closed.
 */
export async function insertEntries(tx: Transaction, entries: readonly NewEntry[]): Promise<EntryRow[]> {
  const [first] = entries;
  const { clinic_id: clinicId } = first!.payment;
  const [, rows] = await Promise.all([
    lockTill(tx, clinicId, entries.length),
    tx.rows<EntryRow>(insertStatement, [
      tx.organizationId,
      clinicId,
      first!.now,
      entries.length,
      entries.map(({ id }) => id),
      entries.map(({ payment }) => payment.id),
      entries.map(({ kind }) => kind),
      entries.map(({ amount_minor }) => amount_minor),
      entries.map(({ method }) => method),
      entries.map(({ account_id }) => account_id),
      entries.map(({ occurredOn }) => occurredOn),
      entries.map(({ voids }) => voids?.id ?? null),
      entries.map(({ reason }) => reason ?? null),
      entries.map(({ voids, account_id }) => (voids ? voids.account_id : account_id)),
    ]),
  ]);
  if (rows.length < entries.length) throw dayClosed();
  return rows;
}

export const dayClosed = (): DomainError =>
  new DomainError("day_closed", "The money of this date is closed; an administrator can open it again.");

/** Throws `day_closed` when the clinic's date is closed. For who has locked the till. */
export async function requireOpenDay(tx: Transaction, clinicId: string, date: string): Promise<void> {
  const [open] = await tx.rows({ name: "require_open_day", text: `select 1 where ${isOpen("$2", "$3")}` }, [
    tx.organizationId,
    clinicId,
    date,
  ]);
  if (!open) throw dayClosed();
}

/** A payment's movements of money, in the order in which they came. */
export async function selectEntries(database: Database, paymentId: string): Promise<EntryRow[]> {
  return await database.rows(
    `select ${columns}, v.id as voided_by_id from payment_entries e
     left join payment_entries v on v.organization_id = $1 and v.voids_entry_id = e.id
     where e.organization_id = $1 and e.payment_id = $2 order by e.receipt_number, e.id`,
    [database.organizationId, paymentId],
  );
}

/** Whether money has moved for the visit since the thing with this id was made: ids sort by time. */
export async function hasEntriesSince(database: Database, visitId: string, id: string): Promise<boolean> {
  const [row] = await database.rows(
    `select 1 from payments m join payment_entries e on e.organization_id = $1 and e.payment_id = m.id
     where m.organization_id = $1 and m.visit_id = $2 and e.id > $3 limit 1`,
    [database.organizationId, visitId, id],
  );
  return row !== undefined;
}
