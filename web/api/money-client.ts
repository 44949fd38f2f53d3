import { languageNow } from "../text/language.ts";
import { api } from "../urls.ts";
import { get, post } from "./client.ts";
import type * as T from "./money-types.ts";
import { request } from "./request.ts";

/** Money beyond a single receipt: what is let go, taken back, counted and closed. */
export const moneyClient = {
  waive: (paymentId: string, body: T.Waiver, key: string) => post(api.paymentVerb(paymentId, "waive"), body, key),
  voidEntry: (paymentId: string, entryId: string, reason: string) =>
    post(api.paymentVerb(paymentId, `entries/${encodeURIComponent(entryId)}/void`), { reason }, crypto.randomUUID()),
  /** Address of the receipt, written in the language of the page. */
  receiptOf: (paymentId: string) => api.paymentVerb(paymentId, "receipt.pdf", { lang: languageNow() }),

  readDayClose: (clinicId: string, date: string) => get<T.DayClose>(api.dayClose({ clinic_id: clinicId, date })),
  closeDay: (body: T.ClosingDay) => post<T.DayClose>(api.dayClose(), body, crypto.randomUUID()),
  reopenDay: (clinicId: string, date: string, reason: string) =>
    post<T.DayClose>(api.reopenDay, { clinic_id: clinicId, date, reason }, crypto.randomUUID()),
  openDrawer: (body: T.NewDrawer, key: string) => post<T.CashDrawer>(api.cashDrawers(), body, key),
  closeDrawer: (id: string, body: T.DrawerCount) => post<T.CashDrawer>(api.cashDrawerVerb(id, "close"), body),
  reopenDrawer: (id: string, reason: string) => post<T.CashDrawer>(api.cashDrawerVerb(id, "reopen"), { reason }),

  /** Address of the whole bill, written in the language of the page. */
  billOf: (ticketId: string) => api.visitTicketVerb(ticketId, "bill.pdf", { lang: languageNow() }),
  readBill: (ticketId: string) => get<T.Bill>(api.visitTicketVerb(ticketId, "bill")),
  payBill: ({ visit_ticket: { id }, etag }: T.Bill, body: T.BillEntry, idempotencyKey: string) =>
    request("POST", api.visitTicketVerb(id, "entries"), { body, version: etag, idempotencyKey }),
};
