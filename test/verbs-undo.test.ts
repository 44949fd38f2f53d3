import { Temporal } from "temporal-polyfill";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { AppointmentDetail, Booked, Moved, PaymentDetail, Queue } from "./answers.ts";
import type { Answer, Client, ProblemBody } from "./client.ts";
import { wishAt } from "./clinic.ts";
import { openTestServer, type TestServer } from "./server.ts";

/** What was done last is taken back, as an event of its own; every law is held against the database at the end. */
let server: TestServer;
let queueing: TestServer;
beforeAll(async () => {
  [server, queueing] = await Promise.all([openTestServer(), openTestServer({ queuePolicy: "on_booking" })]);
});
const today = "2026-11-18";
const morning = Temporal.Instant.from(`${today}T06:00:00Z`);
beforeEach(() => {
  server.clock.now = morning;
  queueing.clock.now = morning;
});
afterAll(() => Promise.all([server.close(), queueing.close()]));

type Answered = Answer<Moved & ProblemBody>;
let minutes = 0;
const nextStart = () => morning.add({ minutes: (minutes += 20) }).toString();
const deskOf = (at: TestServer): Client => at.as("receptionist");
async function make(path: string, more: object = {}, at = server): Promise<Booked> {
  const { body } = await deskOf(at).post<Booked>(path, { ...wishAt(at.ids, nextStart()), ...more });
  expect(body).toHaveProperty("appointment");
  return body;
}
const book = (more: object = {}, at = server) => make("/appointments", more, at);
const verb = ({ appointment }: Booked, move: string, body?: object, at = server): Promise<Answered> =>
  deskOf(at).post(`/appointments/${appointment.id}/${move}`, body);
const press = ({ visit }: Booked, move: string, at = server) => deskOf(at).post(`/visits/${visit.id}/${move}`);
const read = async ({ appointment }: Booked, at = server) =>
  (await deskOf(at).get<AppointmentDetail>(`/appointments/${appointment.id}`)).body;
const said = ({ status, body }: Answered) => [status, status < 300 ? body.appointment.status : body.code];

/** Everything of the appointment that a person would see, but its version. */
const seen = ({ version: _version, events: _events, claims, ...shown }: AppointmentDetail) => ({
  ...shown,
  claims: claims.filter(({ status }) => status !== "released"),
});

/** Makes the move, takes it back and expects to see what was there before. */
async function moveAndUndo(booked: Booked, move: string, body?: object, at = server) {
  const before = await read(booked, at);
  const moved = await verb(booked, move, body, at);
  expect(moved.status).toBe(200);
  const undone = await verb(booked, "undo", undefined, at);
  expect(said(undone)).toEqual([200, before.status]);
  const after = await read(booked, at);
  expect(seen(after)).toEqual(seen(before));
  expect(after.events.at(-1)!.kind).toBe("undo");
  expect(after.version).toBe(before.version + 2);
  return { before, moved: moved.body, undone: undone.body };
}

