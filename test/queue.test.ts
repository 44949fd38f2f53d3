import { Temporal } from "temporal-polyfill";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { z } from "zod";
import type * as schemas from "../src/reception/queue/queue-schemas.ts";
import type { Booked, Moved, Queue, VisitMoved, WalkedIn } from "./answers.ts";
import type { Answer, Client, ProblemBody } from "./client.ts";
import { wishAt } from "./clinic.ts";
import { openTestServer, type TestServer } from "./server.ts";

type Called = z.output<typeof schemas.called>;
type Transferred = z.output<typeof schemas.transferred>;

let server: TestServer;
let desk: Client;
beforeAll(async () => {
  server = await openTestServer();
  desk = server.as("receptionist");
});
afterAll(() => server.close());

/** Each test has a date of its own, so that nobody of another one waits in it: 09:00 in Athens. */
let morning = Temporal.Instant.from("2026-11-19T07:00:00Z");
beforeEach(() => {
  morning = morning.add({ hours: 24 });
  server.clock.now = morning;
});
const pass = (minutes: number) => (server.clock.now = server.clock.now.add({ minutes }));

async function walkIn(more: Record<string, unknown> = {}): Promise<WalkedIn["visit"]> {
  const { clinicId, consultationId } = server.ids;
  const body = { clinic_id: clinicId, service_id: consultationId, patient: {}, ...more };
  return (await desk.post<WalkedIn>("/visits", body)).body.visit;
}
const callNext = (more: Record<string, unknown> = {}): Promise<Answer<Called & ProblemBody>> =>
  desk.post("/queue/call-next", { clinic_id: server.ids.clinicId, ...more });
const queueNow = async (filter = "") =>
  (await desk.get<Queue>(`/queue?clinic_id=${server.ids.clinicId}${filter}`)).body.items;

async function paymentOf(visitId: string): Promise<Record<string, unknown>> {
  const { payment_id: id } = (await queueNow()).find((item) => item.id === visitId)!;
  return (await desk.get<Record<string, unknown>>(`/payments/${id}`)).body;
}

describe("who is next", () => {
  test("comes in the order of coming, and each only once", async () => {
    const ids = [await walkIn(), await walkIn(), await walkIn()].map(({ id }) => id);
    const called = [await callNext(), await callNext(), await callNext()].map(({ body }) => body.visit.id);
    expect(called).toEqual(ids);
    const nobody = await callNext();
    expect([nobody.status, nobody.body.code]).toEqual([409, "queue_empty"]);
  });

  test("goes before others by priority, and says why; back at 0 no more", async () => {
    const [first, second, third] = [await walkIn(), await walkIn(), await walkIn()];
    await desk.post(`/visits/${third.id}/priority`, { priority: 2, reason: "Chest pain" });
    const { body } = await desk.post<VisitMoved>(`/visits/${second.id}/priority`, { priority: 1, reason: "A child" });
    expect(body.visit).toMatchObject({ priority: 1, priority_reason: "A child", status: "waiting" });
    const calm = await desk.post<VisitMoved>(`/visits/${second.id}/priority`, { priority: 0, reason: "Not in pain" });
    expect(calm.body.visit).toMatchObject({ priority: 0, priority_reason: null });
    expect((await queueNow()).map(({ id }) => id)).toEqual([third.id, first.id, second.id]);
    expect((await callNext()).body.visit.id).toBe(third.id);
    expect((await callNext()).body.visit.id).toBe(first.id);
  });

  test("who came early is in line from the start on, who came late from then on", async () => {
    const at = (minutes: number) => wishAt(server.ids, morning.add({ minutes }).toString());
    const early = (await desk.post<Booked>("/appointments", at(60))).body;
    const late = (await desk.post<Booked>("/appointments", { ...at(20), patient_id: server.ids.patientIds[1] })).body;
    await desk.post(`/appointments/${early.appointment.id}/check-in`);
    pass(30);
    const walkedIn = await walkIn();
    pass(5);
    await desk.post(`/appointments/${late.appointment.id}/check-in`);
    const items = await queueNow();
    expect(items.map(({ id }) => id)).toEqual([walkedIn.id, late.visit.id, early.visit.id]);
    expect(items[1]).toMatchObject({ late_minutes: 15, early_minutes: null, status_minutes: 0 });
    expect(items[2]).toMatchObject({ late_minutes: null, early_minutes: 60, status_minutes: 0 });
    expect(items[2]!.in_line_since).toBe(early.appointment.starts_at);
  });

  test("who does not answer stands behind everybody who waits by then", async () => {
    const [first, second] = [await walkIn(), await walkIn()];
    await callNext({ room_id: server.ids.roomId });
    await desk.post(`/visits/${first.id}/recall`);
    pass(3);
    const { body } = await desk.post<VisitMoved>(`/visits/${first.id}/requeue`);
    expect(body.visit).toMatchObject({
      status: "waiting",
      call_count: 2,
      room_id: null,
      queue_number: first.queue_number,
    });
    expect(body.visit.in_line_since).toBe(server.clock.now.toString());
    expect((await callNext()).body.visit.id).toBe(second.id);
    expect((await callNext()).body.visit).toMatchObject({ id: first.id, call_count: 3 });
  });

  test("the answer says whom, for what and where to", async () => {
    await walkIn({ patient: { name: "Somebody" } });
    const { body } = await callNext({ room_id: server.ids.roomId });
    expect(body).toMatchObject({ patient_name: "Somebody", service_name: "Consultation", room_name: "Scan room" });
    expect(body.visit).toMatchObject({ status: "called", room_id: server.ids.roomId, call_count: 1 });
  });

  test("a room of another clinic, a person as a room, an unknown clinic", async () => {
    const { id } = await walkIn();
    for (const room_id of [server.other.roomId, server.ids.practitionerIds[0]]) {
      const { status, body } = await callNext({ room_id });
      expect([status, body.errors?.[0]?.pointer]).toEqual([404, "/room_id"]);
    }
    expect((await callNext({ clinic_id: server.other.clinicId })).status).toBe(404);
    expect((await callNext()).body.visit.id).toBe(id);
  });

  test("who is called to a scan goes to the room that was booked", async () => {
    const wish = { ...wishAt(server.ids, morning.add({ minutes: 30 }).toString()), service_id: server.ids.scanId };
    const { appointment } = (await desk.post<Booked>("/appointments", wish)).body;
    await desk.post(`/appointments/${appointment.id}/check-in`);
    expect((await callNext()).body.room_name).toBe("Scan room");
  });
});

