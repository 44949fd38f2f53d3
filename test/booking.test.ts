import { Temporal } from "temporal-polyfill";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { AppointmentDetail, Availability, Booked, Moved } from "./answers.ts";
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

  test("a cancelled time can be had again, its number cannot", async () => {
    const { appointment, visit } = await bookAt("2026-11-19T09:00:00Z");
    const taken = await desk.post("/appointments", wishAt(server.ids, "2026-11-19T09:10:00Z", 1));
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
    const { status, body, headers } = await desk.post("/appointments", wishAt(server.ids, "2026-11-19T12:10:00Z", 1));
    expect(status).toBe(409);
    expect(headers.get("content-type")).toBe("application/problem+json");
    expect(body.reasons).toMatchObject([{ code: "claimed" }]);
    const starts = body.alternatives!.map(({ starts_at }) => starts_at);
    expect(starts.map((start) => start.slice(11, 16))).toEqual(["12:20", "12:30", "11:40", "12:40", "11:30"]);
    const own = await desk.post("/appointments", {
      ...wishAt(server.ids, "2026-11-19T12:10:00Z"),
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
    const { body: same } = await desk.get<AppointmentDetail>(`/appointments/${appointment.id}`);
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
        ...wishAt(server.ids, startsAt, patient),
        service_id: server.ids.scanId,
        practitioner_id: server.ids.practitionerIds[practitioner],
      });
    const first = await scan("2026-11-20T12:00:00Z", 0, 0);
    expect(first.status).toBe(201);
    const { body } = await desk.get<AppointmentDetail>(`/appointments/${first.body.appointment.id}`);
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

  test("what is offered can be booked, and is offered no more", async () => {
    const { clinicId, consultationId, practitionerIds, patientIds } = server.ids;
    const ask = async () =>
      (
        await desk.get<Availability>(
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

  test("every law holds at the end", async () => {
    expect(await server.verify()).toEqual([]);
  });
});
