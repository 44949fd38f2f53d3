import { Temporal } from "temporal-polyfill";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { AppointmentDetail, Booked, Moved, Queue, WalkedIn } from "./answers.ts";
import type { Answer, Client, ProblemBody } from "./client.ts";
import { wishAt } from "./clinic.ts";
import { openTestServer, type TestServer } from "./server.ts";

/** What the desk does with an appointment, over HTTP; every law is held against the database at the end. */
let server: TestServer;
let queueing: TestServer;
let desk: Client;
let admin: Client;
beforeAll(async () => {
  [server, queueing] = await Promise.all([openTestServer(), openTestServer({ queuePolicy: "on_booking" })]);
  desk = server.as("receptionist");
  admin = server.as("admin");
});
const today = "2026-11-18";
const morning = Temporal.Instant.from(`${today}T08:00:00Z`);
beforeEach(() => {
  server.clock.now = morning;
  queueing.clock.now = morning;
});
afterAll(() => Promise.all([server.close(), queueing.close()]));

type Answered = Answer<Booked & Moved & ProblemBody>;
let minutes = 0;
/** A start of the clock's date that nothing else of this file uses. */
const nextStart = () => morning.add({ minutes: (minutes += 20) }).toString();
const make = (path: string, more: object = {}, at = server): Promise<Answered> =>
  at.as("receptionist").post(path, { ...wishAt(at.ids, nextStart()), ...more });
const book = (more: object = {}, at = server) => make("/appointments", more, at);
const hold = (more: object = {}) => make("/holds", { ttl_seconds: 60, ...more });
const verb = (id: string, move: string, body?: object, at = server): Promise<Answered> =>
  at.as("receptionist").post(`/appointments/${id}/${move}`, body);
const idOf = ({ body }: Answered) => body.appointment.id;
const said = ({ status, body }: Answered) => [status, status < 300 ? body.appointment.status : body.code];
const detail = async (id: string) => (await desk.get<AppointmentDetail>(`/appointments/${id}`)).body;
const live = ({ claims }: AppointmentDetail) => claims.filter(({ status }) => status !== "released");
const pass = (duration: Temporal.DurationLike) => (server.clock.now = server.clock.now.add(duration));

async function offer(more: object): Promise<string> {
  const { clinicId, practitionerIds } = server.ids;
  const { body } = await admin.post<{ id: string }>("/services", {
    name: "Special",
    duration_minutes: 20,
    price_minor: 1000,
    clinic_ids: [clinicId],
    practitioner_ids: practitionerIds,
    ...more,
  });
  return body.id;
}

describe("a hold", () => {
  test("keeps the time until it is confirmed", async () => {
    const held = await hold({ notes: "calls back" });
    expect(said(held)).toEqual([201, "held"]);
    expect(held.body.appointment.hold_expires_at).toBe(morning.add({ seconds: 60 }).toString());
    const { starts_at } = held.body.appointment;
    const rival = await book({ starts_at, patient_id: server.ids.patientIds[1] });
    expect([rival.status, rival.body.code, rival.body.reasons?.[0]?.code]).toEqual([409, "slot_taken", "claimed"]);
    const confirmed = await verb(idOf(held), "confirm");
    expect([said(confirmed), confirmed.body.appointment.hold_expires_at]).toEqual([[200, "confirmed"], null]);
    expect(live(await detail(idOf(held))).map(({ status }) => status)).toEqual(["active"]);
    expect(said(await verb(idOf(held), "confirm"))).toEqual([409, "illegal_move"]);
  });

  test("is for five minutes unless said", async () => {
    const { body } = await hold({ ttl_seconds: undefined });
    expect(body.appointment.hold_expires_at).toBe(morning.add({ minutes: 5 }).toString());
  });

  test("can be let go, and somebody else takes it", async () => {
    const held = await hold();
    expect(said(await verb(idOf(held), "cancel"))).toEqual([200, "cancelled"]);
    expect(said(await book({ starts_at: held.body.appointment.starts_at }))).toEqual([201, "confirmed"]);
  });

  test("that ran out is taken by whoever collides, at once, and cannot be confirmed", async () => {
    const held = await hold();
    pass({ seconds: 60 });
    expect(said(await verb(idOf(held), "confirm"))).toEqual([409, "hold_expired"]);
    // Its own patient and its practitioner are both kept from nothing by it.
    expect(said(await book({ starts_at: held.body.appointment.starts_at }))).toEqual([201, "confirmed"]);
    expect((await detail(idOf(held))).status).toBe("expired");
    expect(said(await verb(idOf(held), "confirm"))).toEqual([409, "hold_expired"]);
  });

  test("cannot be moved, missed, completed or checked in", async () => {
    const id = idOf(await hold());
    for (const [move, body] of [
      ["reschedule", { starts_at: nextStart() }],
      ["no-show"],
      ["complete"],
      ["check-in"],
    ] as const)
      expect(said(await verb(id, move, body))).toEqual([409, "illegal_move"]);
  });
});