describe("as it was before", () => {
  const later = { starts_at: "2026-11-19T15:00:00Z" };

  test.each<[string, object | undefined]>([
    ["cancel", { reason: "Ill", requested_by: "patient" }],
    ["check-in", undefined],
    ["reschedule", { ...later, requested_by: "patient" }],
  ])("%s of an appointment", async (move, body) => {
    const booked = await book({ waive: [] });
    const { undone } = await moveAndUndo(booked, move, body);
    const { id, service_date, visit_ticket_id } = booked.visit;
    expect(undone.visit).toMatchObject({ id, service_date, visit_ticket_id, status: "scheduled", check_in_time: null });
  });

  test("no-show of an appointment", async () => {
    const booked = await book();
    server.clock.now = Temporal.Instant.from(booked.appointment.starts_at);
    await moveAndUndo(booked, "no-show");
  });

  test("what was agreed of a request, moved and cancelled", async () => {
    const asked = await book({ needs_approval: true });
    await moveAndUndo(asked, "confirm", { notes: "By phone" });
    await moveAndUndo(asked, "reschedule", { starts_at: nextStart() });
    await moveAndUndo(asked, "cancel");
  });

  test("a hold that was let go, while it lasts", async () => {
    const held = await make("/holds", { ttl_seconds: 60 });
    await moveAndUndo(held, "cancel");
    expect((await read(held)).claims.at(-1)!.status).toBe("held");
    await verb(held, "cancel");
    server.clock.now = morning.add({ seconds: 60 });
    expect(said(await verb(held, "undo"))).toEqual([409, "not_undoable"]);
  });

  test("again and again", async () => {
    const booked = await book();
    for (let i = 0; i < 3; i++) {
      await moveAndUndo(booked, "reschedule", { starts_at: nextStart() });
      await moveAndUndo(booked, "cancel");
    }
  });

  test("of several moves only the last", async () => {
    const booked = await book();
    const second = nextStart();
    await verb(booked, "reschedule", { starts_at: second });
    await moveAndUndo(booked, "reschedule", later);
    expect((await read(booked)).starts_at).toBe(second);
  });

  test("practitioner, room and lanes too, with waivers and the payment's date and shares", async () => {
    const { scanId, practitionerIds } = server.ids;
    const scan = await book({ service_id: scanId, starts_at: "2026-11-20T10:00:00Z" });
    const over = await book({
      service_id: scanId,
      starts_at: "2026-11-20T10:00:00Z",
      patient_id: server.ids.patientIds[1],
      waive: ["claimed", "buffer"].map((rule) => ({ rule, reason: "Urgent" })),
    });
    expect((await read(over)).claims.map(({ lane }) => lane)).toEqual([2, 2]);
    const elsewhere = { starts_at: "2026-11-21T10:00:00Z", practitioner_id: practitionerIds[1] };
    await moveAndUndo(over, "reschedule", elsewhere);
    const { before, moved } = await moveAndUndo(scan, "reschedule", elsewhere);
    expect([before.practitioner_id, moved.appointment.practitioner_id]).toEqual(practitionerIds);
    const { body } = await deskOf(server).get<PaymentDetail>(`/payments/${scan.payment.id}`);
    expect(body).toMatchObject({ practitioner_id: practitionerIds[0], practitioner_share_minor: 5400 });
  });
});

describe("a number", () => {
  test("stays the visit's own through check-in, undo and check-in", async () => {
    const [booked, other] = [await book(), await book()];
    const { visit } = (await verb(booked, "check-in")).body;
    await verb(other, "check-in");
    expect((await verb(booked, "undo")).body.visit).toMatchObject({
      status: "scheduled",
      queue_number: visit.queue_number,
    });
    server.clock.now = morning.add({ minutes: 5 });
    const again = await verb(booked, "check-in");
    expect(again.body.visit).toMatchObject({
      status: "waiting",
      queue_number: visit.queue_number,
      check_in_time: morning.add({ minutes: 5 }).toString(),
    });
  });

  test("and through completing without a second check-in", async () => {
    const booked = await book();
    const { visit } = (await verb(booked, "check-in")).body;
    await verb(booked, "undo");
    expect((await verb(booked, "complete")).body.visit.queue_number).toBe(visit.queue_number);
  });

  test.each([["cancel"], ["no-show"], ["check-in"]])("where booking queues: %s", async (move) => {
    const booked = await book({}, queueing);
    if (move === "no-show") queueing.clock.now = Temporal.Instant.from(booked.appointment.starts_at);
    const { undone } = await moveAndUndo(booked, move, undefined, queueing);
    const { queue_number, check_in_time } = booked.visit;
    expect(undone.visit).toMatchObject({ status: "waiting", queue_number, check_in_time });
    expect(check_in_time).toBe(booked.appointment.starts_at);
  });

  test("where booking queues: a request whose confirmation was a mistake waits outside, and comes back to its number", async () => {
    const asked = await book({ needs_approval: true }, queueing);
    const { moved, undone } = await moveAndUndo(asked, "confirm", undefined, queueing);
    const { queue_number } = moved.visit;
    expect(undone.visit).toMatchObject({ status: "scheduled", queue_number, check_in_time: null });
    const path = `/queue?clinic_id=${queueing.ids.clinicId}&date=${today}`;
    const queue = await deskOf(queueing).get<Queue>(path);
    expect(queue.body.items.map(({ id }) => id)).not.toContain(asked.visit.id);
    expect((await verb(asked, "confirm", undefined, queueing)).body.visit.queue_number).toBe(queue_number);
  });

  test("where booking queues: another date and back gives a new one, and the old one is void", async () => {
    const booked = await book({}, queueing);
    const { undone } = await moveAndUndo(booked, "reschedule", { starts_at: "2026-11-19T10:00:00Z" }, queueing);
    expect(undone.visit.status).toBe("waiting");
    expect(undone.visit.queue_number).toBeGreaterThan(booked.visit.queue_number!);
  });
});

