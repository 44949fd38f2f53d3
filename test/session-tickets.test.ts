import { Temporal } from "temporal-polyfill";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { Booked, Moved } from "./answers.ts";
import type { ProblemBody } from "./client.ts";
import { wishAt } from "./clinic.ts";
import { openTestServer, type TestServer } from "./server.ts";

/** A session that is owed follows the appointment that gives it; every law is held against the database at the end. */
let server: TestServer;
beforeAll(async () => {
  server = await openTestServer();
});
const morning = Temporal.Instant.from("2026-11-18T08:00:00Z");
beforeEach(() => {
  server.clock.now = morning;
});
afterAll(() => server.close());

interface Request {
  id: string;
  status: string;
  tickets: Record<string, number>;
}
interface Ticket {
  id: string;
  status: string;
  appointment_id: string | null;
}
let hours = 0;
const nextStart = () => morning.add({ hours: (hours += 1) }).toString();
const desk = () => server.as("receptionist");

async function want(sessions = 2, more: object = {}): Promise<{ request: Request; tickets: Ticket[] }> {
  const { clinicId: clinic_id, consultationId: service_id, patientIds } = server.ids;
  const wanted = { clinic_id, service_id, patient_id: patientIds[0], sessions, ...more };
  const { status, body } = await desk().post<Request>("/booking-requests", wanted);
  expect(status).toBe(201);
  return { request: body, tickets: await ticketsOf(body.id) };
}
const ticketsOf = async (id: string) =>
  (await desk().get<{ items: Ticket[] }>(`/session-tickets?request_id=${id}`)).body.items;
const statusOf = async ({ request }: { request: Request }) => {
  const [{ body }, tickets] = await Promise.all([
    desk().get<Request>(`/booking-requests/${request.id}`),
    ticketsOf(request.id),
  ]);
  return [body.status, ...tickets.map(({ status }) => status)];
};
const give = (ticket: Ticket, more: object = {}, path = "/appointments") =>
  desk().post<Booked & ProblemBody>(path, {
    ...wishAt(server.ids, nextStart()),
    session_ticket_id: ticket.id,
    ...more,
  });
const verb = ({ appointment }: Booked, move: string, body: object = {}) =>
  desk().post<Moved & ProblemBody>(`/appointments/${appointment.id}/${move}`, body);

describe("a ticket follows its appointment", () => {
  test("from planned to completed, and its request to fulfilled", async () => {
    const wanted = await want();
    expect(await statusOf(wanted)).toEqual(["open", "planned", "planned"]);
    const [first, second] = wanted.tickets as [Ticket, Ticket];
    const one = (await give(first)).body;
    expect(one.appointment).toMatchObject({ session_ticket_id: first.id, price_minor: 5001 });
    expect(await statusOf(wanted)).toEqual(["partially_scheduled", "scheduled", "planned"]);
    const other = (await give(second)).body;
    expect(await statusOf(wanted)).toEqual(["scheduled", "scheduled", "scheduled"]);
    await verb(one, "complete");
    expect(await statusOf(wanted)).toEqual(["scheduled", "completed", "scheduled"]);
    await verb(other, "complete");
    expect(await statusOf(wanted)).toEqual(["fulfilled", "completed", "completed"]);
  });

  test.each(["cancel", "no-show"])("%s gives it back, and undo takes it again", async (move) => {
    const wanted = await want();
    const booked = (await give(wanted.tickets[0]!)).body;
    server.clock.now = Temporal.Instant.from(booked.appointment.starts_at).add({ minutes: 5 });
    await verb(booked, move);
    expect(await statusOf(wanted)).toEqual(["open", "planned", "planned"]);
    expect((await verb(booked, "undo")).status).toBe(200);
    expect(await statusOf(wanted)).toEqual(["partially_scheduled", "scheduled", "planned"]);
  });

  test("a session that is missed is used up where the service says so", async () => {
    const { consultationId } = server.ids;
    await server.as("admin").send("PATCH", `/services/${consultationId}`, { no_show_forfeits: true });
    const wanted = await want();
    const booked = (await give(wanted.tickets[0]!)).body;
    server.clock.now = Temporal.Instant.from(booked.appointment.starts_at).add({ minutes: 5 });
    await verb(booked, "no-show");
    expect(await statusOf(wanted)).toEqual(["partially_scheduled", "forfeited", "planned"]);
    await verb(booked, "undo");
    expect(await statusOf(wanted)).toEqual(["partially_scheduled", "scheduled", "planned"]);
    await server.as("admin").send("PATCH", `/services/${consultationId}`, { no_show_forfeits: false });
  });

  test("a hold keeps it while it runs, and whoever takes its place afterwards gives it back", async () => {
    const wanted = await want();
    const held = (await give(wanted.tickets[0]!, { ttl_seconds: 60 }, "/holds")).body;
    expect(await statusOf(wanted)).toEqual(["partially_scheduled", "scheduled", "planned"]);
    server.clock.now = morning.add({ seconds: 61 });
    const over = { ...wishAt(server.ids, held.appointment.starts_at, 1) };
    expect((await desk().post("/appointments", over)).status).toBe(201);
    expect(await statusOf(wanted)).toEqual(["open", "planned", "planned"]);
  });
});

describe("what is refused", () => {
  test("a session that another appointment gives, and undoing into one", async () => {
    const { tickets } = await want();
    const booked = (await give(tickets[0]!)).body;
    expect((await give(tickets[0]!)).body.code).toBe("ticket_spent");
    await verb(booked, "cancel");
    const again = await give(tickets[0]!);
    expect(again.status).toBe(201);
    expect((await verb(booked, "undo")).body.code).toBe("ticket_spent");
  });

  test("another patient, another service, and a session of another organization", async () => {
    const { tickets } = await want();
    const pointers = async (more: object) => (await give(tickets[0]!, more)).body.errors?.map(({ pointer }) => pointer);
    expect(await pointers({ patient_id: server.ids.patientIds[1] })).toEqual(["/patient_id"]);
    expect(await pointers({ service_id: server.ids.scanId })).toEqual(["/service_id"]);
    const foreign = await server.as("receptionist", server.other).post("/appointments", {
      ...wishAt(server.other, nextStart()),
      session_ticket_id: tickets[0]!.id,
    });
    expect([foreign.status, foreign.body.errors?.[0]?.pointer]).toEqual([404, "/session_ticket_id"]);
  });
});

test("a session is owed further ahead than the service is booked otherwise", async () => {
  const { tickets } = await want(1);
  const starts_at = morning.add({ hours: 24 * 300 }).toString();
  expect((await desk().post("/appointments", wishAt(server.ids, starts_at))).body.code).toBe("beyond_horizon");
  expect((await give(tickets[0]!, { starts_at })).status).toBe(201);
});

test("of twenty who book one session at different times one has it, and of two sessions each is given once", async () => {
  const { request, tickets } = await want(2);
  const answers = await Promise.all(Array.from({ length: 20 }, (_, i) => give(tickets[i % 2]!)));
  expect(answers.filter(({ status }) => status === 201)).toHaveLength(2);
  expect(answers.filter(({ body }) => body.code === "ticket_spent")).toHaveLength(18);
  expect(await statusOf({ request })).toEqual(["scheduled", "scheduled", "scheduled"]);
});

test("every law holds", async () => expect(await server.verify()).toEqual([]));
