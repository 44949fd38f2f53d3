import { Temporal } from "temporal-polyfill";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { z } from "zod";
import type * as schemas from "../src/reception/reports/schemas.ts";
import type { Booked, WalkedIn } from "./answers.ts";
import type { Client } from "./client.ts";
import { wishAt } from "./clinic.ts";
import { openTestServer, type TestServer } from "./server.ts";

type WaitingTimes = z.output<typeof schemas.waitingTimes>;
type NoShows = z.output<typeof schemas.noShows>;
type Utilization = z.output<typeof schemas.utilization>;

let server: TestServer;
let desk: Client;
const at = (time: string) => (server.clock.now = Temporal.Instant.from(`2026-11-18T${time}:00Z`));
const report = async <Body>(name: string, range = "from=2026-11-18&to=2026-11-19") =>
  (await desk.get<Body>(`/reports/${name}?clinic_id=${server.ids.clinicId}&${range}`)).body;
const move = async (id: string, ...moves: string[]) => {
  for (const one of moves) expect((await desk.post(`/visits/${id}/${one}`)).status).toBe(200);
};

beforeAll(async () => {
  server = await openTestServer();
  desk = server.as("receptionist");
  const [eleni] = server.ids.practitionerIds;
  const wish = (start: string, patient: number, more = {}) => ({
    ...wishAt(server.ids, `2026-11-18T${start}:00Z`, patient),
    ...more,
  });
  at("08:00");
  const early = (await desk.post<Booked>("/appointments", wish("09:00", 0))).body;
  const missing = (await desk.post<Booked>("/appointments", wish("09:30", 1))).body;
  const scan = { service_id: server.ids.scanId, practitioner_id: server.ids.practitionerIds[1] };
  const unqueued = (await desk.post<Booked>("/appointments", wish("10:00", 2, scan))).body;
  await desk.post(`/appointments/${early.appointment.id}/check-in`);
  at("08:50");
  const body = { clinic_id: server.ids.clinicId, service_id: server.ids.consultationId, practitioner_id: eleni };
  const walkedIn = (await desk.post<WalkedIn>("/visits", { ...body, patient: {} })).body.visit;
  // The walk-in waits 20 minutes, is not there, and is called again; who was early waits 5 minutes from the start on.
  at("09:05");
  await move(early.visit.id, "call", "start");
  at("09:10");
  await move(walkedIn.id, "call");
  at("09:12");
  await move(walkedIn.id, "requeue");
  at("09:30");
  await move(early.visit.id, "finish");
  at("09:40");
  await move(walkedIn.id, "call", "start");
  at("10:00");
  await move(walkedIn.id, "finish");
  await desk.post(`/appointments/${missing.appointment.id}/no-show`);
  await desk.post(`/appointments/${unqueued.appointment.id}/complete`);
});
afterAll(() => server.close());

test("waits are from coming or the start until the first call, in the clinic's hours", async () => {
  const waits = await report<WaitingTimes>("waiting-times");
  expect(waits).toMatchObject({ visits: 2, median_minutes: 12.5, longest_minutes: 20 });
  expect(waits.by_service.map(({ name, visits }) => [name, visits])).toEqual([["Consultation", 2]]);
  expect(waits.by_practitioner.map(({ name, p90_minutes }) => [name, p90_minutes])).toEqual([["Eleni", 18.5]]);
  expect(waits.by_hour.map(({ hour, median_minutes }) => [hour, median_minutes])).toEqual([
    [10, 20],
    [11, 5],
  ]);
  expect(waits.calibration).toEqual({ told: 0, inside: 0, sooner: 0, later: 0, inside_share: null });
});

test("who did not come, by what might have to do with it", async () => {
  const missed = await report<NoShows>("no-shows");
  expect(missed).toMatchObject({ appointments: 3, no_shows: 1, no_show_share: 0.333 });
  expect(missed.by_service.map(({ name, no_shows }) => [name, no_shows])).toEqual([
    ["Consultation", 1],
    ["Scan", 0],
  ]);
  expect(missed.by_practitioner.map(({ name, appointments }) => [name, appointments])).toEqual([
    ["Eleni", 2],
    ["Nikos", 1],
  ]);
  expect(missed.by_weekday).toEqual([{ weekday: 3, appointments: 3, no_shows: 1, no_show_share: 0.333 }]);
  expect(missed.by_lead_time).toEqual([{ lead_time: "same_day", appointments: 3, no_shows: 1, no_show_share: 0.333 }]);
});

test("what was booked and worked of the working time", async () => {
  const { resources } = await report<Utilization>("utilization");
  const shown = Object.fromEntries(
    resources.map(({ name, working_minutes, booked_minutes, worked_minutes }) => [
      name,
      [working_minutes, booked_minutes, worked_minutes],
    ]),
  );
  // The clinic never closes; a scan keeps a quarter of an hour free; the room has no rules, and works while somebody does.
  expect(shown).toEqual({ Eleni: [1440, 20, 45], Nikos: [1440, 55, 0], "Scan room": [1440, 55, 0] });
  expect(resources.map(({ days }) => days.map(({ date }) => date))).toEqual([
    ["2026-11-18"],
    ["2026-11-18"],
    ["2026-11-18"],
  ]);
});

test("a day without anything, an empty range, a range that is too long, another's clinic", async () => {
  const empty = await report<WaitingTimes>("waiting-times", "from=2026-11-20&to=2026-11-21");
  expect(empty).toMatchObject({ visits: 0, median_minutes: null, by_hour: [] });
  expect(await report<NoShows>("no-shows", "from=2026-11-20&to=2026-11-21")).toMatchObject({ appointments: 0 });
  expect(await report("utilization", "from=2026-11-20&to=2026-11-20")).toMatchObject({ code: "empty_range" });
  expect(await report("utilization", "from=2026-11-20&to=2028-11-20")).toMatchObject({ code: "range_too_long" });
  const range = "from=2026-11-18&to=2026-11-19";
  expect((await desk.get(`/reports/no-shows?clinic_id=${server.other.clinicId}&${range}`)).status).toBe(404);
});

test("every law holds at the end", async () => {
  expect(await server.verify()).toEqual([]);
});
