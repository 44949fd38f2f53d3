import { Temporal } from "temporal-polyfill";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { AppointmentDetail, Booked, Moved } from "./answers.ts";
import type { Answer, Client, ProblemBody } from "./client.ts";
import { wishAt } from "./clinic.ts";
import { openTestServer, type TestServer } from "./server.ts";

let server: TestServer;
let queueing: TestServer;
let desk: Client;
beforeAll(async () => {
  [server, queueing] = await Promise.all([openTestServer(), openTestServer({ queuePolicy: "on_booking" })]);
  desk = server.as("receptionist");
});
beforeEach(() => {
  server.clock.now = Temporal.Instant.from("2026-11-18T08:00:00Z");
});
afterEach(async () => {
  expect([...(await server.verify()), ...(await queueing.verify())]).toEqual([]);
});
afterAll(() => Promise.all([server.close(), queueing.close()]));

type Refused = ProblemBody & Moved;
let minutes = 0;
/** Starts on the clock's date that nobody else of this file uses. */
const nextStart = () =>
  Temporal.Instant.from("2026-11-18T09:00:00Z")
    .add({ minutes: (minutes += 20) })
    .toString();

async function book(startsAt = nextStart(), more: object = {}, at = server): Promise<Booked> {
  const { body } = await at.as("receptionist").post<Booked>("/appointments", { ...wishAt(at.ids, startsAt), ...more });
  expect(body).toHaveProperty("appointment");
  return body;
}
const verb = (id: string, move: string, body?: object, at = server): Promise<Answer<Refused>> =>
  at.as("receptionist").post<Refused>(`/appointments/${id}/${move}`, body);
const detail = async (id: string) => (await desk.get<AppointmentDetail>(`/appointments/${id}`)).body;

/** Everything of the appointment that a person would see, but its version. */
const seen = ({ version: _version, events: _events, claims, ...shown }: AppointmentDetail) => ({
  ...shown,
  claims: claims.filter(({ status }) => status !== "released"),
});

describe("what can be undone", () => {
  const later = "2026-11-19T15:00:00Z";
  test.each([
    ["cancel", "cancel", { reason: "Ill", requested_by: "patient" }, "cancelled"],
    ["check_in", "check-in", undefined, "checked_in"],
    ["reschedule", "reschedule", { starts_at: later }, "confirmed"],
    ["reschedule within its date", "reschedule", { starts_at: "2026-11-18T05:00:00Z", waive: [] }, "confirmed"],
  ])("%s, and the appointment is as it was", async (_, move, body, status) => {
    const { appointment, visit } = await book();
    const before = await detail(appointment.id);
    if (_ === "reschedule within its date") body = { starts_at: nextStart() };
    const moved = await verb(appointment.id, move, body);
    expect([moved.status, moved.body.appointment.status]).toEqual([200, status]);
    const undone = await verb(appointment.id, "undo");
    expect([undone.status, undone.body.appointment.status]).toEqual([200, "confirmed"]);
    const after = await detail(appointment.id);
    expect(seen(after)).toEqual(seen(before));
    expect(after.events.at(-1)!.kind).toBe("undo");
    expect(undone.body.visit).toMatchObject({
      id: visit.id,
      status: "scheduled",
      check_in_time: null,
      service_date: visit.service_date,
      visit_ticket_id: visit.visit_ticket_id,
    });
  });
});
