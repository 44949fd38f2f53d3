import { Temporal } from "temporal-polyfill";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type {
  AppointmentDetail,
  Booked,
  Calendar,
  Dashboard,
  Moved,
  PaymentDetail,
  Queue,
  Settled,
  VisitMoved,
  WalkedIn,
} from "./answers.ts";
import type { Client, ProblemBody } from "./client.ts";
import { wishAt } from "./clinic.ts";
import { openTestServer, type TestServer } from "./server.ts";

describe.each(["on_arrival", "on_booking"] as const)("with queue policy %s", (queuePolicy) => {
  let server: TestServer;
  let desk: Client;
  beforeAll(async () => {
    server = await openTestServer({ queuePolicy });
    desk = server.as("receptionist");
  });
  beforeEach(() => {
    server.clock.now = Temporal.Instant.from("2026-11-18T08:00:00Z");
  });
  afterAll(() => server.close());

  const bookAt = async (startsAt: string, patient = 0): Promise<Booked> => {
    const { status, body } = await desk.post<Booked>("/appointments", wishAt(server.ids, startsAt, patient));
    expect(status).toBe(201);
    return body;
  };
  const countersOf = async (date: string): Promise<Dashboard> =>
    (await desk.get<Dashboard>(`/dashboard?clinic_id=${server.ids.clinicId}&date=${date}`)).body;

  test("a patient books, arrives, is called, treated, and pays", async () => {
    const { appointment, visit, payment, visit_ticket } = await bookAt("2026-11-18T09:00:00Z");
    const queued = queuePolicy === "on_booking";
    expect(appointment).toMatchObject({
      status: "confirmed",
      starts_at: "2026-11-18T09:00:00Z",
      ends_at: "2026-11-18T09:20:00Z",
      service_date: "2026-11-18",
      timezone: "Europe/Athens",
      version: 1,
      price_minor: 5001,
    });
    expect(visit).toMatchObject({
      status: queued ? "waiting" : "scheduled",
      queue_number: queued ? 1 : null,
      appointment_id: appointment.id,
      visit_ticket_id: visit_ticket.id,
      visit_type: "scheduled",
    });
    expect(visit.check_in_time).toBe(queued ? "2026-11-18T09:00:00Z" : null);
    expect(payment).toMatchObject({
      total_minor: 5001,
      amount_paid_minor: 0,
      practitioner_share_minor: 3001,
      clinic_share_minor: 2000,
      status: "pending",
      due_at: null,
    });
    expect(await countersOf("2026-11-18")).toMatchObject({
      appointments: 1,
      expected: queued ? 0 : 1,
      waiting: queued ? 1 : 0,
      outstanding_count: 0,
      revenue_minor: 0,
    });

    server.clock.now = Temporal.Instant.from("2026-11-18T08:55:00Z");
    const arrived = await desk.post<Moved>(`/appointments/${appointment.id}/check-in`);
    expect(arrived.body).toMatchObject({
      appointment: { status: "checked_in" },
      visit: { status: "waiting", queue_number: 1, check_in_time: "2026-11-18T08:55:00Z" },
    });
    const doctor = server.as("doctor");
    const called = await doctor.post<VisitMoved>(`/visits/${visit.id}/call`);
    expect(called.body.visit).toMatchObject({ status: "called", called_at: "2026-11-18T08:55:00Z" });
    expect((await doctor.post<VisitMoved>(`/visits/${visit.id}/requeue`)).body.visit.status).toBe("waiting");
    await doctor.post(`/visits/${visit.id}/call`);
    const started = await doctor.post<VisitMoved>(`/visits/${visit.id}/start`);
    expect(started.body.visit.status).toBe("in_progress");
    expect(await countersOf("2026-11-18")).toMatchObject({ expected: 0, waiting: 0, in_progress: 1, completed: 0 });

    server.clock.now = Temporal.Instant.from("2026-11-18T09:20:00Z");
    const finished = await doctor.post<VisitMoved>(`/visits/${visit.id}/finish`);
    expect(finished.body.visit).toMatchObject({ status: "pending_payment", ended_at: "2026-11-18T09:20:00Z" });
    expect(await countersOf("2026-11-18")).toMatchObject({
      in_progress: 0,
      completed: 1,
      outstanding_count: 1,
      outstanding_minor: 5001,
    });

    const unpaid = await desk.post(`/visits/${visit.id}/settle`);
    expect([unpaid.status, unpaid.body.code, unpaid.body.errors?.[0]?.pointer]).toEqual([
      409,
      "payment_due",
      "/method",
    ]);
    const paid = await desk.post<Settled>(`/visits/${visit.id}/settle`, { method: "cash" });
    expect(paid.body).toMatchObject({
      visit: { status: "completed" },
      payment: { status: "paid", amount_paid_minor: 5001, paid_at: "2026-11-18T09:20:00Z" },
    });
    expect(await countersOf("2026-11-18")).toMatchObject({
      completed: 1,
      outstanding_count: 0,
      outstanding_minor: 0,
      revenue_minor: 5001,
    });

    const { body: detail } = await desk.get<AppointmentDetail>(`/appointments/${appointment.id}`);
    expect(detail.events.map(({ kind, version }) => [kind, version])).toEqual([
      ["book", 1],
      ["check_in", 2],
      ["complete", 3],
    ]);
    expect(detail.claims).toMatchObject([{ status: "active", starts_at: "2026-11-18T09:00:00Z", lane: 1 }]);
  });

  test("a visit is paid in parts, refunded, and never above or below what it costs", async () => {
    const { visit, payment } = await bookAt("2026-11-18T10:00:00Z", 1);
    const enter = (kind: string, amount: number) =>
      desk.post<ProblemBody & { payment: { status: string; amount_paid_minor: number } }>(
        `/payments/${payment.id}/entries`,
        { kind, amount_minor: amount, method: "visa" },
      );
    expect((await enter("receipt", 2000)).body.payment).toMatchObject({ status: "pending", amount_paid_minor: 2000 });
    expect((await enter("receipt", 3002)).body.code).toBe("exceeds_balance");
    expect((await enter("refund", 2001)).body.code).toBe("exceeds_paid");
    expect((await enter("receipt", 3001)).body.payment).toMatchObject({ status: "paid", amount_paid_minor: 5001 });
    expect((await enter("refund", 1)).body.payment).toMatchObject({ status: "pending", amount_paid_minor: 5000 });
    expect((await enter("refund", 5000)).body.payment).toMatchObject({ status: "refunded", amount_paid_minor: 0 });
    const { body } = await desk.get<PaymentDetail>(`/payments/${payment.id}`);
    expect(body.entries.map(({ kind, amount_minor }) => [kind, amount_minor])).toEqual([
      ["receipt", 2000],
      ["receipt", 3001],
      ["refund", 1],
      ["refund", 5000],
    ]);
    expect(body.visit_id).toBe(visit.id);
  });

  test("what was paid before the treatment ends with it", async () => {
    const { appointment, visit, payment } = await bookAt("2026-11-18T10:20:00Z", 1);
    await desk.post(`/payments/${payment.id}/entries`, {
      kind: "receipt",
      amount_minor: 5001,
      method: "bank_transfer",
    });
    await desk.post(`/appointments/${appointment.id}/check-in`);
    for (const move of ["call", "start"]) await desk.post(`/visits/${visit.id}/${move}`);
    expect((await desk.post<VisitMoved>(`/visits/${visit.id}/finish`)).body.visit.status).toBe("completed");
  });

  test("walk-ins queue by arrival, and whoever leaves comes behind those who wait", async () => {
    server.clock.now = Temporal.Instant.from("2026-11-21T08:00:00Z");
    const arrive = async (patient: number) => {
      const { status, body } = await desk.post<WalkedIn>("/visits", {
        clinic_id: server.ids.clinicId,
        patient_id: server.ids.patientIds[patient],
        service_id: server.ids.consultationId,
      });
      expect(status).toBe(201);
      return body;
    };
    const [first, second] = [await arrive(0), await arrive(1)];
    expect([first.visit.queue_number, second.visit.queue_number]).toEqual([1, 2]);
    expect(first).toMatchObject({
      visit: { visit_type: "walk_in", status: "waiting", appointment_id: null },
      payment: { appointment_id: null, practitioner_id: null, practitioner_share_minor: 0, clinic_share_minor: 5001 },
    });
    expect((await desk.post<VisitMoved>(`/visits/${first.visit.id}/leave`)).body.visit.status).toBe("left");
    expect((await arrive(2)).visit.queue_number).toBe(3);
    const { body } = await desk.get<Queue>(`/queue?clinic_id=${server.ids.clinicId}`);
    expect(body).toMatchObject({
      date: "2026-11-21",
      items: [
        { queue_number: 2, patient_name: "فاطمة الخطيب", balance_minor: 5001 },
        { queue_number: 3 },
        { queue_number: 1, status: "left" },
      ],
    });
  });

  test("nobody checks in on another day than the appointment's", async () => {
    const { appointment } = await bookAt("2026-11-20T15:00:00Z", 2);
    const early = await desk.post(`/appointments/${appointment.id}/check-in`);
    expect([early.status, early.body.code]).toEqual([422, "wrong_date"]);
    // 23:30 in Athens is still the day before in UTC terms of the clinic's date.
    server.clock.now = Temporal.Instant.from("2026-11-19T22:30:00Z");
    expect((await desk.post<Moved>(`/appointments/${appointment.id}/check-in`)).body.appointment.status).toBe(
      "checked_in",
    );
  });

  test("the calendar shows a day in one answer", async () => {
    const booking = await bookAt("2026-11-21T12:00:00Z");
    const { body } = await desk.get<Calendar>(
      `/calendar?clinic_id=${server.ids.clinicId}&from=2026-11-21&to=2026-11-22`,
    );
    expect([body.from, body.to, body.timezone]).toEqual([
      "2026-11-20T22:00:00Z",
      "2026-11-21T22:00:00Z",
      "Europe/Athens",
    ]);
    expect(body.columns.map(({ name, kind }) => [name, kind])).toEqual([
      ["Eleni", "practitioner"],
      ["Nikos", "practitioner"],
      ["Scan room", "room"],
    ]);
    expect(body.appointments).toMatchObject([
      { id: booking.appointment.id, patient_name: "Μαρία Παπαδοπούλου", resource_ids: [server.ids.practitionerIds[0]] },
    ]);
    const mine = body.slots.filter(({ resource_id }) => resource_id === server.ids.practitionerIds[0]);
    expect(mine).toHaveLength(144);
    expect(mine.filter(({ status }) => status === "booked").map(({ starts_at }) => starts_at)).toEqual([
      "2026-11-21T12:00:00Z",
      "2026-11-21T12:10:00Z",
    ]);
  });

  test("every law holds at the end", async () => {
    expect(await server.verify()).toEqual([]);
  });
});
