import { Temporal } from "temporal-polyfill";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { fingerprint } from "./fingerprint.ts";
import { moneyDesk, refusal, requireLaws } from "./money-desk.ts";
import { openTestServer, type TestServer } from "./server.ts";

let server: TestServer;
let at: ReturnType<typeof moneyDesk>;
beforeAll(async () => {
  server = await openTestServer();
  at = moneyDesk(server);
});
beforeEach(() => {
  server.clock.now = Temporal.Instant.from("2026-11-18T08:00:00Z");
});
afterEach(() => requireLaws(server));
afterAll(() => server.close());

/** A history in short: `+` receives, `-` gives back, `w` waives; `v1` voids the first entry. */
type Move = `${"+" | "-" | "w" | "v"}${number}`;

/** Does the moves in turn and gives the last answer; an entry that is voided is counted from 1. */
async function play(paymentId: string, moves: Move[]) {
  const entries: string[] = [];
  let last: Awaited<ReturnType<typeof at.enter>> | Awaited<ReturnType<typeof at.waive>> | undefined;
  for (const move of moves) {
    const amount = Number(move.slice(1));
    last =
      move[0] === "w"
        ? await at.waive(paymentId, amount)
        : move[0] === "v"
          ? await at.void(paymentId, entries[amount - 1]!)
          : await at.enter(paymentId, move[0] === "+" ? "receipt" : "refund", amount);
    if ("entry" in last.body) entries.push(last.body.entry.id);
  }
  return last!;
}

// A consultation costs 5001, of which 6000 basis points are the practitioner's.
test.each<[string, Move[], { total: number; paid: number; status: string; share: number }]>([
  ["nothing", ["+1", "v1"], { total: 5001, paid: 0, status: "pending", share: 3001 }],
  ["a part", ["+2000"], { total: 5001, paid: 2000, status: "pending", share: 3001 }],
  ["all of it", ["+2000", "+3001"], { total: 5001, paid: 5001, status: "paid", share: 3001 }],
  ["all of it, given back", ["+5001", "-5001"], { total: 5001, paid: 0, status: "refunded", share: 3001 }],
  ["a receipt that was voided", ["+5001", "v1"], { total: 5001, paid: 0, status: "pending", share: 3001 }],
  ["the second receipt", ["+2000", "+3001", "v2"], { total: 5001, paid: 2000, status: "pending", share: 3001 }],
  ["a refund that was voided", ["+5001", "-5001", "v2"], { total: 5001, paid: 5001, status: "paid", share: 3001 }],
  [
    "a part of the refunds",
    ["+5001", "-5000", "-1", "v2"],
    { total: 5001, paid: 5000, status: "pending", share: 3001 },
  ],
  [
    "a receipt after a refund, voided",
    ["+5001", "-5001", "+7", "v3"],
    { total: 5001, paid: 0, status: "refunded", share: 3001 },
  ],
  [
    "a refund that was voided, then the receipt",
    ["+5001", "-5001", "v2", "v1"],
    { total: 5001, paid: 0, status: "pending", share: 3001 },
  ],
  ["a waiver of a part", ["w1001"], { total: 4000, paid: 0, status: "pending", share: 2400 }],
  ["a waiver of all that is left", ["+4000", "w1001"], { total: 4000, paid: 4000, status: "paid", share: 2400 }],
  ["a waiver of everything", ["w5001"], { total: 0, paid: 0, status: "pending", share: 0 }],
  ["a waiver, then the rest", ["w1", "+5000"], { total: 5000, paid: 5000, status: "paid", share: 3000 }],
  ["a waiver, paid, voided", ["w1", "+5000", "v1"], { total: 5000, paid: 0, status: "pending", share: 3000 }],
])("%s", async (_, moves, { total, paid, status, share }) => {
  const { payment } = await at.book();
  expect((await play(payment.id, moves)).status).toBe(201);
  expect(await at.read(payment.id)).toMatchObject({
    price_minor: 5001,
    charge_minor: total,
    total_minor: total,
    amount_paid_minor: paid,
    refund_due_minor: 0,
    status,
    practitioner_share_minor: share,
    clinic_share_minor: total - share,
  });
});

test.each<[string, Move[], Move, (number | string)[]]>([
  ["more than is owed", ["+2"], "+5000", [422, "exceeds_balance", "/amount_minor"]],
  ["more than was paid", ["+2"], "-3", [422, "exceeds_paid", "/amount_minor"]],
  ["nothing", [], "+0", [422, "invalid_request", "/amount_minor"]],
  ["a negative receipt", [], "+-5", [422, "invalid_request", "/amount_minor"]],
  ["a negative refund", ["+9"], "--5", [422, "invalid_request", "/amount_minor"]],
  ["a negative waiver", [], "w-5", [422, "invalid_request", "/amount_minor"]],
  ["a waiver of more than is owed", ["+5000"], "w2", [422, "exceeds_balance", "/amount_minor"]],
  ["a waiver of what was given back", ["+5001", "-5001"], "w1", [422, "exceeds_balance", "/amount_minor"]],
  ["a void twice", ["+5", "v1"], "v1", [409, "illegal_move", "/entry_id"]],
  ["a void of a void", ["+5", "v1"], "v2", [409, "illegal_move", "/entry_id"]],
  ["a void of what was given back since", ["+5", "-5"], "v1", [422, "exceeds_paid", "/entry_id"]],
  ["a void of a refund that was paid anew", ["+5001", "-5001", "+5001"], "v2", [422, "exceeds_balance", "/entry_id"]],
])("%s is refused, and nothing is changed", async (_, before, move, refused) => {
  const { payment } = await at.book();
  const entries: string[] = [];
  for (const one of before) {
    const answer =
      one[0] === "v" ? await at.void(payment.id, entries[Number(one.slice(1)) - 1]!) : await play(payment.id, [one]);
    if ("entry" in answer.body) entries.push(answer.body.entry.id);
  }
  const then = await fingerprint(server.ownerUrl);
  const answer =
    move[0] === "v" ? await at.void(payment.id, entries[Number(move.slice(1)) - 1]!) : await play(payment.id, [move]);
  expect(refusal(answer)).toEqual(refused);
  expect(answer.headers.get("content-type")).toBe("application/problem+json");
  expect(await fingerprint(server.ownerUrl)).toEqual(then);
});