describe("a request", () => {
  test("is what an online booking is where the service wants approval; the desk's own is not", async () => {
    const service_id = await offer({ requires_approval: true });
    const online = await book({ service_id, booking_source: "online" });
    expect([said(online), online.body.visit.status]).toEqual([[201, "pending"], "scheduled"]);
    expect(said(await book({ service_id }))).toEqual([201, "confirmed"]);
    expect(said(await book({ service_id, booking_source: "online", needs_approval: false }))).toEqual([
      201,
      "confirmed",
    ]);
    const rival = await book({ starts_at: online.body.appointment.starts_at, patient_id: server.ids.patientIds[1] });
    expect(said(rival)).toEqual([409, "slot_taken"]);
    expect(said(await verb(idOf(online), "confirm"))).toEqual([200, "confirmed"]);
  });

  test("can be moved, and stays one, or be denied", async () => {
    const asked = await book({ needs_approval: true });
    expect(said(await verb(idOf(asked), "reschedule", { starts_at: nextStart() }))).toEqual([200, "pending"]);
    const denied = await verb(idOf(asked), "cancel", { reason: "No room" });
    expect([said(denied), denied.body.visit.status]).toEqual([[200, "cancelled"], "cancelled"]);
    expect(live(await detail(idOf(asked)))).toEqual([]);
  });

  test("joins the queue when it is confirmed, where booking queues, and not before", async () => {
    const asked = await book({ needs_approval: true }, queueing);
    expect(asked.body.visit.queue_number).toBeNull();
    const confirmed = await verb(idOf(asked), "confirm", undefined, queueing);
    expect(confirmed.body.visit).toMatchObject({ status: "waiting", queue_number: 1 });
  });
});

