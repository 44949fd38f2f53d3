import { z } from "zod";
import { currency, id, instant, localDate, minor, prose, stored } from "../core/schemas.ts";
import { paymentMethod } from "./schemas.ts";

const signedMinor = z.int().meta({ description: "Amount in minor units; what is missing is negative" });
const why = prose(500).pipe(z.string().min(1, "This may not be empty."));

/** What happened to something closed before: it was opened again, and why. */
const reopening = z.object({
  closed_at: instant,
  closed_by: id.nullable(),
  reopened_at: instant,
  reopened_by: id.nullable(),
  reason: z.string(),
});

/** The cash of one account at one clinic on one date. */
export const cashDrawer = z
  .object({
    ...stored,
    clinic_id: id,
    account_id: id,
    account_name: z.string(),
    business_date: localDate,
    currency,
    status: z.enum(["open", "closed"]),
    float_minor: minor.meta({ description: "What was in it at the beginning" }),
    expected_minor: signedMinor.meta({
      description: "The float and the cash that came in, less what went out; as it was when the drawer was closed",
    }),
    counted_minor: minor.nullable(),
    difference_minor: signedMinor.nullable().meta({ description: "Counted less expected" }),
    note: z.string().nullable(),
    opened_at: instant,
    closed_at: instant.nullable(),
    closed_by: id.nullable(),
    reopenings: z.array(reopening),
  })
  .meta({ id: "CashDrawer" });

export const drawerQuery = z.strictObject({ clinic_id: id, date: localDate.optional() });
export const drawers = z.object({ clinic_id: id, date: localDate, items: z.array(cashDrawer) });
export const newDrawer = z.strictObject({
  clinic_id: id,
  float_minor: minor,
  account_id: id.optional().meta({ description: "Whose it is; the caller's unless said" }),
});
export const drawerCount = z.strictObject({ counted_minor: minor, note: prose(500).optional() });
export const reopen = z.strictObject({ reason: why });

/** What one account took and gave back by one method in one currency. */
const takings = z.object({
  account_id: id.nullable(),
  account_name: z.string().nullable(),
  method: paymentMethod,
  currency,
  receipts_minor: minor,
  receipts_count: z.int(),
  refunds_minor: minor,
  refunds_count: z.int(),
  voids_minor: signedMinor.meta({ description: "Receipts that were voided, less refunds that were voided" }),
  voids_count: z.int(),
  net_minor: signedMinor.meta({ description: "Receipts less refunds less voids" }),
});

export const dayClose = z
  .object({
    clinic_id: id,
    date: localDate,
    status: z.enum(["open", "closed"]),
    version: z.int().meta({ description: "0 as long as the date has never been closed" }),
    takings: z.array(takings),
    totals: z
      .array(z.object({ currency, net_minor: signedMinor, cash_minor: signedMinor, waived_minor: minor }))
      .meta({ description: "Of all accounts and methods" }),
    drawers: z.array(cashDrawer),
    note: z.string().nullable(),
    closed_at: instant.nullable(),
    closed_by: id.nullable(),
    closed_by_name: z.string().nullable(),
    reopenings: z.array(reopening),
  })
  .meta({ id: "DayClose", description: "The money of a clinic's date; final once it is closed" });

export const dayCloseQuery = z.strictObject({ clinic_id: id, date: localDate.optional() });
export const closingDay = z.strictObject({ clinic_id: id, date: localDate, note: prose(500).optional() });
export const reopeningDay = z.strictObject({ clinic_id: id, date: localDate, reason: why });
