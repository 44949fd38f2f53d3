import { afterAll, beforeAll, expect, test } from "vitest";
import type { AppointmentDetail, Booked, Calendar, Moved } from "./answers.ts";
import type { Client } from "./client.ts";
import { wishAt } from "./clinic.ts";
import { openTestServer, type TestServer } from "./server.ts";

let server: TestServer;
let desk: Client;
beforeAll(async () => {
  server = await openTestServer();
  desk = server.as("receptionist");
});
afterAll(() => server.close());

test("what is learned while a time is held is written down when it is confirmed", async () => {
  const held = await desk.post<Booked>("/holds", wishAt(server.ids, "2026-11-18T12:00:00Z"));
  const { id, status } = held.body.appointment;
  expect(status).toBe("held");
  const confirmed = await desk.post<Moved>(`/appointments/${id}/confirm`, {
    notes: "Brings old films",
    booking_source: "walk_in",
  });
  const agreed = { status: "confirmed", notes: "Brings old films", booking_source: "walk_in", hold_expires_at: null };
  expect(confirmed.body.appointment).toMatchObject(agreed);
  const { events } = (await desk.get<AppointmentDetail>(`/appointments/${id}`)).body;
  expect(events.at(-1)).toMatchObject({ kind: "confirm", change: agreed });
});

test("what is known already stays as it is when nothing is said about it", async () => {
  const wish = { ...wishAt(server.ids, "2026-11-18T13:00:00Z"), notes: "In a wheelchair" };
  const { body } = await desk.post<Booked>("/holds", wish);
  const confirmed = await desk.post<Moved>(`/appointments/${body.appointment.id}/confirm`, {});
  expect(confirmed.body.appointment).toMatchObject({ status: "confirmed", notes: "In a wheelchair" });
});

test("the calendar says which rules were waived", async () => {
  const waive = [{ rule: "claimed", reason: "Urgent" }];
  const at = "2026-11-18T14:00:00Z";
  await desk.post("/appointments", wishAt(server.ids, at));
  await desk.post("/appointments", { ...wishAt(server.ids, at, 1), waive });
  const path = `/calendar?clinic_id=${server.ids.clinicId}&from=2026-11-18&to=2026-11-19`;
  const { appointments } = (await desk.get<Calendar>(path)).body;
  const then = appointments.filter(({ starts_at }) => Date.parse(starts_at) === Date.parse(at));
  expect(then.map(({ waived }) => waived)).toEqual([null, waive]);
});