describe("one practitioner's queue", () => {
  test("holds theirs and who waits for anybody, and whoever they call becomes theirs with the share", async () => {
    const [eleni, nikos] = server.ids.practitionerIds;
    const his = await walkIn({ practitioner_id: nikos });
    const anybodys = await walkIn();
    expect((await queueNow(`&practitioner_id=${eleni}`)).map(({ id }) => id)).toEqual([anybodys.id]);
    expect((await queueNow(`&practitioner_id=${nikos}`)).map(({ id }) => id)).toEqual([his.id, anybodys.id]);
    const { body } = await callNext({ practitioner_id: eleni });
    expect(body.visit).toMatchObject({ id: anybodys.id, practitioner_id: eleni });
    expect(await paymentOf(anybodys.id)).toMatchObject({
      practitioner_id: eleni,
      total_minor: 5001,
      practitioner_share_minor: 3001,
    });
    expect((await callNext({ practitioner_id: eleni })).body.code).toBe("queue_empty");
  });

  test("can be that of a service", async () => {
    await walkIn();
    const scan = await walkIn({ service_id: server.ids.scanId });
    expect((await queueNow(`&service_id=${server.ids.scanId}`)).map(({ id }) => id)).toEqual([scan.id]);
    expect((await callNext({ service_id: server.ids.scanId })).body.visit.id).toBe(scan.id);
  });
});

describe("handing over", () => {
  test("keeps the place in line; the payment and its share follow", async () => {
    const [eleni, nikos] = server.ids.practitionerIds;
    const hers = await walkIn({ practitioner_id: eleni });
    const other = await walkIn({ practitioner_id: nikos });
    pass(10);
    await desk.post(`/visits/${hers.id}/call`);
    const wanted = { practitioner_id: nikos, reason: "Eleni was called away" };
    const { body } = await desk.post<Transferred>(`/visits/${hers.id}/transfer`, wanted);
    expect(body.visit).toMatchObject({ practitioner_id: nikos, status: "waiting", in_line_since: hers.in_line_since });
    expect(await paymentOf(hers.id)).toMatchObject({
      practitioner_id: nikos,
      total_minor: 5001,
      practitioner_share_minor: 3001,
    });
    expect((await callNext({ practitioner_id: nikos })).body.visit.id).toBe(hers.id);
    expect((await callNext({ practitioner_id: nikos })).body.visit.id).toBe(other.id);
  });

  test("is refused to who has the patient, who does not offer the service, who is not here", async () => {
    const [eleni, nikos] = server.ids.practitionerIds;
    const admin = server.as("admin");
    const offered = { name: "Only hers", duration_minutes: 10, price_minor: 100, clinic_ids: [server.ids.clinicId] };
    const service = await admin.post<{ id: string }>("/services", { ...offered, practitioner_ids: [eleni] });
    const visit = await walkIn({ practitioner_id: eleni, service_id: service.body.id });
    const refused = async (practitioner_id: string) =>
      (await desk.post(`/visits/${visit.id}/transfer`, { practitioner_id, reason: "Why not" })).body;
    expect(await refused(eleni)).toMatchObject({ code: "invalid_request", errors: [{ pointer: "/practitioner_id" }] });
    expect(await refused(nikos)).toMatchObject({ code: "not_offered", errors: [{ pointer: "/practitioner_id" }] });
    expect((await refused(server.other.practitionerIds[0])).code).toBe("not_found");
  });
});

