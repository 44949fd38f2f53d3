import { expect, test } from "vitest";
import type { PaymentDetail } from "../api/types.ts";
import { leftToRefund } from "./left-to-refund.ts";

type Entry = PaymentDetail["entries"][number];

const entry = (kind: Entry["kind"], amount_minor: number, occurred_at: string): Entry => ({
  id: "e",
  kind,
  amount_minor,
  occurred_at,
  occurred_on: occurred_at.slice(0, 10),
  receipt_number: 1,
  voids_entry_id: null,
  voided_by_id: null,
  reason: null,
  method: "cash",
  account_id: null,
});
const cancelled = { refund_due_minor: 300, cancelled_at: "2026-11-23T08:00:00Z" };

test.each<[string, Entry[], number]>([
  ["nothing yet", [entry("receipt", 500, "2026-11-20T08:00:00Z")], 300],
  ["what was given back before does not count", [entry("refund", 100, "2026-11-20T08:00:00Z")], 300],
  ["some of it", [entry("refund", 100, "2026-11-23T09:00:00+01:00"), entry("refund", 50, "2026-11-24T08:00:00Z")], 150],
  ["what was voided does not count", [{ ...entry("refund", 400, "2026-11-24T08:00:00Z"), voided_by_id: "v" }], 300],
  ["all of it, and more", [entry("refund", 400, "2026-11-24T08:00:00Z")], 0],
])("what is still to be given back: %s", (_, entries, left) => {
  expect(leftToRefund(cancelled, { entries })).toBe(left);
});

test("nothing of a contract that is not cancelled", () => {
  expect(leftToRefund({ refund_due_minor: null, cancelled_at: null }, { entries: [] })).toBe(0);
});