describe("what cannot be undone", () => {
  const refused = async (booked: Booked) => {
    const before = await read(booked);
    expect(said(await verb(booked, "undo"))).toEqual([409, "not_undoable"]);
    expect(await read(booked)).toEqual(before);
  };

  test.each<[string, string, object, string[]]>([
    ["a booking", "/appointments", {}, []],
    ["a hold", "/holds", { ttl_seconds: 60 }, []],
    ["a hold that was confirmed", "/holds", { ttl_seconds: 60 }, ["confirm"]],
    ["a request", "/appointments", { needs_approval: true }, []],
    ["what is complete", "/appointments", {}, ["complete"]],
    ["an undo", "/appointments", {}, ["cancel", "undo"]],
  ])("%s", async (_, path, more, moves) => {
    const booked = await make(path, more);
    for (const move of moves) expect((await verb(booked, move)).status).toBe(200);
    await refused(booked);
  });

  test("a check-in, once the patient is called; and again when they are back in the queue", async () => {
    const booked = await book();
    await verb(booked, "check-in");
    await press(booked, "call");
    await refused(booked);
    await press(booked, "requeue");
    expect(said(await verb(booked, "undo"))).toEqual([200, "confirmed"]);
  });

  test("a new time, once the visit has been called", async () => {
    const booked = await book({}, queueing);
    await verb(booked, "reschedule", { starts_at: nextStart() }, queueing);
    await press(booked, "call", queueing);
    expect(said(await verb(booked, "undo", undefined, queueing))).toEqual([409, "not_undoable"]);
  });

  test.each([["cancel"], ["check-in"]])("a %s, once money has moved", async (move) => {
    const booked = await book();
    const entry = { kind: "receipt", amount_minor: 100, method: "cash" };
    const pay = () => deskOf(server).post(`/payments/${booked.payment.id}/entries`, entry);
    expect((await pay()).status).toBe(201);
    await moveAndUndo(booked, move);
    await verb(booked, move);
    expect((await pay()).status).toBe(201);
    await refused(booked);
  });

  test("the confirmation of a request whose start has come", async () => {
    const asked = await book({ needs_approval: true });
    await verb(asked, "confirm");
    server.clock.now = Temporal.Instant.from(asked.appointment.starts_at);
    await refused(asked);
  });

  test("what is not there, or was read before somebody else's change", async () => {
    const booked = await book();
    await verb(booked, "cancel");
    const path = `/appointments/${booked.appointment.id}/undo`;
    const stale = await deskOf(server).send("POST", path, {}, { "if-match": '"1"' });
    expect([stale.status, stale.body.code]).toEqual([412, "version_mismatch"]);
    expect((await deskOf(server).send("POST", path, {}, { "if-match": '"2"' })).status).toBe(200);
  });
});