test("a priority needs its reason", async () => {
  const { id } = await walkIn();
  const { status, body } = await desk.post(`/visits/${id}/priority`, { priority: 1 });
  expect([status, body.errors?.[0]?.pointer]).toEqual([422, "/reason"]);
  expect((await desk.post(`/visits/${id}/priority`, { priority: 3, reason: "More" })).status).toBe(422);
});

test("a finished visit is neither called, recalled, handed over nor put first", async () => {
  const { id } = await walkIn();
  for (const move of ["call", "start", "finish"]) await desk.post(`/visits/${id}/${move}`);
  const [, nikos] = server.ids.practitionerIds;
  for (const [move, body] of [
    ["call", {}],
    ["recall", {}],
    ["transfer", { practitioner_id: nikos, reason: "Late" }],
    ["priority", { priority: 1, reason: "Late" }],
  ] as const) {
    const answer = await desk.post(`/visits/${id}/${move}`, body);
    expect([move, answer.status, answer.body.code]).toEqual([move, 409, "illegal_move"]);
  }
});

test("somebody nobody knows joins the queue with a provisional record", async () => {
  const visit = await walkIn({ patient: { phone: "+306911111111" } });
  const [item] = await queueNow();
  expect(item).toMatchObject({ id: visit.id, patient_provisional: true });
  const { body } = await desk.get<Record<string, unknown>>(`/patients/${visit.patient_id}`);
  expect(body).toMatchObject({ provisional: true, phone: "+306911111111", phone_is_own: false });
  const { clinicId: clinic_id, consultationId: service_id, patientIds } = server.ids;
  for (const who of [{}, { patient_id: patientIds[0], patient: {} }]) {
    const refused = await desk.post("/visits", { clinic_id, service_id, ...who });
    expect([refused.status, refused.body.errors?.[0]?.pointer]).toEqual([422, "/patient_id"]);
  }
});

describe("a ticket's check-in", () => {
  const book = async (minutes: number, more: Record<string, unknown> = {}) => {
    const wish = wishAt(server.ids, morning.add({ minutes }).toString());
    return (await desk.post<Booked>("/appointments", { ...wish, ...more })).body;
  };
  type CheckedIn = z.output<typeof schemas.ticketCheckedIn>;

  test("checks in the whole day in the order of the starts, and leaves what is off", async () => {
    const [second, first, off] = [await book(60), await book(30), await book(90)];
    await desk.post(`/appointments/${off.appointment.id}/cancel`, { reason: "Not needed" });
    const { status, body } = await desk.post<CheckedIn>(`/visit-tickets/${first.visit.visit_ticket_id}/check-in`);
    expect(status).toBe(200);
    const numbers = body.checked_in.map(({ visit }) => [visit.id, visit.status, visit.queue_number]);
    expect(numbers).toEqual([
      [first.visit.id, "waiting", 1],
      [second.visit.id, "waiting", 2],
    ]);
    const again = await desk.post(`/visit-tickets/${first.visit.visit_ticket_id}/check-in`);
    expect([again.status, again.body.code]).toEqual([409, "illegal_move"]);
  });

  test("is for its own date", async () => {
    const { visit } = await book(30);
    server.clock.now = morning.subtract({ hours: 24 });
    const early = await desk.post(`/visit-tickets/${visit.visit_ticket_id}/check-in`);
    expect([early.status, early.body.code]).toEqual([422, "wrong_date"]);
    server.clock.now = morning;
    const { body } = await desk.post<CheckedIn>(`/visit-tickets/${visit.visit_ticket_id}/check-in`);
    expect(body.checked_in).toHaveLength(1);
  });
});

test("who waits too long is warned of, then an alert", async () => {
  const { clinicId } = server.ids;
  const change = { wait_warning_minutes: 10, wait_alert_minutes: 15 };
  expect((await server.as("admin").send("PATCH", `/clinics/${clinicId}`, change)).status).toBe(200);
  const upside = await server.as("admin").send("PATCH", `/clinics/${clinicId}`, { wait_alert_minutes: 5 });
  expect([upside.status, upside.body.errors?.[0]?.pointer]).toEqual([422, "/wait_alert_minutes"]);
  await walkIn();
  const seen = [];
  for (const minutes of [0, 9, 1, 5]) {
    pass(minutes);
    const [item] = await queueNow();
    seen.push([item!.status_minutes, item!.alert]);
  }
  expect(seen).toEqual([
    [0, "none"],
    [9, "none"],
    [10, "warning"],
    [15, "alert"],
  ]);
});

