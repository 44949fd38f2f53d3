import { Temporal } from "temporal-polyfill";
import { expect, test } from "vitest";
import type { NewEntry, PaymentRow } from "../../billing/payments.ts";
import { entryOf } from "./till.ts";

const payment = { id: "payment", clinic_id: "clinic" } as PaymentRow;
const now = Temporal.Instant.from("2026-11-02T23:30:00Z");
const inDrawer = { accountId: "desk", occurredOn: "2026-11-03", now };
const written = { payment, account_id: "desk", occurredOn: "2026-11-03", now };

test.each<["receipt" | "refund", number, NewEntry["method"]]>([
  ["receipt", 4_500, "cash"],
  ["receipt", 1, "visa"],
  ["refund", 4_500, "bank_transfer"],
])(
  "a %s of %i by %s is of the payment, on the clinic's date, in the drawer of who took it",
  (kind, amountMinor, method) => {
    const { id, ...entry } = entryOf(payment, { kind, amountMinor, method }, inDrawer);
    expect(id).toMatch(/^[0-9a-f-]{36}$/);
    expect(entry).toEqual({ ...written, kind, amount_minor: amountMinor, method });
  },
);

test("two movements of the same money are two entries", () => {
  const [one, other] = [0, 1].map(() =>
    entryOf(payment, { kind: "receipt", amountMinor: 1, method: "cash" }, inDrawer),
  );
  expect(one?.id).not.toBe(other?.id);
});