describe("rules that are waived by name", () => {
  const because = (...rules: string[]) => rules.map((rule) => ({ rule, reason: "The doctor said so" }));

  test("a lane is added over another booking, and one more over a third", async () => {
    const first = await book();
    const { starts_at } = first.body.appointment;
    const [, second, third] = server.ids.patientIds;
    const over = await book({ starts_at, patient_id: second, waive: because("claimed") });
    const again = await book({ starts_at, patient_id: third, waive: because("claimed", "break") });
    expect([said(over), said(again)]).toEqual([
      [201, "confirmed"],
      [201, "confirmed"],
    ]);
    const lanes = await Promise.all([first, over, again].map(async (one) => live(await detail(idOf(one)))[0]!.lane));
    expect(lanes).toEqual([1, 2, 3]);
    // Only what stood in the way is written down.
    expect(again.body.appointment.waived).toEqual(because("claimed"));
    expect(first.body.appointment.waived).toBeNull();
  });

  test("a patient may be in two places when that is said", async () => {
    const first = await book();
    const elsewhere = { starts_at: first.body.appointment.starts_at, practitioner_id: server.ids.practitionerIds[1] };
    const refused = await book(elsewhere);
    expect([said(refused), refused.body.reasons?.[0]?.code]).toEqual([[409, "slot_taken"], "patient_busy"]);
    expect(said(await book({ ...elsewhere, waive: because("claimed", "buffer", "blocked") }))).toEqual([
      409,
      "slot_taken",
    ]);
    const both = await book({ ...elsewhere, waive: because("patient_busy") });
    expect([said(both), both.body.appointment.waived]).toEqual([[201, "confirmed"], because("patient_busy")]);
  });

  test("notice and horizon, each by its own name", async () => {
    const service_id = await offer({ min_notice_minutes: 1440, max_future_days: 3 });
    const soon = { service_id, starts_at: nextStart() };
    const far = { service_id, starts_at: "2026-11-28T10:00:00Z" };
    expect(said(await book(soon))).toEqual([422, "notice_too_short"]);
    expect(said(await book({ ...soon, waive: because("beyond_horizon") }))).toEqual([422, "notice_too_short"]);
    expect(said(await book({ ...soon, waive: because("notice_too_short") }))).toEqual([201, "confirmed"]);
    expect(said(await book(far))).toEqual([422, "beyond_horizon"]);
    expect(said(await book({ ...far, waive: because("beyond_horizon") }))).toEqual([201, "confirmed"]);
  });

  test("a block: it is booked, and stranded by nothing but another rule", async () => {
    const [resource_id] = server.ids.practitionerIds;
    const day = "2026-11-25";
    const block = (from: string, to: string) => ({
      kind: "blocked",
      resource_id,
      from: `${day}T${from}Z`,
      to: `${day}T${to}Z`,
    });
    await admin.post("/schedule-exceptions", block("10:00:00", "12:00:00"));
    const wish = { starts_at: `${day}T11:00:00Z` };
    expect(said(await book(wish))).toEqual([422, "outside_hours"]);
    expect(said(await book({ ...wish, waive: because("break", "time_off") }))).toEqual([422, "outside_hours"]);
    const booked = await book({ ...wish, waive: because("blocked") });
    expect(said(booked)).toEqual([201, "confirmed"]);
    const preview = await admin.post<{ stranded: unknown[] }>(
      "/schedule-exceptions?preview=true",
      block("09:00:00", "13:00:00"),
    );
    expect(preview.body.stranded).toEqual([]);
    const generated = await admin.post<{ stranded: unknown[] }>("/slots/generate", {
      clinic_id: server.ids.clinicId,
      resource_id,
      from: day,
      to: "2026-11-26",
    });
    expect(generated.body.stranded).toEqual([]);
  });

  test("moving keeps its own waivers, not those of the former time", async () => {
    const first = await book();
    const { starts_at } = first.body.appointment;
    const over = await book({ starts_at, patient_id: server.ids.patientIds[1], waive: because("claimed") });
    const moved = await verb(idOf(over), "reschedule", { starts_at: nextStart() });
    expect([said(moved), moved.body.appointment.waived]).toEqual([[200, "confirmed"], null]);
    const back = await verb(idOf(over), "reschedule", { starts_at });
    expect(said(back)).toEqual([409, "slot_taken"]);
    expect(said(await verb(idOf(over), "reschedule", { starts_at, waive: because("claimed") }))).toEqual([
      200,
      "confirmed",
    ]);
  });

  test.each([["in_the_past"], ["out_of_service"], ["nothing_suitable"]])(
    "%s has no name to be waived by",
    async (rule) => {
      const answer = await book({ waive: because(rule) });
      expect([answer.status, answer.body.errors?.[0]?.pointer]).toEqual([422, "/waive/0/rule"]);
    },
  );
});

