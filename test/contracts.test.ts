import { Temporal } from "temporal-polyfill";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { Contract, Dashboard } from "./answers.ts";
import type { ProblemBody } from "./client.ts";
import { contractDesk, morning, refusal } from "./contract-desk.ts";
import { openTestServer, type TestServer } from "./server.ts";

/** A contract from its draft to its end, and its money; every law is held against the database at the end. */
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

const foreign = "01890000-0000-7000-8000-0000000000aa";
const monday = { weekday: 1, start_local: "10:00", end_local: null, practitioner_id: null, weight: 80 };
const thursday = { weekday: 4, start_local: null, end_local: null, practitioner_id: null, weight: 40 };

describe("a draft", () => {
  test("has the prices of today unless it says others, and costs nobody anything", async () => {
    const contract = await at.draw([
      at.consultations(),
      { service_id: server.ids.scanId, sessions: 3, price_minor: 7 },
    ]);
    expect(contract).toMatchObject({
      status: "draft",
      currency: "EUR",
      total_minor: 2 * 5001 + 3 * 7,
      payment_id: null,
      version: 1,
    });
    expect(contract.contract_number).toMatch(/^\w{3}-\w{3}-\w{3}$/);
    expect(contract.lines.map(({ service_name, request_id }) => [service_name, request_id])).toEqual([
      ["Consultation", null],
      ["Scan", null],
    ]);
    await server.as("admin").send("PATCH", `/services/${server.ids.consultationId}`, { price_minor: 6000 });
    expect((await at.read(contract)).total_minor).toBe(2 * 5001 + 3 * 7);
    await server.as("admin").send("PATCH", `/services/${server.ids.consultationId}`, { price_minor: 5001 });
  });

  test("its lines are replaced as a whole, and it is changed by whoever has seen it last", async () => {
    const { id } = await at.draw();
    const change = (body: object, version: number) =>
      at.desk.send<Contract & Omit<ProblemBody, "status">>("PATCH", `/contracts/${id}`, body, {
        "if-match": `"${version}"`,
      });
    const notes = await change({ notes: "Two\nlines" }, 1);
    expect([notes.headers.get("etag"), notes.body.notes, notes.body.lines.length]).toEqual(['"2"', "Two\nlines", 1]);
    const lines = [
      { service_id: server.ids.scanId, sessions: 4, wishes: { patterns: [monday] } },
      at.consultations({ sessions: 1 }),
    ];
    const changed = await change({ lines }, 2);
    expect(changed.body).toMatchObject({ notes: "Two\nlines", total_minor: 4 * 9000 + 5001, version: 3 });
    expect(changed.body.lines[0]).toMatchObject({ sessions: 4, wishes: { patterns: [monday] } });
    expect(refusal(await change({ notes: null }, 2))).toEqual(["version_mismatch"]);
    await at.sign(id);
    expect(refusal(await change({ notes: null }, 4))).toEqual(["illegal_move"]);
  });

  test("is made once per key, and found by patient and status, the newest first", async () => {
    const patient_id = server.ids.patientIds[1];
    const [first, again] = await Promise.all([
      at.propose({ patient_id }, { "idempotency-key": "contract-1" }),
      at.propose({ patient_id }, { "idempotency-key": "contract-1" }),
    ]);
    expect(again.body.id).toBe(first.body.id);
    server.clock.now = morning.add({ seconds: 1 });
    const second = (await at.propose({ patient_id })).body;
    await at.cancel(second);
    const list = async (more: string) =>
      (
        await at.desk.get<{ items: Contract[]; next_cursor: string | null }>(
          `/contracts?patient_id=${patient_id}${more}`,
        )
      ).body;
    expect((await list("")).items.map(({ id }) => id)).toEqual([second.id, first.body.id]);
    expect((await list("&status=draft")).items.map(({ id }) => id)).toEqual([first.body.id]);
    const page = await list("&limit=1");
    expect((await list(`&limit=1&cursor=${page.next_cursor}`)).items.map(({ id }) => id)).toEqual([first.body.id]);
  });

  const line = (more: object | (() => object)) => () => ({
    lines: [at.consultations(), at.consultations(typeof more === "function" ? more() : more)],
  });
  test.each<[string, () => object, string[]]>([
    ["no lines", () => ({ lines: [] }), ["invalid_request", "/lines"]],
    [
      "21 lines",
      () => ({ lines: Array.from({ length: 21 }, () => at.consultations()) }),
      ["invalid_request", "/lines"],
    ],
    ["no sessions", line({ sessions: 0 }), ["invalid_request", "/lines/1/sessions"]],
    ["10,000 sessions", line({ sessions: 10_000 }), ["invalid_request", "/lines/1/sessions"]],
    ["a negative price", line({ price_minor: -1 }), ["invalid_request", "/lines/1/price_minor"]],
    ["a field that nobody knows", line({ discount: 5 }), ["invalid_request", "/lines/1/discount"]],
    [
      "more than a payment can be for",
      line({ sessions: 2, price_minor: 99_999_999_999 }),
      ["invalid_request", "/lines"],
    ],
    ["a patient who is nowhere", () => ({ patient_id: foreign }), ["not_found", "/patient_id"]],
    ["a clinic of somebody else", () => ({ clinic_id: server.other.clinicId }), ["not_found", "/clinic_id"]],
    ["a patient of somebody else", () => ({ patient_id: server.other.patientIds[0] }), ["not_found", "/patient_id"]],
    [
      "a service of somebody else",
      line(() => ({ service_id: server.other.scanId })),
      ["not_found", "/lines/1/service_id"],
    ],
    [
      "a practitioner of somebody else",
      line(() => ({ wishes: { practitioner_id: server.other.practitionerIds[0] } })),
      ["not_found", "/lines/1/wishes/practitioner_id"],
    ],
    [
      "a pattern with somebody who is nowhere",
      line({ wishes: { patterns: [monday, { practitioner_id: foreign }] } }),
      ["not_found", "/lines/1/wishes/patterns/1/practitioner_id"],
    ],
    [
      "a last day that is over",
      line({ wishes: { latest_date: "2026-11-17" } }),
      ["invalid_wishes", "/lines/1/wishes/latest_date"],
    ],
    [
      "gaps that contradict each other",
      line({ wishes: { min_days_between: 7, max_days_between: 5, preferred_days_between: 6 } }),
      ["invalid_wishes", "/lines/1/wishes/max_days_between", "/lines/1/wishes/preferred_days_between"],
    ],
    [
      "a pattern that says nothing",
      line({ wishes: { patterns: [{ weight: 3 }] } }),
      ["invalid_wishes", "/lines/1/wishes/patterns/0"],
    ],
  ])("is refused with %s", async (_, body, expected) => {
    expect(refusal(await at.propose(body()))).toEqual(expected);
  });

  test("asks for nobody who does not offer the service there", async () => {
    const wanted = { name: "Sofia", share_basis_points: 0, clinic_ids: [server.ids.clinicId] };
    const { body } = await server.as("admin").post<{ id: string }>("/practitioners", wanted);
    const lines = [at.consultations({ wishes: { practitioner_id: body.id } })];
    expect(refusal(await at.propose({ lines }))).toEqual(["not_offered", "/lines/0/wishes/practitioner_id"]);
  });

  test("names its price where the service's is in another currency", async () => {
    const { clinicId, practitionerIds } = server.ids;
    const abroad = { name: "Abroad", duration_minutes: 20, price_minor: 100, currency: "USD" };
    const offered = { ...abroad, clinic_ids: [clinicId], practitioner_ids: practitionerIds };
    const { body } = await server.as("admin").post<{ id: string }>("/services", offered);
    const line = { service_id: body.id, sessions: 1 };
    expect(refusal(await at.propose({ lines: [line] }))).toEqual(["invalid_request", "/lines/0/price_minor"]);
    expect((await at.propose({ lines: [{ ...line, price_minor: 90 }] })).status).toBe(201);
  });

  test("is nobody else's to read, change or cancel", async () => {
    const { id } = await at.draw();
    const stranger = server.as("admin", server.other);
    const answers = [
      await stranger.get(`/contracts/${id}`),
      await stranger.send("PATCH", `/contracts/${id}`, { notes: "Mine" }),
      await stranger.post(`/contracts/${id}/cancel`, { reason: "Mine" }),
    ];
    expect(answers.map(refusal)).toEqual(Array.from({ length: 3 }, () => ["not_found", "/id"]));
  });
});