test("a reason is needed, and no entry of another payment can be voided", async () => {
  const [one, other] = [await at.book(), await at.book()];
  const { body } = await at.enter(one.payment.id, "receipt", 5);
  expect(refusal(await at.void(one.payment.id, body.entry.id, ""))).toEqual([422, "invalid_request", "/reason"]);
  expect(refusal(await at.waive(one.payment.id, 1, "  "))).toEqual([422, "invalid_request", "/reason"]);
  expect(refusal(await at.void(other.payment.id, body.entry.id))).toEqual([404, "not_found", "/entry_id"]);
});

test("what was waived while the patient waits to pay ends the visit", async () => {
  const { appointment, payment, visit } = await at.book(0, "2026-11-18T08:00:00Z");
  await at.desk.post(`/appointments/${appointment.id}/complete`);
  await at.enter(payment.id, "receipt", 5000);
  expect((await at.waive(payment.id, 1)).body.payment.status).toBe("paid");
  expect(await at.read(payment.id)).toMatchObject({ visit_id: visit.id, visit_status: "completed", status: "paid" });
});

describe("a double click", () => {
  test("with a key pays once", async () => {
    const { payment } = await at.book();
    const send = () =>
      at.desk.send<{ entry: { id: string } }>(
        "POST",
        `/payments/${payment.id}/entries`,
        { kind: "receipt", amount_minor: 5001, method: "visa" },
        { "idempotency-key": `click-${payment.id}` },
      );
    const answers = await Promise.all([send(), send(), send()]);
    expect(answers.map(({ status }) => status)).toEqual([201, 201, 201]);
    expect(new Set(answers.map(({ body }) => body.entry.id)).size).toBe(1);
    expect((await at.read(payment.id)).entries).toHaveLength(1);
  });

  test("without a key is refused by the balance", async () => {
    const { payment } = await at.book();
    const answers = await Promise.all([1, 2, 3].map(() => at.enter(payment.id, "receipt", 5001)));
    expect(answers.map(({ status }) => status).toSorted()).toEqual([201, 422, 422]);
    expect((await at.read(payment.id)).amount_paid_minor).toBe(5001);
  });
});

test("a payment tells what changed it, and by whom", async () => {
  const { payment } = await at.book();
  await play(payment.id, ["+5000", "w1", "v1"]);
  const { body } = await at.desk.get<{
    items: { kind: string; version: number; actor_name: string; change: object }[];
  }>(`/payments/${payment.id}/events`);
  expect(body.items.map(({ kind, version, actor_name }) => [kind, version, actor_name])).toEqual([
    ["receipt", 2, "receptionist"],
    ["waive", 3, "receptionist"],
    ["void", 4, "receptionist"],
  ]);
  expect(body.items[1]!.change).toMatchObject({ charge_minor: 5000, status: "paid", version: 3 });
  const known = await at.desk.get(`/events?subject_id=${payment.id}`);
  expect(known.status).toBe(404);
});

test("one bill pays the oldest first, to the cent, all of it or nothing", async () => {
  const first = await at.book(2, "2026-11-20T08:00:00Z");
  const second = await at.book(2, "2026-11-20T09:00:00Z");
  const third = await at.book(2, "2026-11-20T10:00:00Z");
  const ticket = first.visit.visit_ticket_id;
  const bill = async () =>
    (
      await at.desk.get<{ totals: object[]; payments: { id: string; balance_minor: number }[] }>(
        `/visit-tickets/${ticket}/bill`,
      )
    ).body;
  const pay = (amount_minor: number) =>
    at.desk.post(`/visit-tickets/${ticket}/entries`, { amount_minor, method: "visa" });
  expect((await bill()).totals).toEqual([
    { currency: "EUR", total_minor: 15_003, amount_paid_minor: 0, balance_minor: 15_003 },
  ]);
  expect(refusal(await pay(15_004))).toEqual([422, "exceeds_balance", "/amount_minor"]);
  expect((await pay(6_000)).status).toBe(201);
  expect((await bill()).payments.map(({ id, balance_minor }) => [id, balance_minor])).toEqual([
    [first.payment.id, 0],
    [second.payment.id, 4002],
    [third.payment.id, 5001],
  ]);
  const answers = await Promise.all([pay(9_003), pay(9_003)]);
  expect(answers.map(({ status }) => status).toSorted()).toEqual([201, 422]);
  expect((await bill()).totals).toMatchObject([{ balance_minor: 0 }]);
  expect(refusal(await pay(1))).toEqual([422, "exceeds_balance", "/amount_minor"]);
});
