import fc from "fast-check";
import { Temporal } from "temporal-polyfill";
import { expect, test } from "vitest";
import { applyEntry } from "./apply-entry.ts";
import { closedAt, refundDue } from "./close-payment.ts";
import type { PaymentRow } from "./payments.sql.ts";

const now = Temporal.Instant.from("2026-11-18T08:00:00Z");
const owed: PaymentRow = {
  id: "1",
  clinic_id: "1",
  visit_id: null,
  contract_id: "1",
  appointment_id: null,
  patient_id: "1",
  practitioner_id: null,
  price_minor: 600,
  charge_minor: 600,
  total_minor: 600,
  amount_paid_minor: 0,
  deposit_minor: 0,
  refund_due_minor: 0,
  currency: "EUR",
  share_basis_points: 0,
  practitioner_share_minor: 0,
  clinic_share_minor: 600,
  status: "pending",
  due_at: now,
  paid_at: null,
  created_at: now,
  version: 1,
};
const paid = { ...owed, amount_paid_minor: 600, status: "paid", paid_at: now } as const;

test.each<[string, PaymentRow, given: number, back: number, { total_minor: number; status: string; due: boolean }]>([
  ["nothing paid, nothing given", owed, 0, 0, { total_minor: 0, status: "pending", due: false }],
  ["nothing paid, some given", owed, 200, 0, { total_minor: 200, status: "pending", due: true }],
  ["all paid, nothing given", paid, 0, 600, { total_minor: 600, status: "paid", due: false }],
  ["all paid, some given", paid, 200, 400, { total_minor: 600, status: "paid", due: false }],
  [
    "as much paid as given",
    { ...owed, amount_paid_minor: 200 },
    200,
    0,
    { total_minor: 200, status: "paid", due: false },
  ],
  [
    "less paid than given",
    { ...owed, amount_paid_minor: 100 },
    200,
    0,
    { total_minor: 200, status: "pending", due: true },
  ],
  ["given back already", { ...owed, status: "refunded" }, 200, 0, { total_minor: 200, status: "refunded", due: false }],
  [
    "a gift",
    { ...owed, charge_minor: 0, total_minor: 0, status: "paid", paid_at: now },
    0,
    0,
    { total_minor: 0, status: "paid", due: false },
  ],
])("%s", (_, payment, given, back, { due, ...expected }) => {
  const closed = closedAt(payment, given, now);
  expect(closed).toMatchObject(expected);
  expect([closed.due_at !== null, closed.paid_at !== null]).toEqual([due, expected.status === "paid"]);
  expect(refundDue(payment, given)).toBe(back);
});

test("giving back what is due leaves exactly what was given, and nothing to pay", () => {
  const amounts = fc.record({ paid: fc.nat(600), given: fc.nat(600) });
  fc.assert(
    fc.property(amounts, ({ paid, given }) => {
      const payment: PaymentRow = { ...owed, amount_paid_minor: paid };
      const back = refundDue(payment, given);
      const closed = { ...payment, ...closedAt(payment, given, now) };
      if (back === 0) return;
      const entered = { ...closed, ...applyEntry(closed, { kind: "refund", amountMinor: back }, now) };
      const end = closedAt(entered, given, now);
      expect([end.total_minor, entered.amount_paid_minor, end.due_at]).toEqual([given, given, null]);
    }),
  );
});
