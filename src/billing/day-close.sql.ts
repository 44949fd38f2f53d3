import type { Temporal } from "temporal-polyfill";
import type { Database, Transaction } from "../platform/database.ts";
import { type DrawerRow, type Reopening, selectDrawers } from "./cash-drawers.sql.ts";

/** What one account took and gave back by one method in one currency, of what was of the date. */
export interface TakingsRow {
  account_id: string | null;
  account_name: string | null;
  method: string;
  currency: string;
  receipts_minor: number;
  receipts_count: number;
  refunds_minor: number;
  refunds_count: number;
  voids_minor: number;
  voids_count: number;
  net_minor: number;
}

interface TotalRow {
  currency: string;
  net_minor: number;
  cash_minor: number;
  waived_minor: number;
}

/** The money of a clinic's date. */
export interface Figures {
  takings: TakingsRow[];
  totals: TotalRow[];
  drawers: DrawerRow[];
}

// A void is told with whoever took what it voids: their drawer lacks it.
const takings = `with moved as (
    select w.account_id, e.method, m.currency, e.kind, e.amount_minor, case when w.kind = 'receipt' then 1 else -1 end as sign
    from payment_entries e
    join payment_entries w on w.organization_id = $1 and w.id = coalesce(e.voids_entry_id, e.id)
    join payments m on m.organization_id = $1 and m.id = e.payment_id
    where e.organization_id = $1 and e.clinic_id = $2 and e.occurred_on = $3)
  select m.account_id, a.name as account_name, m.method, m.currency,
    coalesce(sum(amount_minor) filter (where kind = 'receipt'), 0)::bigint as receipts_minor,
    count(*) filter (where kind = 'receipt') as receipts_count,
    coalesce(sum(amount_minor) filter (where kind = 'refund'), 0)::bigint as refunds_minor,
    count(*) filter (where kind = 'refund') as refunds_count,
    coalesce(sum(sign * amount_minor) filter (where kind = 'void'), 0)::bigint as voids_minor,
    count(*) filter (where kind = 'void') as voids_count,
    sum(sign * amount_minor * case when kind = 'void' then -1 else 1 end)::bigint as net_minor
  from moved m left join accounts a on a.organization_id = $1 and a.id = m.account_id
  group by m.account_id, a.name, m.method, m.currency
  order by a.name nulls last, m.account_id, m.currency, m.method`;

const waived = `select m.currency, -sum(a.amount_minor)::bigint as waived_minor
  from payment_adjustments a join payments m on m.organization_id = $1 and m.id = a.payment_id
  where a.organization_id = $1 and a.clinic_id = $2 and a.occurred_on = $3 and a.kind = 'waiver' group by m.currency`;

/** The figures as they are now. */
export async function selectFigures(database: Database, clinicId: string, date: string): Promise<Figures> {
  const asked = [database.organizationId, clinicId, date];
  const [rows, waivers, drawers] = await Promise.all([
    database.rows<TakingsRow>(takings, asked),
    database.rows<{ currency: string; waived_minor: number }>(waived, asked),
    selectDrawers(database, clinicId, date),
  ]);
  const currencies = [...new Set([...rows, ...waivers].map(({ currency }) => currency))].sort();
  return { takings: rows, totals: currencies.map((currency) => totalOf(currency, rows, waivers)), drawers };
}

function totalOf(
  currency: string,
  rows: readonly TakingsRow[],
  waivers: readonly { currency: string; waived_minor: number }[],
): TotalRow {
  const own = rows.filter((row) => row.currency === currency);
  const sum = (some: readonly TakingsRow[]) => some.reduce((total, { net_minor }) => total + net_minor, 0);
  return {
    currency,
    net_minor: sum(own),
    cash_minor: sum(own.filter(({ method }) => method === "cash")),
    waived_minor: waivers.find((waiver) => waiver.currency === currency)?.waived_minor ?? 0,
  };
}

export interface CloseRow {
  version: number;
  figures: Figures | null;
  note: string | null;
  closed_at: Temporal.Instant | null;
  closed_by: string | null;
  closed_by_name: string | null;
  reopenings: Reopening[];
}

export async function selectClose(database: Database, clinicId: string, date: string): Promise<CloseRow | undefined> {
  const [row] = await database.rows<CloseRow>(
    `select d.version, d.figures, d.note, d.closed_at, d.closed_by, a.name as closed_by_name, d.reopenings
     from day_closes d left join accounts a on a.organization_id = $1 and a.id = d.closed_by
     where d.organization_id = $1 and d.clinic_id = $2 and d.business_date = $3`,
    [database.organizationId, clinicId, date],
  );
  return row;
}

interface Closing {
  clinicId: string;
  date: string;
  figures: Figures;
  note: string | null;
  accountId: string;
  now: Temporal.Instant;
}

/** Closes the date, whose till is locked, for the first time or again. */
export async function storeClose(
  tx: Transaction,
  { clinicId, date, figures, note, accountId, now }: Closing,
): Promise<void> {
  await tx.rows(
    `insert into day_closes as d (organization_id, clinic_id, business_date, figures, note, closed_by, closed_at, version)
     values ($1, $2, $3, $4, $5, $6, $7, 1)
     on conflict on constraint day_closes_pkey do update
       set figures = $4, note = $5, closed_by = $6, closed_at = $7, version = d.version + 1`,
    [tx.organizationId, clinicId, date, JSON.stringify(figures), note, accountId, now],
  );
}

/** Opens the date again, and tells why. Says whether it was closed. */
export async function markDayOpen(
  tx: Transaction,
  {
    clinicId,
    date,
    reason,
    accountId,
    now,
  }: { clinicId: string; date: string; reason: string; accountId: string; now: Temporal.Instant },
): Promise<boolean> {
  const rows = await tx.rows(
    `update day_closes set figures = null, closed_at = null, closed_by = null, version = version + 1,
       reopenings = reopenings || jsonb_build_object('closed_at', closed_at, 'closed_by', closed_by, 'reopened_at', $4::timestamptz,
         'reopened_by', $5::uuid, 'reason', $6::text)
     where organization_id = $1 and clinic_id = $2 and business_date = $3 and closed_at is not null returning version`,
    [tx.organizationId, clinicId, date, now, accountId, reason],
  );
  return rows.length === 1;
}