describe("signing", () => {
  test("makes a request for each line with its wishes, and one payment for all", async () => {
    const wishes = { preferred_days_between: 7, patterns: [monday, thursday] };
    const { id } = await at.draw([
      at.consultations({ sessions: 6, price_minor: 4500, wishes }),
      { service_id: server.ids.scanId, sessions: 1 },
    ]);
    const { contract, requests } = await at.sign(id);
    expect(contract).toMatchObject({ status: "confirmed", total_minor: 36_000, version: 2 });
    expect(requests[0]).toMatchObject({ sessions: 6, patterns: [monday, thursday], earliest_date: "2026-11-18" });
    const stored = await at.read({ id });
    expect(stored.lines.map(({ request_id }) => request_id)).toEqual(requests.map((request) => request.id));
    expect(await at.requestOf(stored.lines[0]!.request_id)).toMatchObject({
      contract_id: id,
      status: "open",
      patterns: [monday, thursday],
      tickets: { planned: 6, scheduled: 0 },
    });
    expect(await at.paymentOf(stored)).toMatchObject({
      contract_id: id,
      contract_number: stored.contract_number,
      visit_id: null,
      visit_status: null,
      service_name: "Consultation, Scan",
      total_minor: 36_000,
      practitioner_share_minor: 0,
      status: "pending",
      due_at: morning.toString(),
    });
  });

  test("what costs nothing is paid", async () => {
    const contract = await at.signed([at.consultations({ price_minor: 0 })]);
    expect(await at.paymentOf(contract)).toMatchObject({ total_minor: 0, status: "paid" });
    expect((await at.cancel(contract)).body).toMatchObject({ status: "cancelled", refund_due_minor: 0 });
  });

  test("takes the day on which it is signed for the first one, where none was named", async () => {
    const contract = await at.draw([at.consultations({ wishes: { latest_date: "2026-11-20" } })]);
    server.clock.now = morning.add({ hours: 24 });
    expect((await at.sign(contract.id)).requests[0]!.earliest_date).toBe("2026-11-19");
    const late = await at.draw([at.consultations({ wishes: { latest_date: "2026-11-20" } })]);
    server.clock.now = morning.add({ hours: 48 });
    const errors = [{ pointer: "/lines/0/wishes/latest_date" }];
    await expect(at.sign(late.id)).rejects.toMatchObject({ code: "invalid_wishes", errors });
    expect(await at.read(late)).toMatchObject({ status: "draft", payment_id: null });
  });

  test("asks again whether what is sold is still offered, and whether the draft is the one that was read", async () => {
    const { id, version } = await at.draw();
    const path = `/services/${server.ids.consultationId}`;
    await server.as("admin").send("PATCH", path, { status: "retired" });
    await expect(at.sign(id)).rejects.toMatchObject({ code: "retired", errors: [{ pointer: "/lines/0/service_id" }] });
    await server.as("admin").send("PATCH", path, { status: "active" });
    await expect(at.sign(id, version + 1)).rejects.toMatchObject({ code: "version_mismatch" });
    await expect(at.sign(foreign)).rejects.toMatchObject({ code: "not_found" });
    await at.sign(id, version);
    await expect(at.sign(id)).rejects.toMatchObject({ code: "illegal_move" });
  });
});