describe("pinned resources", () => {
  test("a practitioner among them does it, a room among them is taken", async () => {
    const { practitionerIds, roomId, scanId } = server.ids;
    const second = practitionerIds[1];
    const wish = { practitioner_id: undefined, service_id: scanId, starts_at: "2026-11-20T10:00:00Z" };
    const booked = await book({ ...wish, resource_ids: [roomId, second] });
    expect([said(booked), booked.body.appointment.practitioner_id]).toEqual([[201, "confirmed"], second]);
    const taken = live(await detail(idOf(booked))).map(({ resource_id }) => resource_id);
    expect(new Set(taken)).toEqual(new Set([roomId, second]));
    const moved = await verb(idOf(booked), "reschedule", {
      starts_at: "2026-11-20T12:00:00Z",
      practitioner_id: practitionerIds[0],
      resource_ids: [practitionerIds[0]],
    });
    expect(moved.body.appointment.practitioner_id).toBe(practitionerIds[0]);
  });

  test("one that the service has no use for is named", async () => {
    const answer = await book({ resource_ids: [server.ids.practitionerIds[0], server.ids.roomId] });
    expect([answer.status, answer.body.errors?.[0]?.pointer]).toEqual([422, "/resource_ids/1"]);
  });
});

describe("what a service asks of its patients", () => {
  test("a patient moves an appointment as often as the service allows; the clinic as often as it wants", async () => {
    const service_id = await offer({ allow_patient_reschedule: true, max_reschedule_count: 1 });
    const id = idOf(await book({ service_id }));
    const move = (requested_by?: string) => verb(id, "reschedule", { starts_at: nextStart(), requested_by });
    expect((await move()).body.appointment.reschedule_count).toBe(0);
    expect((await move("clinic")).body.appointment.reschedule_count).toBe(0);
    expect((await move("patient")).body.appointment.reschedule_count).toBe(1);
    expect(said(await move("patient"))).toEqual([409, "reschedule_limit"]);
    expect(said(await move())).toEqual([200, "confirmed"]);
    const none = idOf(await book({ service_id: await offer({ allow_patient_reschedule: false }) }));
    const refused = await verb(none, "reschedule", { starts_at: nextStart(), requested_by: "patient" });
    expect(said(refused)).toEqual([409, "reschedule_limit"]);
  });

  test.each([
    ["patient", 59, true],
    ["patient", 60, false],
    ["clinic", 1, false],
    [undefined, 1, false],
  ])("who cancels late: %s, %i minutes before", async (requested_by, before, late) => {
    const service_id = await offer({ late_cancel_notice_minutes: 60 });
    const booked = await book({ service_id, starts_at: "2026-11-18T21:00:00Z" });
    server.clock.now = Temporal.Instant.from("2026-11-18T21:00:00Z").subtract({ minutes: before });
    const { body } = await verb(idOf(booked), "cancel", { requested_by });
    expect(body.appointment).toMatchObject({ cancelled_for: requested_by ?? "clinic", cancelled_late: late });
  });
});

describe("no-show", () => {
  test("not before the start; then the rest of the time is free", async () => {
    const booked = await book();
    const { starts_at } = booked.body.appointment;
    server.clock.now = Temporal.Instant.from(starts_at).subtract({ milliseconds: 1 });
    expect(said(await verb(idOf(booked), "no-show"))).toEqual([409, "not_yet"]);
    pass({ milliseconds: 1 });
    const missed = await verb(idOf(booked), "no-show");
    expect([said(missed), missed.body.visit.status]).toEqual([[200, "no_show"], "no_show"]);
    expect(said(await book({ starts_at }))).toEqual([201, "confirmed"]);
  });

  test("a number that was given stays given", async () => {
    const booked = await book({}, queueing);
    queueing.clock.now = Temporal.Instant.from(booked.body.appointment.starts_at);
    const missed = await verb(idOf(booked), "no-show", undefined, queueing);
    expect(missed.body.visit).toMatchObject({ status: "no_show", queue_number: booked.body.visit.queue_number });
  });
});

