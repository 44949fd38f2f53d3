import assert from "node:assert/strict";
import { Temporal } from "temporal-polyfill";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { z } from "zod";
import { offerService } from "../src/demand/service-record.ts";
import type * as schemas from "../src/reception/queue/queue-schemas.ts";
import { openClinic } from "../src/supply/clinic-record.ts";
import { registerPractitioner } from "../src/supply/practitioner-record.ts";
import type { Queue, WalkedIn } from "./answers.ts";
import type { Client, ProblemBody } from "./client.ts";
import { openTestServer, type TestServer } from "./server.ts";

type Display = z.output<typeof schemas.display>;
type MyDay = z.output<typeof schemas.myDay>;

/** Who is in the house at a clinic's midnight is in the queue of the new date, on every screen, under the number of their own. */
let server: TestServer;
let desk: Client;
beforeAll(async () => {
  server = await openTestServer();
  desk = server.as("receptionist");
});
afterAll(async () => {
  assert.deepEqual(await server.verify(), []);
  await server.close();
});

const [yesterday, today, tomorrow] = ["2026-11-24", "2026-11-25", "2026-11-26"];

/** A clinic of its own in a zone, with one practitioner, and what can be asked of its queue. */
async function openNight(timezone: string) {
  const now = server.house.now();
  const { clinicId, practitionerId, serviceId } = await server.postgres.write(server.ids.organizationId, async (tx) => {
    const { id: clinicId } = await openClinic(tx, { name: timezone, timezone }, now);
    const { id: practitionerId } = await registerPractitioner(tx, { name: "Night", clinic_ids: [clinicId] }, now);
    const service = { name: "Night", duration_minutes: 10, price_minor: 100, clinic_ids: [clinicId] };
    const { id: serviceId } = await offerService(tx, { ...service, practitioner_ids: [practitionerId] }, now);
    return { clinicId, practitionerId, serviceId };
  });
  const midnight = Temporal.PlainDate.from(today).toZonedDateTime(timezone).toInstant();
  const at = (minutes: number) => (server.clock.now = midnight.add({ minutes }));
  const get = async <Body>(path: string) => (await desk.get<Body>(path)).body;
  return {
    practitionerId,
    at,
    walkIn: async (...moves: string[]) => {
      const who = { clinic_id: clinicId, service_id: serviceId, practitioner_id: practitionerId, patient: {} };
      const { visit } = (await desk.post<WalkedIn>("/visits", who)).body;
      for (const move of moves) expect((await desk.post(`/visits/${visit.id}/${move}`)).status).toBe(200);
      return visit;
    },
    queue: async (date?: string) => {
      const filter = date === undefined ? "" : `&date=${date}`;
      return await get<Queue>(`/queue?clinic_id=${clinicId}${filter}`);
    },
    display: () => get<Display>(`/display?clinic_id=${clinicId}`),
    dashboard: () => get<Record<string, number>>(`/dashboard?clinic_id=${clinicId}`),
    myDay: async () => (await get<MyDay>(`/my-day?practitioner_id=${practitionerId}`)).clinics[0]!,
    callNext: async () =>
      (await desk.post<{ visit: { id: string } } & ProblemBody>("/queue/call-next", { clinic_id: clinicId })).body,
  };
}

const seen = (items: Queue["items"]) =>
  items.map(({ id, status, service_date, queue_number }) => [id, status, service_date, queue_number]);

describe.each(["Pacific/Pago_Pago", "Asia/Kolkata", "Pacific/Kiritimati"])("around midnight in %s", (zone) => {
  test("whoever is in the house is on today's board, and first in line", async () => {
    const night = await openNight(zone);
    night.at(-40);
    const treated = await night.walkIn("call", "start");
    const paying = await night.walkIn("call", "start", "finish");
    const gone = await night.walkIn("leave");
    const called = await night.walkIn("call");
    const waiting = await night.walkIn();
    const evening = await night.queue();
    expect([evening.date, evening.items.length]).toEqual([yesterday, 5]);

    night.at(5);
    const fresh = await night.walkIn();
    const board = await night.queue();
    expect(board.date).toBe(today);
    expect(seen(board.items)).toEqual([
      [waiting.id, "waiting", yesterday, 5],
      [fresh.id, "waiting", today, 1],
      [treated.id, "in_progress", yesterday, 1],
      [paying.id, "pending_payment", yesterday, 2],
      [called.id, "called", yesterday, 4],
    ]);
    expect(seen((await night.myDay()).items)).toEqual(seen(board.items));
    expect((await night.queue(today)).items).toHaveLength(5);

    // A date that is over is told of as it was, one to come as nothing yet.
    const over = (await night.queue(yesterday)).items.map(({ id }) => id);
    expect(over.toSorted()).toEqual([treated, paying, gone, called, waiting].map(({ id }) => id).sort());
    expect((await night.queue(tomorrow)).items).toEqual([]);

    const wall = (await night.display()).items;
    expect(wall.map(({ status, service_date, queue_number }) => [status, service_date, queue_number])).toEqual([
      ["called", yesterday, 4],
      ["in_progress", yesterday, 1],
      ["waiting", yesterday, 5],
      ["waiting", today, 1],
    ]);
    expect(await night.dashboard()).toMatchObject({ date: today, waiting: 3, in_progress: 1, completed: 0 });

    expect((await night.callNext()).visit.id).toBe(waiting.id);
    expect((await night.callNext()).visit.id).toBe(fresh.id);
    expect((await night.callNext()).code).toBe("queue_empty");
  });

  test("who is called and asked to wait again through the night stays; who was forgotten does not", async () => {
    const night = await openNight(zone);
    night.at(-7 * 60);
    const forgotten = await night.walkIn();
    const patient = await night.walkIn("call");
    night.at(-60);
    expect((await desk.post(`/visits/${patient.id}/requeue`)).status).toBe(200);
    night.at(30);
    expect((await night.queue()).items.map(({ id }) => id)).toEqual([forgotten.id, patient.id]);
    night.at(90);
    expect((await night.queue()).items.map(({ id }) => id)).toEqual([patient.id]);
    expect((await night.display()).items).toHaveLength(1);
    expect(await night.dashboard()).toMatchObject({ waiting: 1 });
    expect((await night.callNext()).visit.id).toBe(patient.id);
    expect((await night.callNext()).code).toBe("queue_empty");
  });
});
