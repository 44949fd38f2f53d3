import type { z } from "zod";
import type { enteredPayment } from "../src/billing/schemas.ts";
import type { Operation } from "../src/core/roles.ts";
import type { Booked } from "./answers.ts";
import type { Client } from "./client.ts";
import type { TestClinic } from "./clinic.ts";
import type { SampleCall } from "./sample-call.ts";

/** One thing of every kind that money names in a path. */
export interface Moneyed {
  visitTicketId: string;
  entryId: string;
  drawerId: string;
}

type MoneyOperation = Extract<
  Operation,
  | "voidEntry"
  | "waivePayment"
  | "readPaymentEvents"
  | "readReceipt"
  | "readPaymentExport"
  | "readDayClose"
  | "closeDay"
  | "reopenDay"
  | "readShareReport"
  | "readBillPaper"
  | `${string}Bill`
  | `${string}CashDrawer${string}`
>;

/** A cent that was paid for a booking by card, and the receptionist's drawer. */
export async function furnishMoney(admin: Client, ids: TestClinic, { payment, visit }: Booked): Promise<Moneyed> {
  const cent = { kind: "receipt", amount_minor: 1, method: "visa" };
  const entered = await admin.post<z.output<typeof enteredPayment>>(`/payments/${payment.id}/entries`, cent);
  const theirs = { clinic_id: ids.clinicId, float_minor: 5000, account_id: ids.accounts.receptionist.id };
  const drawer = await admin.post<{ id: string }>("/cash-drawers", theirs);
  return { visitTicketId: visit.visit_ticket_id, entryId: entered.body.entry.id, drawerId: drawer.body.id };
}

type Ids = TestClinic & Moneyed & { paymentId: string };

export function moneyCalls(ids: Ids): Record<MoneyOperation, SampleCall> {
  const get = (path: string): SampleCall => ({ method: "GET", path });
  const post = (path: string, body: Record<string, unknown>): SampleCall => ({ method: "POST", path, body });
  const { clinicId: clinic_id, paymentId, entryId, drawerId, visitTicketId } = ids;
  const day = { clinic_id, date: "2026-11-18" };
  const range = "from=2026-11-18&to=2026-11-19";
  return {
    voidEntry: post(`/payments/${paymentId}/entries/${entryId}/void`, { reason: "Typed wrong" }),
    waivePayment: post(`/payments/${paymentId}/waive`, { amount_minor: 1, reason: "A friend" }),
    readPaymentEvents: get(`/payments/${paymentId}/events`),
    readReceipt: get(`/payments/${paymentId}/receipt.pdf?lang=el`),
    readPaymentExport: get(`/payments/export?clinic_id=${clinic_id}&${range}`),
    readBill: get(`/visit-tickets/${visitTicketId}/bill`),
    readBillPaper: get(`/visit-tickets/${visitTicketId}/bill.pdf?lang=ar`),
    enterBill: post(`/visit-tickets/${visitTicketId}/entries`, { amount_minor: 1, method: "visa", currency: "EUR" }),
    listCashDrawers: get(`/cash-drawers?clinic_id=${clinic_id}&date=2026-11-18`),
    readCashDrawer: get(`/cash-drawers/${drawerId}`),
    openCashDrawer: post("/cash-drawers", { clinic_id, float_minor: 100 }),
    closeCashDrawer: post(`/cash-drawers/${drawerId}/close`, { counted_minor: 5000, note: "All there" }),
    reopenCashDrawer: post(`/cash-drawers/${drawerId}/reopen`, { reason: "A coin was found" }),
    readDayClose: get(`/day-close?clinic_id=${clinic_id}&date=2026-11-18`),
    closeDay: post("/day-close", { ...day, note: "A quiet day" }),
    reopenDay: post("/day-close/reopen", { ...day, reason: "A receipt was forgotten" }),
    readShareReport: get(`/reports/shares?clinic_id=${clinic_id}&${range}&format=json`),
  };
}
