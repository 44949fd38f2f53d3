import { Temporal } from "temporal-polyfill";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { z } from "zod";
import { allows, type VisitMove, type VisitStatus, visitMoves } from "../src/core/moves.ts";
import type { paymentDetail } from "../src/billing/schemas.ts";
import type { appointmentDetail, availability } from "../src/booking/schemas.ts";
import type {
  appointmentMoved,
  booked,
  calendar,
  dashboard,
  queue,
  settled,
  visitMoved,
  walkedIn,
} from "../src/reception/schemas.ts";
import type { Answer, Client, ProblemBody } from "./client.ts";
import { openTestServer, type TestServer } from "./server.ts";

type Booked = z.output<typeof booked>;
type Moved = z.output<typeof appointmentMoved>;
type WalkedIn = z.output<typeof walkedIn>;
type VisitMoved = z.output<typeof visitMoved>;
type Settled = z.output<typeof settled>;
type Dashboard = z.output<typeof dashboard>;

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
  afterAll(async () => {
    expect(await server.verify()).toEqual([]);
    await server.close();
  });

  const wish = (startsAt: string, patient = 0) => ({
    clinic_id: server.ids.clinicId,
    practitioner_id: server.ids.practitionerIds[0],
    patient_id: server.ids.patientIds[patient],
    service_id: server.ids.consultationId,
    starts_at: startsAt,
    booking_source: "phone",
  });
  const bookAt = async (startsAt: string, patient = 0): Promise<Booked> => {
    const { status, body } = await desk.post<Booked>("/appointments", wish(startsAt, patient));
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

    const { body: detail } = await desk.get<z.output<typeof appointmentDetail>>(`/appointments/${appointment.id}`);
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
    const { body } = await desk.get<z.output<typeof paymentDetail>>(`/payments/${payment.id}`);
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

  test("a cancelled time can be had again, its number cannot", async () => {
    const { appointment, visit } = await bookAt("2026-11-19T09:00:00Z");
    const taken = await desk.post("/appointments", wish("2026-11-19T09:10:00Z", 1));
    expect([taken.status, taken.body.code]).toEqual([409, "slot_taken"]);
    const cancelled = await desk.post<Moved>(`/appointments/${appointment.id}/cancel`, { reason: "Feels better" });
    expect(cancelled.body).toMatchObject({
      appointment: { status: "cancelled", cancellation_reason: "Feels better" },
      visit: { status: "cancelled", queue_number: visit.queue_number },
    });
    const again = await bookAt("2026-11-19T09:10:00Z", 1);
    if (queuePolicy === "on_booking") expect(again.visit.queue_number).toBe(visit.queue_number! + 1);
    expect((await desk.post(`/appointments/${appointment.id}/cancel`, {})).body.code).toBe("illegal_move");
  });

  test("a taken time is refused with reasons and the nearest alternatives", async () => {
    await bookAt("2026-11-19T12:00:00Z");
    const { status, body, headers } = await desk.post("/appointments", wish("2026-11-19T12:10:00Z", 1));
    expect(status).toBe(409);
    expect(headers.get("content-type")).toBe("application/problem+json");
    expect(body.reasons).toMatchObject([{ code: "claimed" }]);
    const starts = body.alternatives!.map(({ starts_at }) => starts_at);
    expect(starts.map((start) => start.slice(11, 16))).toEqual(["12:20", "12:30", "11:40", "12:40", "11:30"]);
    const own = await desk.post("/appointments", {
      ...wish("2026-11-19T12:10:00Z"),
      practitioner_id: server.ids.practitionerIds[1],
    });
    expect([own.status, own.body.reasons?.[0]?.code]).toEqual([409, "patient_busy"]);
  });

  test("moving keeps the appointment and takes its time along; a taken one puts it back", async () => {
    const { appointment, visit } = await bookAt("2026-11-19T14:00:00Z");
    const rival = await bookAt("2026-11-19T15:00:00Z", 1);
    const move = (startsAt: string, practitioner?: string) =>
      desk.post<ProblemBody & Moved>(`/appointments/${appointment.id}/reschedule`, {
        starts_at: startsAt,
        ...(practitioner ? { practitioner_id: practitioner } : {}),
      });
    const blocked = await move("2026-11-19T15:10:00Z");
    expect([blocked.status, blocked.body.code]).toEqual([409, "slot_taken"]);
    expect(blocked.body.alternatives?.length).toBeGreaterThan(0);
    const { body: same } = await desk.get<z.output<typeof appointmentDetail>>(`/appointments/${appointment.id}`);
    expect(same).toMatchObject({ starts_at: "2026-11-19T14:00:00Z", version: 1, status: "confirmed" });

    const onto = await move("2026-11-19T14:10:00Z");
    expect(onto.body.appointment).toMatchObject({
      id: appointment.id,
      starts_at: "2026-11-19T14:10:00Z",
      version: 2,
      booking_id: appointment.booking_id,
    });
    const colleague = await move("2026-11-19T15:00:00Z", server.ids.practitionerIds[1]);
    expect(colleague.body.appointment.practitioner_id).toBe(server.ids.practitionerIds[1]);
    expect(rival.appointment.practitioner_id).toBe(server.ids.practitionerIds[0]);
    const nextDay = await move("2026-11-20T09:00:00Z", server.ids.practitionerIds[0]);
    expect(nextDay.body).toMatchObject({
      appointment: { service_date: "2026-11-20", version: 4 },
      visit: { id: visit.id, service_date: "2026-11-20" },
    });
    if (queuePolicy === "on_booking") expect(nextDay.body.visit).toMatchObject({ status: "waiting", queue_number: 1 });
    const stale = await desk.send(
      "POST",
      `/appointments/${appointment.id}/reschedule`,
      { starts_at: "2026-11-20T10:00:00Z" },
      { "if-match": '"1"' },
    );
    expect([stale.status, stale.body.code]).toEqual([412, "version_mismatch"]);
  });

  test("a service with a room takes both, with its buffers", async () => {
    const scan = (startsAt: string, practitioner: number, patient: number) =>
      desk.post<ProblemBody & Booked>("/appointments", {
        ...wish(startsAt, patient),
        service_id: server.ids.scanId,
        practitioner_id: server.ids.practitionerIds[practitioner],
      });
    const first = await scan("2026-11-20T12:00:00Z", 0, 0);
    expect(first.status).toBe(201);
    const { body } = await desk.get<z.output<typeof appointmentDetail>>(`/appointments/${first.body.appointment.id}`);
    expect(body.claims.map(({ resource_id, starts_at, ends_at }) => [resource_id, starts_at, ends_at]).sort()).toEqual(
      [server.ids.practitionerIds[0], server.ids.roomId]
        .map((id) => [id, "2026-11-20T11:50:00Z", "2026-11-20T12:45:00Z"])
        .sort(),
    );
    // Its end at 12:40, five minutes after it and ten before the next: 13:00 is the first start on the grid.
    const tooEarly = await scan("2026-11-20T12:50:00Z", 1, 1);
    expect([tooEarly.status, tooEarly.body.reasons]).toMatchObject([
      409,
      [{ code: "buffer", resource_id: server.ids.roomId }],
    ]);
    expect((await scan("2026-11-20T13:00:00Z", 1, 1)).status).toBe(201);
  });

  test("walk-ins queue by arrival, and a visit may be left", async () => {
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
    const { body } = await desk.get<z.output<typeof queue>>(`/queue?clinic_id=${server.ids.clinicId}`);
    expect(body).toMatchObject({
      date: "2026-11-21",
      items: [
        { queue_number: 1, status: "left" },
        { queue_number: 2, patient_name: "فاطمة الخطيب", balance_minor: 5001 },
        { queue_number: 3 },
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
    const { body } = await desk.get<z.output<typeof calendar>>(
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

  test("what is offered can be booked, and is offered no more", async () => {
    const { clinicId, consultationId, practitionerIds, patientIds } = server.ids;
    const ask = async () =>
      (
        await desk.get<z.output<typeof availability>>(
          `/availability?clinic_id=${clinicId}&service_id=${consultationId}&from=2026-11-19T18:00:00Z&to=2026-11-19T19:00:00Z`,
        )
      ).body.starts;
    const before = await ask();
    expect(before).toHaveLength(12);
    const [start] = before;
    const { status } = await desk.post("/appointments", {
      clinic_id: clinicId,
      practitioner_id: start!.practitioner_id,
      patient_id: patientIds[2],
      service_id: consultationId,
      starts_at: start!.starts_at,
      booking_source: "online",
    });
    expect(status).toBe(201);
    const left = (await ask()).filter(({ practitioner_id }) => practitioner_id === start!.practitioner_id);
    expect(left.map(({ starts_at }) => starts_at)).not.toContain(start!.starts_at);
    expect(left).toHaveLength(4);
    expect(practitionerIds).toContain(start!.practitioner_id);
  });
});

describe("moves that the table does not allow", () => {
  let server: TestServer;
  let desk: Client;
  beforeAll(async () => {
    server = await openTestServer();
    desk = server.as("admin");
  });
  afterAll(async () => {
    expect(await server.verify()).toEqual([]);
    await server.close();
  });

  /** The desk's moves that bring a walk-in to each state. */
  const ways: Partial<Record<VisitStatus, readonly string[]>> = {
    waiting: [],
    called: ["call"],
    in_progress: ["call", "start"],
    pending_payment: ["call", "start", "finish"],
    completed: ["call", "start", "finish", "settle"],
    left: ["leave"],
  };
  const deskMoves = ["call", "requeue", "start", "finish", "leave", "settle"] as const satisfies VisitMove[];
  const bodyOf = (move: string) => (move === "settle" ? { method: "cash" } : undefined);
  const cases = (Object.keys(ways) as VisitStatus[]).flatMap((status) =>
    deskMoves.map((move) => [status, move] as const),
  );

  test.each(cases)("a %s visit and %s", async (status, move) => {
    const { body } = await desk.post<WalkedIn>("/visits", {
      clinic_id: server.ids.clinicId,
      patient_id: server.ids.patientIds[0],
      service_id: server.ids.consultationId,
    });
    for (const step of ways[status]!) await desk.post(`/visits/${body.visit.id}/${step}`, bodyOf(step));
    const answer: Answer<ProblemBody & VisitMoved> = await desk.post(`/visits/${body.visit.id}/${move}`, bodyOf(move));
    if (allows(visitMoves[move], status)) {
      expect([answer.status, answer.body.visit.status]).toEqual([200, visitMoves[move].to]);
    } else {
      expect([answer.status, answer.body.code, answer.body.found_status]).toEqual([409, "illegal_move", status]);
    }
  });

  const appointmentWays = {
    confirmed: [],
    checked_in: ["check-in"],
    cancelled: ["cancel"],
    completed: ["check-in", "treat"],
  } as const;
  const appointmentCases = (Object.keys(appointmentWays) as (keyof typeof appointmentWays)[]).flatMap((status) =>
    (["check-in", "cancel", "reschedule"] as const).map((move) => [status, move] as const),
  );
  let minute = 0;

  test.each(appointmentCases)("a %s appointment and %s", async (status, move) => {
    const startsAt = Temporal.Instant.from("2026-11-18T10:00:00Z").add({ minutes: (minute += 40) });
    const { clinicId, patientIds, practitionerIds, consultationId } = server.ids;
    const { body } = await desk.post<Booked>("/appointments", {
      clinic_id: clinicId,
      practitioner_id: practitionerIds[0],
      patient_id: patientIds[1],
      service_id: consultationId,
      starts_at: startsAt.toString(),
      booking_source: "phone",
    });
    const path = `/appointments/${body.appointment.id}`;
    for (const step of appointmentWays[status]) {
      if (step !== "treat") await desk.post(`${path}/${step}`);
      else for (const one of ["call", "start", "finish"]) await desk.post(`/visits/${body.visit.id}/${one}`);
    }
    const answer = await desk.post<ProblemBody & Moved>(
      `${path}/${move}`,
      move === "reschedule" ? { starts_at: startsAt.add({ minutes: 10 }).toString() } : undefined,
    );
    if (status === "confirmed") expect(answer.status).toBe(200);
    else expect([answer.status, answer.body.code, answer.body.found_status]).toEqual([409, "illegal_move", status]);
  });
});
