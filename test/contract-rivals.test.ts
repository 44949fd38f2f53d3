import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { contractDesk, morning, refusal } from "./contract-desk.ts";
import { withClient } from "./postgres-server.ts";
import { openTestServer, type TestServer } from "./server.ts";

/** Many at once at one contract or one request: the papers are made once, and money and sessions add up whoever is first. */
let server: TestServer;
let at: ReturnType<typeof contractDesk>;
beforeAll(async () => {
  server = await openTestServer();
  at = contractDesk(server);
});
beforeEach(() => {
  server.clock.now = morning;
});
afterAll(() => server.close());

const times = <T>(count: number, call: (i: number) => Promise<T>): Promise<T[]> =>
  Promise.all(Array.from({ length: count }, (_, i) => call(i)));
const codeOf = (error: unknown) => (error as { code: string }).code;
const rounds = Array.from({ length: 5 }, (_, i) => i);

test("of twenty who sign a contract one does, and there is one set of papers", async () => {
  const { id } = await at.draw([at.consultations({ sessions: 3 }), { service_id: server.ids.scanId, sessions: 2 }]);
  const answers = await times(20, () => at.sign(id).then(() => "signed", codeOf));
  expect(answers.toSorted()).toEqual([...Array.from({ length: 19 }, () => "illegal_move"), "signed"]);
  expect(await at.statusesOf({ id })).toEqual(Array.from({ length: 5 }, () => "planned"));
  const requests = await at.desk.get<{ items: { contract_id: string }[] }>("/booking-requests?limit=200");
  expect(requests.body.items.filter(({ contract_id }) => contract_id === id)).toHaveLength(2);
});

test.each(rounds)("a draft that is signed, changed and cancelled at once (%i)", async () => {
  const contract = await at.draw();
  const change = { lines: [at.consultations({ sessions: 7, price_minor: 3 })] };
  const [signed, changed, cancelled] = await Promise.all([
    at.sign(contract.id).then(() => "signed", codeOf),
    at.desk.send("PATCH", `/contracts/${contract.id}`, change),
    at.cancel(contract),
  ]);
  expect(["signed", "illegal_move"]).toContain(signed);
  expect([200, 409]).toContain(changed.status);
  expect(cancelled.status).toBe(200);
  const after = await at.read(contract);
  expect([after.status, after.payment_id !== null]).toEqual(["cancelled", signed === "signed"]);
  expect((await at.statusesOf(contract)).filter((status) => status !== "cancelled")).toEqual([]);
});

test.each(rounds)("a contract that is cancelled while its sessions are booked and completed (%i)", async () => {
  const contract = await at.signed([at.consultations({ sessions: 6, price_minor: 1000 })]);
  await at.enter(contract, "receipt", 6000);
  const tickets = await at.ticketsOf(contract);
  const booked = await Promise.all(tickets.slice(0, 3).map(async (ticket) => (await at.give(ticket)).body));
  const [cancelled, ...others] = await Promise.all([
    at.cancel(contract),
    ...booked.slice(0, 2).map((one) => at.complete(one)),
    ...tickets.slice(3).map((ticket) => at.give(ticket)),
  ]);
  expect(cancelled.status).toBe(200);
  const lost = others.filter(({ status }) => status >= 400).map(refusal);
  expect(lost.filter(([code]) => code !== "illegal_move" && code !== "ticket_spent")).toEqual([]);
  const statuses = await at.statusesOf(contract);
  const given = statuses.filter((status) => status === "completed").length;
  expect(statuses.filter((status) => status === "cancelled")).toHaveLength(6 - given);
  expect((await at.read(contract)).refund_due_minor).toBe(6000 - 1000 * given);
});

test.each(rounds)("a contract that is cancelled while it is paid (%i)", async () => {
  const contract = await at.signed([at.consultations({ price_minor: 1000 })]);
  await at.complete((await at.give((await at.ticketsOf(contract))[0])).body);
  const [cancelled, ...receipts] = await Promise.all([
    at.cancel(contract),
    ...[500, 500, 500, 500].map((amount) => at.enter(contract, "receipt", amount)),
  ]);
  const before = receipts.filter(({ status }) => status === 201).length * 500;
  const { total_minor, amount_paid_minor } = await at.paymentOf(contract);
  expect([cancelled.status, amount_paid_minor, total_minor]).toEqual([200, before, Math.max(1000, before)]);
});

test.each(rounds)("a contract that ten desks cancel (%i)", async () => {
  const contract = await at.signed([at.consultations({ sessions: 3 })]);
  for (const ticket of await at.ticketsOf(contract)) await at.give(ticket);
  const answers = await times(10, () => at.cancel(contract));
  expect(answers.map(({ status }) => status).toSorted()).toEqual([200, ...Array.from({ length: 9 }, () => 409)]);
});

test("a session that is half booked when its contract is cancelled falls with it", async () => {
  const contract = await at.signed();
  const [ticket] = await at.ticketsOf(contract);
  const [booked, cancelled] = await withClient(server.ownerUrl, async (owner) => {
    await owner.query("begin");
    await owner.query("select 1 from booking_requests where id = $1 for update", [contract.lines[0]!.request_id]);
    const booking = at.give(ticket);
    await waiting(1);
    const cancelling = at.cancel(contract);
    await waiting(2);
    await owner.query("commit");
    return await Promise.all([booking, cancelling]);
  });
  expect([booked.status, cancelled.status]).toEqual([201, 200]);
  expect(await at.statusesOf(contract)).toEqual(["cancelled", "cancelled"]);
});

/** Until so many wait for a lock. */
async function waiting(count: number): Promise<void> {
  const sql = "select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'";
  const look = () => withClient(server.ownerUrl, async (owner) => (await owner.query(sql)).rows.length);
  await expect.poll(look).toBe(count);
}

describe("a request that is cancelled while its sessions are booked", () => {
  test.each(rounds)("is left with those that were faster (%i)", async () => {
    const contract = await at.signed([at.consultations({ sessions: 8 })]);
    const requestId = contract.lines[0]!.request_id;
    const tickets = await at.ticketsOf(contract);
    const given = tickets.map((ticket) => at.give(ticket));
    const cancelled = await at.cancelRequest(requestId);
    const answers = await Promise.all(given);
    expect(cancelled.status).toBe(200);
    const booked = answers.filter(({ status }) => status === 201);
    expect(answers.filter(({ body }) => body.code === "ticket_spent")).toHaveLength(8 - booked.length);
    const { status, tickets: counts } = await at.requestOf(requestId);
    expect([status, counts]).toEqual([
      "cancelled",
      { planned: 0, scheduled: booked.length, completed: 0, forfeited: 0, cancelled: 8 - booked.length },
    ]);
    // What stayed is given, or falls with its contract; what is freed of it is not owed again.
    const [first, second] = booked;
    if (first) await at.complete(first.body);
    if (second) await at.move(second.body, "cancel");
    expect((await at.cancel(contract)).body.status).toBe("cancelled");
  });
});

test("nobody ran into a deadlock: all lock in one order", async () => {
  const sql = "select deadlocks::int from pg_stat_database where datname = current_database()";
  const look = () => withClient(server.ownerUrl, async (owner) => (await owner.query<object>(sql)).rows);
  expect(await look()).toEqual([{ deadlocks: 0 }]);
});

test("every law holds", async () => expect(await server.verify()).toEqual([]));
