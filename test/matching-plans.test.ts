import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { millis, PlanDesk, statuses, type Wanted } from "./plan-desk.ts";
import { openTestServer, type TestServer } from "./server.ts";

let server: TestServer;
let desk: PlanDesk;
beforeAll(async () => {
  server = await openTestServer();
  desk = new PlanDesk(server);
});
afterAll(() => server.close());

describe("the life of a plan", () => {
  test("it is proposed, agreed, and taken back", async () => {
    const request = await desk.want(3);
    const { status, body: plan, headers } = await desk.ask({ request_ids: [request.id] });
    expect([status, plan.kind, plan.status, plan.gap, plan.optimal]).toEqual([201, "series", "ready", 0, true]);
    expect(headers.get("etag")).toBe(`"${plan.version}"`);
    expect(statuses(plan)).toEqual(["proposed", "proposed", "proposed"]);
    const [first] = plan.placements;
    expect([first!.patient_name, first!.service_name, first!.request_id]).toEqual([
      "Μαρία Παπαδοπούλου",
      "Consultation",
      request.id,
    ]);
    expect(["Eleni", "Nikos"]).toContain(first!.practitioner_name);
    expect(plan.objective).toBe(plan.placements.reduce((sum, { cost }) => sum + cost, 0));
    expect(await desk.statusOf(request)).toBe("open");

    const { body: committed } = await desk.verb(plan, "commit");
    expect([committed.status, ...statuses(committed)]).toEqual(["committed", "committed", "committed", "committed"]);
    expect(await desk.statusOf(request)).toBe("scheduled");
    for (const { appointment_id, session_ticket_id, starts_at } of committed.placements) {
      const { body } = await desk.client.get(`/appointments/${appointment_id!}`);
      expect(body).toMatchObject({ status: "confirmed", session_ticket_id, starts_at });
    }
    const again = await desk.verb(plan, "commit");
    expect([again.status, again.body.code]).toEqual([409, "illegal_move"]);

    const { body: undone } = await desk.verb(plan, "undo");
    expect([undone.status, ...statuses(undone)]).toEqual(["undone", "undone", "undone", "undone"]);
    expect(await desk.statusOf(request)).toBe("open");
    expect((await desk.verb(plan, "undo")).status).toBe(409);
  });

  test("it is put away, and then nothing of it is agreed", async () => {
    const request = await desk.want(1);
    const plan = await desk.planFor(request);
    expect((await desk.verb(plan, "cancel")).body.status).toBe("cancelled");
    for (const name of ["commit", "undo", "cancel"])
      expect([name, (await desk.verb(plan, name)).body.code]).toEqual([name, "illegal_move"]);
    expect(await desk.statusOf(request)).toBe("open");
  });

  test("some of it is agreed first, the rest later", async () => {
    const plan = await desk.planFor(await desk.want(3));
    const chosen = plan.placements[1]!.id;
    const { body: some } = await desk.verb(plan, "commit", { placement_ids: [chosen] });
    expect(statuses(some)).toEqual(["proposed", "committed", "proposed"]);
    const { body: all } = await desk.verb(plan, "commit");
    expect(statuses(all)).toEqual(["committed", "committed", "committed"]);
  });

  test("what was refused does not stop the others, and is agreed when it is free again", async () => {
    const request = await desk.want(3);
    const plan = await desk.planFor(request);
    const [, second] = plan.placements;
    const rival = await desk.client.post<{ appointment: { id: string } }>("/appointments", {
      clinic_id: second!.clinic_id,
      practitioner_id: second!.practitioner_id,
      patient_id: server.ids.patientIds[1],
      service_id: second!.service_id,
      starts_at: second!.starts_at,
      booking_source: "phone",
    });
    expect(rival.status).toBe(201);
    const { body: most } = await desk.verb(plan, "commit");
    expect(statuses(most)).toEqual(["committed", "refused", "committed"]);
    const { refusal } = most.placements[1]!;
    expect(refusal?.code).toBe("slot_taken");
    expect(refusal!.alternatives.length).toBeGreaterThan(0);
    const days = [0, 2].map((i) => most.placements[i]!.starts_at!.slice(0, 10));
    for (const place of refusal!.alternatives) expect(days).not.toContain(place.starts_at.slice(0, 10));
    expect(await desk.statusOf(request)).toBe("partially_scheduled");

    await desk.client.post(`/appointments/${rival.body.appointment.id}/cancel`);
    const { body: all } = await desk.verb(plan, "commit");
    expect(statuses(all)).toEqual(["committed", "committed", "committed"]);
    expect(all.placements[1]!.refusal).toBeNull();
  });

  test("a part of a call that is repeated with its key is not done again", async () => {
    const plan = await desk.planFor(await desk.want(2));
    const key = { "idempotency-key": "a-plan", "if-match": `"${plan.version}"` };
    const first = await desk.verb(plan, "commit", {}, key);
    const again = await desk.verb(plan, "commit", {}, key);
    expect([first.status, again.status, again.body]).toEqual([200, 200, first.body]);
    expect((await desk.verb(plan, "undo", {}, { "if-match": `"${plan.version}"` })).body.code).toBe("version_mismatch");
  });
});

