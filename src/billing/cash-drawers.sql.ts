import type { Temporal } from "temporal-polyfill";
import type { Database, Transaction } from "../platform/database.ts";

/** Something closed was opened again, and why. */
export interface Reopening {
  closed_at: string;
  closed_by: string | null;
  reopened_at: string;
  reopened_by: string | null;
  reason: string;
}

export interface DrawerRow {
  id: string;
  version: number;
  clinic_id: string;
  account_id: string;
  account_name: string;
  business_date: Temporal.PlainDate;
  currency: string;
  status: "open" | "closed";
  float_minor: number;
  expected_minor: number;
  counted_minor: number | null;
  difference_minor: number | null;
  note: string | null;
  opened_at: Temporal.Instant;
  closed_at: Temporal.Instant | null;
  closed_by: string | null;
  reopenings: Reopening[];
}

/** Cash of the drawer's date in its currency; a void is in the drawer of who took what it voids. */
export const cashOf = (drawer: string) => `(select coalesce(sum(case when w.kind = 'receipt' then 1 else -1 end
      * case when e.kind = 'void' then -1 else 1 end * e.amount_minor), 0)::bigint
    from payment_entries e
    join payment_entries w on w.organization_id = $1 and w.id = coalesce(e.voids_entry_id, e.id)
    join payments m on m.organization_id = $1 and m.id = e.payment_id and m.currency = ${drawer}.currency
    where e.organization_id = $1 and e.clinic_id = ${drawer}.clinic_id and e.occurred_on = ${drawer}.business_date and e.method = 'cash'
      and w.account_id = ${drawer}.account_id)`;

// An open drawer is reckoned as it is now; a closed one is as it was.
const drawers = `select d.id, d.version, d.clinic_id, d.account_id, a.name as account_name, d.business_date, d.currency, d.status, d.float_minor,
    coalesce(d.expected_minor, d.float_minor + ${cashOf("d")}) as expected_minor, d.counted_minor,
    d.counted_minor - d.expected_minor as difference_minor, d.note, d.opened_at, d.closed_at, d.closed_by, d.reopenings
  from cash_drawers d join accounts a on a.organization_id = $1 and a.id = d.account_id
  where d.organization_id = $1`;

export async function selectDrawers(database: Database, clinicId: string, date: string): Promise<DrawerRow[]> {
  return await database.rows(`${drawers} and d.clinic_id = $2 and d.business_date = $3 order by d.opened_at, d.id`, [
    database.organizationId,
    clinicId,
    date,
  ]);
}

export async function selectDrawer(database: Database, id: string): Promise<DrawerRow | undefined> {
  const [row] = await database.rows<DrawerRow>(`${drawers} and d.id = $2`, [database.organizationId, id]);
  return row;
}

export interface NewDrawer {
  id: string;
  clinicId: string;
  accountId: string;
  date: string;
  floatMinor: number;
  now: Temporal.Instant;
}

/** In the currency that the organization counts in. */
export async function insertDrawer(tx: Transaction, drawer: NewDrawer): Promise<void> {
  await tx.rows(
    `insert into cash_drawers (organization_id, id, clinic_id, account_id, business_date, float_minor, currency, status, opened_at, updated_at, version)
     select $1, $2, $3, $4, $5, $6, o.currency, 'open', $7, $7, 1 from organizations o where o.id = $1`,
    [tx.organizationId, drawer.id, drawer.clinicId, drawer.accountId, drawer.date, drawer.floatMinor, drawer.now],
  );
}

/** Writes down what was expected and what was counted; the till is locked. Says whether the drawer was open. */
export async function markDrawerClosed(
  tx: Transaction,
  id: string,
  {
    countedMinor,
    note,
    accountId,
    now,
  }: { countedMinor: number; note: string | null; accountId: string; now: Temporal.Instant },
): Promise<boolean> {
  const rows = await tx.rows(
    `update cash_drawers d set status = 'closed', expected_minor = d.float_minor + ${cashOf("d")}, counted_minor = $3, note = $4,
       closed_at = $5, closed_by = $6, updated_at = $5, version = version + 1
     where organization_id = $1 and id = $2 and status = 'open' returning id`,
    [tx.organizationId, id, countedMinor, note, now, accountId],
  );
  return rows.length === 1;
}

/** Opens a closed drawer again; what it was closed with is told among its reopenings. Says whether it was closed. */
export async function markDrawerOpen(
  tx: Transaction,
  id: string,
  { reason, accountId, now }: { reason: string; accountId: string; now: Temporal.Instant },
): Promise<boolean> {
  const rows = await tx.rows(
    `update cash_drawers set status = 'open', expected_minor = null, counted_minor = null, closed_at = null, closed_by = null,
       reopenings = reopenings || jsonb_build_object('closed_at', closed_at, 'closed_by', closed_by, 'reopened_at', $3::timestamptz,
         'reopened_by', $4::uuid, 'reason', $5::text),
       updated_at = $3, version = version + 1
     where organization_id = $1 and id = $2 and status = 'closed' returning id`,
    [tx.organizationId, id, now, accountId, reason],
  );
  return rows.length === 1;
}

/** The clinic's zone, for who asks for its date; nothing when there is no such clinic. */
export async function selectZone(database: Database, clinicId: string): Promise<string | undefined> {
  const [row] = await database.rows<{ timezone: string }>(
    "select timezone from clinics where organization_id = $1 and id = $2",
    [database.organizationId, clinicId],
  );
  return row?.timezone;
}