describe("when somebody else has the time", () => {
  const taken = async (booked: Booked) => {
    const answer = await verb(booked, "undo");
    expect(said(answer)).toEqual([409, "slot_taken"]);
    return answer.body.reasons as { code: string; appointment_id: string }[];
  };

  test("the refusal names who, and it is possible once they are gone", async () => {
    const booked = await book();
    const { starts_at } = booked.appointment;
    await verb(booked, "cancel");
    const rival = await book({ starts_at, patient_id: server.ids.patientIds[1] });
    expect(await taken(booked)).toMatchObject([{ code: "claimed", appointment_id: rival.appointment.id }]);
    await verb(rival, "cancel");
    expect(said(await verb(booked, "undo"))).toEqual([200, "confirmed"]);
  });

  test("the patient's own other appointment is in the way, too", async () => {
    const booked = await book();
    const { starts_at } = booked.appointment;
    await verb(booked, "cancel");
    const other = await book({ starts_at, practitioner_id: server.ids.practitionerIds[1] });
    expect(await taken(booked)).toMatchObject([{ code: "patient_busy", appointment_id: other.appointment.id }]);
  });

  test("a hold that has run out is in nobody's way", async () => {
    const booked = await book();
    const { starts_at } = booked.appointment;
    await verb(booked, "cancel");
    const held = await make("/holds", { starts_at, patient_id: server.ids.patientIds[1], ttl_seconds: 60 });
    const own = await make("/holds", {
      starts_at,
      practitioner_id: server.ids.practitionerIds[1],
      ttl_seconds: 60,
    });
    await taken(booked);
    server.clock.now = morning.add({ seconds: 60 });
    expect(said(await verb(booked, "undo"))).toEqual([200, "confirmed"]);
    expect([(await read(held)).status, (await read(own)).status]).toEqual(["expired", "expired"]);
  });

  test("hours and notice do not matter: it was agreed once", async () => {
    const [resource_id] = server.ids.practitionerIds;
    const booked = await book({ starts_at: "2026-11-24T10:00:00Z" });
    await verb(booked, "cancel");
    const block = { kind: "blocked", resource_id, from: "2026-11-24", to: "2026-11-25" };
    await server.as("admin").post("/schedule-exceptions", block);
    server.clock.now = Temporal.Instant.from("2026-11-24T10:05:00Z");
    expect(said(await verb(booked, "undo"))).toEqual([200, "confirmed"]);
  });

  test("another lane of the same resource will do", async () => {
    const admin = server.as("admin");
    const { clinicId, patientIds } = server.ids;
    const hired = await admin.post<{ id: string }>("/practitioners", { name: "Two", lanes: 2, clinic_ids: [clinicId] });
    const practitioner_id = hired.body.id;
    const hours = { clinic_id: clinicId, start_local: "08:00", end_local: "18:00", slot_minutes: 20, lanes: 2 };
    await admin.post("/schedule-rules", { ...hours, resource_id: practitioner_id, weekday: 4 });
    const service = await admin.post<{ id: string }>("/services", {
      name: "Pair",
      duration_minutes: 20,
      price_minor: 0,
      clinic_ids: [clinicId],
      practitioner_ids: [practitioner_id],
    });
    const wish = { practitioner_id, service_id: service.body.id, starts_at: "2026-11-26T10:00:00Z" };
    const booked = await book(wish);
    await verb(booked, "cancel");
    await book({ ...wish, patient_id: patientIds[1] });
    expect(said(await verb(booked, "undo"))).toEqual([200, "confirmed"]);
    expect((await read(booked)).claims.filter(({ status }) => status === "active")[0]!.lane).toBe(2);
    await verb(booked, "cancel");
    await book({ ...wish, patient_id: patientIds[2] });
    expect(await taken(booked)).toHaveLength(2);
  });
});

test("every law holds at the end", async () => {
  expect([...(await server.verify()), ...(await queueing.verify())]).toEqual([]);
});