describe("what happened since", () => {
  test("supply that vanishes while the plan is open is told, with somebody else instead", async () => {
    const request = await desk.want(2);
    const plan = await desk.planFor(request);
    const [first, second] = plan.placements;
    const day = millis(first!);
    const blocked = await server.as("admin").post<Wanted>("/schedule-exceptions", {
      kind: "blocked",
      resource_id: first!.practitioner_id,
      clinic_id: first!.clinic_id,
      from: new Date(day - 3_600_000).toISOString(),
      to: new Date(day + 40 * 86_400_000).toISOString(),
    });
    expect(blocked.status).toBe(201);
    const { body: committed } = await desk.verb(plan, "commit");
    const colleagues = server.ids.practitionerIds.filter((id) => id !== first!.practitioner_id);
    const gone = committed.placements.filter(({ practitioner_id }) => practitioner_id === first!.practitioner_id);
    expect(gone.length).toBeGreaterThan(0);
    for (const { status, refusal, appointment_id } of gone) {
      expect([status, refusal?.code, appointment_id]).toEqual(["refused", "outside_hours", null]);
      expect(refusal!.alternatives.map(({ practitioner_id }) => practitioner_id)).toContain(colleagues[0]);
    }
    if (second!.practitioner_id === first!.practitioner_id) expect(committed.status).toBe("ready");
    const { items } = (
      await desk.client.get<{ items: { status: string }[] }>(`/session-tickets?request_id=${request.id}`)
    ).body;
    expect(items.filter(({ status }) => status === "planned")).toHaveLength(gone.length);
    await server.as("admin").send("DELETE", `/schedule-exceptions/${blocked.body.id}`);
  });

  test("appointments that were changed stay, and say so; the others are taken back", async () => {
    const plan = await desk.planFor(await desk.want(3));
    const { body: committed } = await desk.verb(plan, "commit");
    const [moved] = committed.placements;
    const later = new Date(millis(moved!) + 3_600_000).toISOString();
    expect(
      (await desk.client.post(`/appointments/${moved!.appointment_id!}/reschedule`, { starts_at: later })).status,
    ).toBe(200);
    const { body: undone } = await desk.verb(plan, "undo");
    expect([undone.status, ...statuses(undone)]).toEqual(["committed", "committed", "undone", "undone"]);
    expect(undone.placements[0]!.refusal?.code).toBe("illegal_move");
  });

  test("a session that was booked nearby since is kept away from", async () => {
    const plan = await desk.planFor(await desk.want(2, { min_days_between: 5 }));
    const [first, second] = plan.placements;
    const beside = new Date(millis(first!) + 86_400_000).toISOString();
    const booked = await desk.client.post("/appointments", {
      clinic_id: first!.clinic_id,
      patient_id: first!.patient_id,
      service_id: first!.service_id,
      session_ticket_id: second!.session_ticket_id,
      starts_at: beside,
      booking_source: "phone",
    });
    expect(booked.status).toBe(201);
    const { body } = await desk.verb(plan, "commit");
    expect(body.placements.map(({ refusal }) => refusal?.code)).toEqual(["not_offered", "ticket_spent"]);
    expect(body.placements[1]!.refusal!.alternatives).toEqual([]);
  });
});

test("every law holds", async () => expect(await server.verify()).toEqual([]));
