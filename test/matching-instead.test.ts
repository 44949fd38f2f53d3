import assert from "node:assert/strict";
import { afterAll, beforeAll, expect, test } from "vitest";
import { PlanDesk } from "./plan-desk.ts";
import { withClient } from "./postgres-server.ts";
import { openTestServer, type TestServer } from "./server.ts";

/** What could not be had of a plan and is booked otherwise; and plans of no clinic in particular. */
let server: TestServer;
let desk: PlanDesk;
beforeAll(async () => {
  server = await openTestServer();
  desk = new PlanDesk(server);
});
afterAll(async () => {
  assert.deepEqual(await server.verify(), []);
  await server.close();
});

test("a refused placement says when its session is after all", async () => {
  const plan = await desk.planFor(await desk.want(1));
  const { clinic_id, practitioner_id, service_id, starts_at, patient_id, session_ticket_id } = plan.placements[0]!;
  const there = { clinic_id, practitioner_id, service_id, booking_source: "phone" };
  const taken = { ...there, patient_id: server.ids.patientIds[1], starts_at };
  assert.equal((await desk.client.post("/appointments", taken)).status, 201);
  const { body: refused } = await desk.verb(plan, "commit");
  const [one] = refused.placements;
  expect([one?.status, one?.instead_at]).toEqual(["refused", null]);
  const [other] = one!.refusal!.alternatives;
  const owed = { ...there, patient_id, session_ticket_id };
  const instead = { ...owed, practitioner_id: other!.practitioner_id, starts_at: other!.starts_at };
  assert.equal((await desk.client.post("/appointments", instead)).status, 201);
  const [now] = (await desk.read(plan)).placements;
  expect([now?.status, now?.instead_at]).toEqual(["refused", other!.starts_at]);
});

test("a refused move says where the appointment was moved to instead", async () => {
  const [, nikos] = server.ids.practitionerIds;
  const wish = { clinic_id: server.ids.clinicId, service_id: server.ids.consultationId, booking_source: "phone" };
  const at = { patient_id: server.ids.patientIds[2], practitioner_id: nikos, starts_at: "2026-11-20T10:00:00Z" };
  const booked = await desk.client.post<{ appointment: { id: string } }>("/appointments", { ...wish, ...at });
  const { id } = booked.body.appointment;
  const { body: plan } = await desk.ask({ appointment_ids: [id] });
  // Somebody moves it by hand: the plan saw it elsewhere.
  const moved = "2026-11-20T15:00:00Z";
  assert.equal((await desk.client.post(`/appointments/${id}/reschedule`, { starts_at: moved })).status, 200);
  const { body: after } = await desk.verb(plan, "commit");
  expect(after.placements.map(({ status, instead_at }) => [status, instead_at])).toEqual([["refused", moved]]);
});

test("a plan of no clinic in particular is listed at each", async () => {
  const plan = await desk.planFor(await desk.want(1));
  await withClient(server.ownerUrl, (client) =>
    client.query("update matching_plans set clinic_id = null where id = $1", [plan.id]),
  );
  const path = `/matching/plans?clinic_id=${server.ids.clinicId}`;
  const { body } = await desk.client.get<{ items: { id: string }[] }>(path);
  expect(body.items.map(({ id }) => id)).toContain(plan.id);
});
