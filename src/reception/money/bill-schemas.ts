import { z } from "zod";
import { currency, id, minor } from "../../core/schemas.ts";
import { visitTicket } from "../../visits/schemas.ts";
import { entry, listedPayment, payment, paymentMethod } from "../../billing/schemas.ts";

/** What a patient owes for all of their visits at a clinic on one day; one sum for each currency. */
export const bill = z
  .object({
    visit_ticket: visitTicket,
    etag: z.string().meta({ description: "Changes with every payment of the bill; for `If-Match`" }),
    payments: z.array(listedPayment.extend({ balance_minor: minor })).meta({ description: "The oldest first" }),
    totals: z.array(z.object({ currency, total_minor: minor, amount_paid_minor: minor, balance_minor: minor })),
  })
  .meta({ id: "Bill" });

/** Money for the bill: it goes to the oldest payment until that is paid, then to the next. */
export const billEntry = z.strictObject({
  amount_minor: z.int().min(1).max(100_000_000_000),
  method: paymentMethod,
  currency: currency.optional().meta({ description: "Needed where the bill has more than one" }),
});
export const enteredBill = z.object({
  visit_ticket_id: id,
  paid: z.array(z.object({ payment, entry })).meta({ description: "The payments to which money went, with how much" }),
});