describe("its money", () => {
  test("is owed at once, taken in parts, and its sessions cost nothing at the desk", async () => {
    const before = (await at.desk.get<Dashboard>(`/dashboard?clinic_id=${server.ids.clinicId}`)).body;
    const contract = await at.signed([at.consultations({ price_minor: 1000 })]);
    const after = (await at.desk.get<Dashboard>(`/dashboard?clinic_id=${server.ids.clinicId}`)).body;
    expect(after.outstanding_minor - before.outstanding_minor).toBe(2000);
    const owed = await at.desk.get<{ items: { id: string }[] }>("/payments?outstanding=true&limit=200");
    expect(owed.body.items.map(({ id }) => id)).toContain(contract.payment_id);
    const { body } = await at.give((await at.ticketsOf(contract))[0]);
    expect(body.payment).toMatchObject({ total_minor: 0, contract_id: null, visit_id: body.visit.id });

    expect(refusal(await at.enter(contract, "receipt", 2001))).toEqual(["exceeds_balance", "/amount_minor"]);
    expect((await at.enter(contract, "receipt", 1500)).status).toBe(201);
    expect((await at.enter(contract, "receipt", 500)).status).toBe(201);
    const paid = await at.paymentOf(contract);
    expect(paid).toMatchObject({ status: "paid", amount_paid_minor: 2000, version: 3 });
    expect(paid.entries.map(({ amount_minor }) => amount_minor)).toEqual([1500, 500]);
  });

  test.each([
    ["all of it was paid", 3000, { refund_due_minor: 2000 }, { total_minor: 3000, status: "paid" }, 2000],
    ["a part of it was paid", 1200, { refund_due_minor: 200 }, { total_minor: 1200, status: "paid" }, 200],
    ["less was paid than was given", 400, { refund_due_minor: 0 }, { total_minor: 1000, status: "pending" }, 0],
  ] as const)("comes to what was given when it is cancelled after %s", async (_, paid, refunded, payment, back) => {
    const contract = await at.signed([at.consultations({ sessions: 3, price_minor: 1000 })]);
    const given = (await at.give((await at.ticketsOf(contract))[0])).body;
    await at.complete(given);
    await at.enter(contract, "receipt", paid);
    const { body } = await at.cancel(contract);
    expect(body).toMatchObject({ status: "cancelled", cancellation_reason: "Moved away", ...refunded });
    expect(await at.paymentOf(contract)).toMatchObject({ ...payment, amount_paid_minor: paid });
    if (back === 0) expect((await at.enter(contract, "receipt", 600)).status).toBe(201);
    else expect((await at.enter(contract, "refund", back)).status).toBe(201);
    expect(await at.paymentOf(contract)).toMatchObject({ total_minor: 1000, amount_paid_minor: 1000, status: "paid" });
    expect((await at.read(contract)).refund_due_minor).toBe(refunded.refund_due_minor);
  });

  test("nothing is outstanding of a contract of which nothing was paid or given", async () => {
    const contract = await at.signed();
    await at.cancel(contract);
    expect(await at.paymentOf(contract)).toMatchObject({ total_minor: 0, status: "pending", due_at: null });
    expect(refusal(await at.enter(contract, "receipt", 1))).toEqual(["exceeds_balance", "/amount_minor"]);
  });
});

