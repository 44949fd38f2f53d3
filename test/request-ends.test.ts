import { Temporal } from "temporal-polyfill";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { Transaction } from "../src/platform/database.ts";
import { expireRequest } from "../src/reception/contracts/expire-request.ts";
import { AppointmentKeeper } from "../src/reception/appointments/keep-appointments.ts";
import type { BookingRequest } from "./answers.ts";
import { contractDesk, morning, refusal, type Ticket } from "./contract-desk.ts";
import { openTestServer, type TestServer } from "./server.ts";

/** How a booking request ends before all of it is booked: it is cancelled, or its last day goes by. */
let server: TestServer;
let at: ReturnType<typeof contractDesk>;
const complaints: object[] = [];
const keeper = () => new AppointmentKeeper(server.house, { error: (about) => void complaints.push(about) });
beforeAll(async () => {
  server = await openTestServer();
  at = contractDesk(server);
});
beforeEach(() => {
  server.clock.now = morning;
});
afterAll(() => server.close());

/** The last day is the second one, in Athens, which is two hours ahead. */
const lastDay = "2026-11-19";
const lastInstant = Temporal.Instant.from("2026-11-19T21:59:59.999Z");

async function want(sessions = 2, more: object = {}) {
  const wanted = { ...at.parties, service_id: server.ids.consultationId, sessions, ...more };
  const { status, body } = await at.desk.post<BookingRequest>("/booking-requests", wanted);
  expect(status).toBe(201);
  const tickets = await at.desk.get<{ items: Ticket[] }>(`/session-tickets?request_id=${body.id}`);
  return { ...body, sessions: tickets.body.items };
}
const statusesOf = async ({ id }: { id: string }) => {
  const tickets = await at.desk.get<{ items: Ticket[] }>(`/session-tickets?request_id=${id}`);
  return [(await at.requestOf(id)).status, ...tickets.body.items.map(({ status }) => status)];
};

describe("cancelling", () => {
  test("calls off what is planned, and leaves what is booked until that ends", async () => {
    const request = await want(3);
    const [first, second] = request.sessions;
    const [given, booked] = [(await at.give(first)).body, (await at.give(second)).body];
    const { body, status } = await at.cancelRequest(request.id);
    expect([status, body.status, body.cancellation_reason]).toEqual([200, "cancelled", "No time"]);
    expect(body.tickets).toEqual({ planned: 0, scheduled: 2, completed: 0, forfeited: 0, cancelled: 1 });
    await at.complete(given);
    await at.move(booked, "cancel");
    expect(await statusesOf(request)).toEqual(["cancelled", "completed", "cancelled", "cancelled"]);
    expect(refusal(await at.move(booked, "undo"))).toEqual(["ticket_spent"]);
  });

  test("is refused for what has ended, was changed meanwhile, or is somebody else's", async () => {
    const request = await want(1);
    expect(refusal(await at.cancelRequest(request.id, { "if-match": '"2"' }))).toEqual(["version_mismatch"]);
    const stranger = server.as("admin", server.other);
    expect(refusal(await stranger.post(`/booking-requests/${request.id}/cancel`))).toEqual(["not_found", "/id"]);
    expect((await at.cancelRequest(request.id, { "if-match": '"1"' })).status).toBe(200);
    expect(refusal(await at.cancelRequest(request.id))).toEqual(["illegal_move"]);
    const change = await at.desk.send("PATCH", `/booking-requests/${request.id}`, { priority: 3 });
    expect(refusal(change)).toEqual(["illegal_move"]);
    const fulfilled = await want(1);
    await at.complete((await at.give(fulfilled.sessions[0])).body);
    expect(refusal(await at.cancelRequest(fulfilled.id))).toEqual(["illegal_move"]);
  });

  test("a contract waits to be cancelled for what was called off of it", async () => {
    const contract = await at.signed([at.consultations({ price_minor: 1000 }), at.consultations({ sessions: 1 })]);
    await at.enter(contract, "receipt", 7001);
    const [first, , other] = await at.ticketsOf(contract);
    const booked = (await at.give(first)).body;
    await at.cancelRequest(contract.lines[0]!.request_id);
    await at.complete(booked);
    await at.complete((await at.give(other)).body);
    expect((await at.statusesOf(contract)).toSorted()).toEqual(["cancelled", "completed", "completed"]);
    expect((await at.read(contract)).status).toBe("confirmed");
    expect((await at.cancel(contract)).body).toMatchObject({ status: "cancelled", refund_due_minor: 1000 });
  });
});

describe("the keeper", () => {
  test("ends what was planned when the last day is over at the clinic, not before", async () => {
    const [open, partly, endless] = [
      await want(2, { latest_date: lastDay }),
      await want(2, { latest_date: lastDay }),
      await want(),
    ];
    const booked = (await at.give(partly.sessions[0])).body;
    server.clock.now = lastInstant;
    await keeper().round();
    // Nor does who found it a moment ago, and looks again behind the lock.
    const again = (tx: Transaction) => expireRequest(tx, open.id, lastInstant);
    expect(await server.postgres.write(server.ids.organizationId, again)).toBe(false);
    expect(await statusesOf(open)).toEqual(["open", "planned", "planned"]);
    server.clock.now = lastInstant.add({ milliseconds: 1 });
    await keeper().round();
    expect(await statusesOf(open)).toEqual(["expired", "cancelled", "cancelled"]);
    expect(await statusesOf(partly)).toEqual(["expired", "scheduled", "cancelled"]);
    expect(await statusesOf(endless)).toEqual(["open", "planned", "planned"]);
    await at.move(booked, "cancel");
    expect(await statusesOf(partly)).toEqual(["expired", "cancelled", "cancelled"]);
  });

  test("leaves alone what is all booked, until one of it is owed again", async () => {
    const request = await want(1, { latest_date: lastDay });
    const booked = (await at.give(request.sessions[0])).body;
    server.clock.now = lastInstant.add({ milliseconds: 1 });
    await keeper().round();
    expect(await statusesOf(request)).toEqual(["scheduled", "scheduled"]);
    await at.move(booked, "cancel");
    await keeper().round();
    expect(await statusesOf(request)).toEqual(["expired", "cancelled"]);
  });

  test("many at once, beside desks that book, end each request once", async () => {
    const requests = await Promise.all(Array.from({ length: 8 }, () => want(2, { latest_date: lastDay })));
    server.clock.now = lastInstant.add({ milliseconds: 1 });
    const later = (hours: number) => ({
      starts_at: lastInstant.add({ hours: 24 * 3 + hours, milliseconds: 1 }).toString(),
    });
    const [booked] = await Promise.all([
      Promise.all(requests.map(({ sessions }, i) => at.give(sessions[0], later(i)))),
      ...Array.from({ length: 4 }, () => keeper().round()),
    ]);
    await keeper().round();
    for (const [i, request] of requests.entries()) {
      const first = booked[i]!.status === 201 ? "scheduled" : "cancelled";
      expect(await statusesOf(request)).toEqual(["expired", first, "cancelled"]);
      expect((await at.requestOf(request.id)).version).toBe(first === "scheduled" ? 3 : 2);
    }
    expect(complaints).toEqual([]);
  });
});

test("every law holds", async () => expect(await server.verify()).toEqual([]));