test("the waiting room sees numbers, states and rooms, and nobody's name", async () => {
  const [first, second] = [await walkIn({ patient: { name: "Secret Name" } }), await walkIn()];
  await callNext({ room_id: server.ids.roomId });
  const { status, body } = await server
    .as("display")
    .get<z.output<typeof schemas.display>>(`/display?clinic_id=${server.ids.clinicId}`);
  expect(status).toBe(200);
  expect(body).toMatchObject({ clinic_name: "Plaka", timezone: "Europe/Athens" });
  const { service_date } = first;
  expect(body.items).toEqual([
    {
      service_date,
      queue_number: first.queue_number,
      status: "called",
      room_name: "Scan room",
      called_at: server.clock.now.toString(),
      call_count: 1,
    },
    {
      service_date,
      queue_number: second.queue_number,
      status: "waiting",
      room_name: null,
      called_at: null,
      call_count: 0,
    },
  ]);
  expect(JSON.stringify(body)).not.toMatch(/Secret|patient/);
  expect((await server.as("patient").get(`/display?clinic_id=${server.ids.clinicId}`)).status).toBe(403);
});

test("a doctor's day is theirs and who waits for anybody", async () => {
  const [eleni, nikos] = server.ids.practitionerIds;
  const [hers, anybodys] = [await walkIn({ practitioner_id: eleni }), await walkIn()];
  const his = await walkIn({ practitioner_id: nikos });
  const doctor = server.as("doctor");
  const mine = await doctor.get<z.output<typeof schemas.myDay>>("/my-day");
  expect(mine.body).toMatchObject({ practitioner_id: eleni, practitioner_name: "Eleni" });
  expect(mine.body.clinics.map(({ items }) => items.map(({ id }) => id))).toEqual([[hers.id, anybodys.id]]);
  const theirs = await doctor.get<z.output<typeof schemas.myDay>>(`/my-day?practitioner_id=${nikos}`);
  expect(theirs.body.clinics[0]!.items.map(({ id }) => id)).toEqual([anybodys.id, his.id]);
  const nobody = await desk.get("/my-day");
  expect([nobody.status, nobody.body.errors?.[0]?.pointer]).toEqual([422, "/practitioner_id"]);
});

test("who waits at midnight is called after it, who was forgotten the day before is not", async () => {
  const forgotten = await walkIn();
  server.clock.now = morning.add({ hours: 14, minutes: 50 });
  const late = await walkIn();
  expect(late.service_date).toBe(forgotten.service_date);
  pass(20);
  const after = await walkIn();
  expect([after.service_date > late.service_date, after.queue_number]).toEqual([true, 1]);
  expect((await callNext()).body.visit.id).toBe(late.id);
  expect((await callNext()).body.visit.id).toBe(after.id);
  expect((await callNext()).body.code).toBe("queue_empty");
});

test("a moved visit that booking has queued is in line from its new start", async () => {
  const onBooking = await openTestServer({ queuePolicy: "on_booking" });
  try {
    const there = onBooking.as("receptionist");
    const { appointment, visit } = (
      await there.post<Booked>("/appointments", wishAt(onBooking.ids, "2026-11-18T10:00:00Z"))
    ).body;
    expect(visit).toMatchObject({ status: "waiting", in_line_since: "2026-11-18T10:00:00Z" });
    const moved = await there.post<Moved>(`/appointments/${appointment.id}/reschedule`, {
      starts_at: "2026-11-18T12:00:00Z",
    });
    expect(moved.body.visit).toMatchObject({
      in_line_since: "2026-11-18T12:00:00Z",
      check_in_time: "2026-11-18T12:00:00Z",
    });
    onBooking.clock.now = Temporal.Instant.from("2026-11-18T11:00:00Z");
    const next = { clinic_id: onBooking.ids.clinicId };
    expect((await there.post("/queue/call-next", next)).body.code).toBe("queue_empty");
    onBooking.clock.now = Temporal.Instant.from("2026-11-18T12:00:00Z");
    expect((await there.post<Called>("/queue/call-next", next)).body.visit.id).toBe(visit.id);
    expect(await onBooking.verify()).toEqual([]);
  } finally {
    await onBooking.close();
  }
});

test("every law holds at the end", async () => {
  expect(await server.verify()).toEqual([]);
});
