import { Temporal } from "temporal-polyfill";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import type { z } from "zod";
import { LearnedDurations } from "../src/reception/estimates/learned-durations.ts";
import { tellEstimates } from "../src/reception/estimates/tell-estimates.ts";
import type { waitingTimes } from "../src/reception/reports/schemas.ts";
import type { Booked, Queue, WalkedIn } from "./answers.ts";
import type { Client } from "./client.ts";
import { wishAt } from "./clinic.ts";
import { openTestServer, type TestServer } from "./server.ts";

let server: TestServer;
let desk: Client;
let learned: LearnedDurations;
beforeAll(async () => {
  server = await openTestServer();
  desk = server.as("receptionist");
});
afterAll(() => server.close());

/** Each test has a date of its own. */
let morning = Temporal.Instant.from("2026-11-18T07:00:00Z");
beforeEach(() => {
  morning = morning.add({ hours: 24 });
  server.clock.now = morning;
  learned = new LearnedDurations();
});
const pass = (minutes: number) => (server.clock.now = server.clock.now.add({ minutes }));
const tell = () => tellEstimates(server.house, server.ids.organizationId, learned);
const move = (id: string, name: string) => desk.post(`/visits/${id}/${name}`);
const queueNow = async () => (await desk.get<Queue>(`/queue?clinic_id=${server.ids.clinicId}`)).body.items;

async function walkIn(): Promise<string> {
  const { clinicId: clinic_id, consultationId: service_id, practitionerIds } = server.ids;
  const body = { clinic_id, service_id, practitioner_id: practitionerIds[0], patient: {} };
  return (await desk.post<WalkedIn>("/visits", body)).body.visit.id;
}

test("who joins is told by whom is before them, once", async () => {
  const ids = [await walkIn(), await walkIn(), await walkIn()];
  expect(await tell()).toBe(3);
  expect(await tell()).toBe(0);
  const told = (await queueNow()).map(({ id, told, estimate }) => [id, told, estimate]);
  // Consultations are booked for 20 minutes, and nothing else is known: 12 to 30, or twice that with deviations that cancel out.
  const ranges = [
    { low_minutes: 0, high_minutes: 0 },
    { low_minutes: 12, high_minutes: 30 },
    { low_minutes: 28, high_minutes: 55 },
  ];
  expect(told).toEqual(ids.map((id, i) => [id, ranges[i], ranges[i]]));
  await move(ids[0]!, "call");
  pass(10);
  const [second] = await queueNow();
  expect(second).toMatchObject({ told: ranges[1], estimate: { low_minutes: 2, high_minutes: 20 } });
});

test("who came a while ago, or has not come yet, is told nothing", async () => {
  await walkIn();
  pass(6);
  await desk.post<Booked>("/appointments", wishAt(server.ids, server.clock.now.add({ minutes: 4 }).toString()));
  expect(await tell()).toBe(0);
});

test("what services take is learned from the clinic's own visits", async () => {
  for (let n = 0; n < 10; n++) {
    const id = await walkIn();
    for (const name of ["call", "start"]) await move(id, name);
    pass(n < 5 ? 6 : 8);
    await move(id, "finish");
    pass(30);
  }
  await walkIn();
  const second = await walkIn();
  await tell();
  // Seven minutes on average, and eight of ten times 6 to 8.
  const item = (await queueNow()).find(({ id }) => id === second);
  expect(item!.told).toEqual({ low_minutes: 6, high_minutes: 8 });
});

test("the report holds what was told against what came", async () => {
  const ids = [await walkIn(), await walkIn(), await walkIn()];
  await tell();
  await move(ids[0]!, "call");
  pass(2);
  await move(ids[1]!, "call");
  pass(38);
  await move(ids[2]!, "call");
  const date = morning.toZonedDateTimeISO("Europe/Athens").toPlainDate();
  const range = `from=${date.toString()}&to=${date.add({ days: 1 }).toString()}`;
  const { body } = await desk.get<z.output<typeof waitingTimes>>(
    `/reports/waiting-times?clinic_id=${server.ids.clinicId}&${range}`,
  );
  expect(body.calibration).toMatchObject({ told: 3, inside: 1, sooner: 1, later: 1, inside_share: 0.333 });
});

test("by itself, within seconds, the server writes down what patients are told", async () => {
  const live = await openTestServer({ keepsEstimates: true, realTime: true });
  try {
    const { clinicId: clinic_id, consultationId: service_id } = live.ids;
    const there = live.as("receptionist");
    await there.post("/visits", { clinic_id, service_id, patient: {} });
    await expect
      .poll(async () => (await there.get<Queue>(`/queue?clinic_id=${clinic_id}`)).body.items[0]!.told, {
        timeout: 8_000,
      })
      .toEqual({ low_minutes: 0, high_minutes: 0 });
  } finally {
    await live.close();
  }
});

test("every law holds at the end", async () => {
  expect(await server.verify()).toEqual([]);
});