describe("its end", () => {
  test("comes by itself when every session was given or used up", async () => {
    const path = `/services/${server.ids.consultationId}`;
    await server.as("admin").send("PATCH", path, { no_show_forfeits: true });
    const contract = await at.signed();
    const [first, second] = await at.ticketsOf(contract);
    await at.complete((await at.give(first)).body);
    expect((await at.read(contract)).status).toBe("confirmed");
    const missed = (await at.give(second)).body;
    server.clock.now = Temporal.Instant.from(missed.appointment.starts_at).add({ minutes: 5 });
    await at.move(missed, "no-show");
    expect(await at.read(contract)).toMatchObject({ status: "completed", completed_at: server.clock.now.toString() });
    expect(refusal(await at.cancel(contract))).toEqual(["illegal_move"]);
    await at.move(missed, "undo");
    expect(await at.read(contract)).toMatchObject({ status: "confirmed", completed_at: null });
    await at.move(missed, "no-show");
    expect((await at.read(contract)).status).toBe("completed");
    await server.as("admin").send("PATCH", path, { no_show_forfeits: false });
  });

  test("cancelling frees the time of its sessions and leaves what was given", async () => {
    const contract = await at.signed([at.consultations({ sessions: 4 }), at.consultations({ sessions: 1 })]);
    const tickets = await at.ticketsOf(contract);
    const [given, booked] = [(await at.give(tickets[0])).body, (await at.give(tickets[1])).body];
    const held = { session_ticket_id: tickets[2]!.id, starts_at: at.nextStart(), ttl_seconds: 600 };
    expect((await at.desk.post("/holds", { ...pick(booked), ...held })).status).toBe(201);
    await at.complete(given);
    const { body, headers } = await at.cancel(contract, { "if-match": `"${contract.version}"` });
    expect([body.status, headers.get("etag")]).toEqual(["cancelled", `"${body.version}"`]);
    expect(await at.statusesOf(contract)).toEqual(["completed", "cancelled", "cancelled", "cancelled", "cancelled"]);
    for (const { request_id } of body.lines)
      expect(await at.requestOf(request_id)).toMatchObject({ status: "cancelled", cancellation_reason: "Moved away" });
    const other = { ...pick(booked), patient_id: server.ids.patientIds[1], starts_at: booked.appointment.starts_at };
    expect((await at.desk.post("/appointments", other)).status).toBe(201);
    expect(refusal(await at.cancel(contract))).toEqual(["illegal_move"]);
    expect((await at.move(booked, "undo")).status).toBe(409);
  });

  test("what a cancelled contract has used up stays used up", async () => {
    const path = `/services/${server.ids.consultationId}`;
    await server.as("admin").send("PATCH", path, { no_show_forfeits: true });
    const contract = await at.signed();
    const missed = (await at.give((await at.ticketsOf(contract))[0])).body;
    server.clock.now = Temporal.Instant.from(missed.appointment.starts_at).add({ minutes: 5 });
    await at.move(missed, "no-show");
    await at.enter(contract, "receipt", 2 * 5001);
    expect((await at.cancel(contract)).body.refund_due_minor).toBe(5001);
    expect(refusal(await at.move(missed, "undo"))).toEqual(["ticket_spent"]);
    await server.as("admin").send("PATCH", path, { no_show_forfeits: false });
  });

  test("waits for a session that is under way", async () => {
    const contract = await at.signed();
    const booked = (await at.give((await at.ticketsOf(contract))[0])).body;
    await at.move(booked, "check-in");
    expect(refusal(await at.cancel(contract))).toEqual(["illegal_move"]);
    expect(await at.statusesOf(contract)).toEqual(["scheduled", "planned"]);
    await at.complete(booked);
    expect((await at.cancel(contract)).status).toBe(200);
  });

  test("a draft is cancelled, and there is nothing to give back", async () => {
    const contract = await at.draw();
    expect(refusal(await at.cancel(contract, { "if-match": '"7"' }))).toEqual(["version_mismatch"]);
    expect((await at.cancel(contract)).body).toMatchObject({ status: "cancelled", refund_due_minor: null });
    await expect(at.sign(contract.id)).rejects.toMatchObject({ code: "illegal_move" });
  });

  test("a repeat with its key gets the first answer", async () => {
    const contract = await at.signed();
    const key = { "idempotency-key": "cancel-once" };
    const first = await at.cancel(contract, key);
    const again = await at.cancel(contract, key);
    expect([again.status, again.headers.get("idempotency-replayed")]).toEqual([200, "true"]);
    expect(again.body).toEqual(first.body);
  });
});

test("every law holds", async () => expect(await server.verify()).toEqual([]));

/** Who, where and what of a booking, for another one like it. */
function pick({
  appointment,
}: {
  appointment: { clinic_id: string; patient_id: string; service_id: string; practitioner_id: string | null };
}) {
  const { clinic_id, patient_id, service_id, practitioner_id } = appointment;
  return { clinic_id, patient_id, service_id, practitioner_id, booking_source: "phone" };
}