describe("complete", () => {
  const free = { price_minor: 0 };
  let slot = 0;
  /** For somebody of their own, by the other practitioner, so that today has room. */
  const bookToday = async (more: object = {}) => {
    const { body } = await desk.post<{ id: string }>("/patients", { name: "Somebody" });
    const starts_at = morning.add({ minutes: (slot += 20) }).toString();
    return book({ starts_at, patient_id: body.id, practitioner_id: server.ids.practitionerIds[1], ...more });
  };

  test("ends a visit that nobody called, and makes its payment due", async () => {
    const booked = await bookToday();
    const done = await verb(idOf(booked), "complete");
    const at = server.clock.now.toString();
    expect(done.body).toMatchObject({
      appointment: { status: "completed" },
      visit: { status: "pending_payment", check_in_time: at, called_at: at, started_at: at, ended_at: at },
    });
    const payment = await desk.get<{ status: string; due_at: string }>(`/payments/${booked.body.payment.id}`);
    expect(payment.body).toMatchObject({ status: "pending", due_at: at });
  });

  test("and the visit is over when nothing is owed", async () => {
    const booked = await bookToday({ service_id: await offer(free) });
    expect((await verb(idOf(booked), "complete")).body.visit.status).toBe("completed");
  });

  test("keeps the times that are known", async () => {
    const booked = await bookToday();
    await verb(idOf(booked), "check-in");
    pass({ minutes: 1 });
    await desk.post(`/visits/${booked.body.visit.id}/call`);
    pass({ minutes: 1 });
    const { body } = await verb(idOf(booked), "complete");
    expect(body.visit).toMatchObject({
      check_in_time: morning.toString(),
      called_at: morning.add({ minutes: 1 }).toString(),
      started_at: morning.add({ minutes: 2 }).toString(),
    });
  });

  test("takes the next number of its own date, and closes days that have gone by", async () => {
    const day = "2026-11-22";
    const wish = (hour: string) => ({ starts_at: `${day}T${hour}:00Z` });
    const [first, second] = [await book(wish("10:00")), await book(wish("11:00"))];
    expect(said(await verb(idOf(first), "complete"))).toEqual([409, "not_yet"]);
    // Still the 21st in UTC, and the 22nd in Athens.
    server.clock.now = Temporal.Instant.from("2026-11-21T22:30:00Z");
    expect((await verb(idOf(second), "complete")).body.visit.queue_number).toBe(1);
    server.clock.now = Temporal.Instant.from("2026-11-25T08:00:00Z");
    const late = await verb(idOf(first), "complete");
    expect(late.body.visit).toMatchObject({ queue_number: 2, service_date: day });
  });

  test("not when the patient has left", async () => {
    const booked = await bookToday();
    await verb(idOf(booked), "check-in");
    await desk.post(`/visits/${booked.body.visit.id}/leave`);
    const answer = await verb(idOf(booked), "complete");
    expect([said(answer), answer.body.found_status]).toEqual([[409, "illegal_move"], "left"]);
  });

  test("a doctor may, and what is stale may not", async () => {
    const doctor = server.as("doctor");
    const booked = await bookToday();
    const path = `/appointments/${idOf(booked)}/complete`;
    expect((await doctor.send("POST", path, {}, { "if-match": '"2"' })).body.code).toBe("version_mismatch");
    expect((await doctor.send("POST", path, {}, { "if-match": '"1"' })).status).toBe(200);
  });
});

test("the queue's numbers stay 1..n through all of it", async () => {
  const { clinicId, patientIds, consultationId } = server.ids;
  const walkIn = { clinic_id: clinicId, patient_id: patientIds[2], service_id: consultationId };
  const { body } = await desk.post<WalkedIn>("/visits", walkIn);
  const queue = await desk.get<Queue>(`/queue?clinic_id=${clinicId}&date=${today}`);
  const numbers = queue.body.items.flatMap(({ queue_number }) => queue_number ?? []).sort((a, b) => a - b);
  expect(numbers).toEqual(numbers.map((_, i) => i + 1));
  expect(numbers.at(-1)).toBe(body.visit.queue_number);
});

test("every law holds at the end", async () => {
  expect([...(await server.verify()), ...(await queueing.verify())]).toEqual([]);
});
