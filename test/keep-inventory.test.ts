import { setTimeout as sleep } from "node:timers/promises";
import { Temporal } from "temporal-polyfill";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openServer } from "../src/main.ts";
import { full } from "./fire/seed.ts";
import { openTestServer, type TestServer } from "./server.ts";

/** What keeps slots in step with the rules while nobody asks for it: two servers on one database. */
let server: TestServer;
let second: Awaited<ReturnType<typeof openServer>>;

interface Slots {
  items: { starts_at: string; status: string }[];
}

const date = (days: number) => Temporal.PlainDate.from("2026-11-18").add({ days }).toString();

beforeAll(async () => {
  server = await openTestServer({ keepsInventory: true });
  second = await openSecond();
});
afterAll(async () => {
  await second.close();
  await server.close();
});

const openSecond = () =>
  openServer({
    ownerUrl: server.ownerUrl,
    host: "127.0.0.1",
    port: 0,
    logLevel: "silent",
    checkAnswers: true,
    connections: 8,
    now: () => server.clock.now,
  });

/** As the second server answers them. */
async function slotsOf(resourceId: string, from: number, to = from + 1): Promise<Slots["items"]> {
  const path = `/api/v1/slots?resource_id=${resourceId}&from=${date(from)}&to=${date(to)}&limit=500`;
  const token = server.ids.accounts.admin.token;
  const response = await fetch(`${second.url}${path}`, { headers: { authorization: `Bearer ${token}` } });
  return ((await response.json()) as Slots).items;
}

async function within(seconds: number, what: () => Promise<boolean>): Promise<boolean> {
  for (const end = performance.now() + seconds * 1000; performance.now() < end; await sleep(50))
    if (await what()) return true;
  return false;
}

const dueOf = async (organizationId: string) =>
  await server.postgres.read(organizationId, (database) =>
    database.rows<{ resource_id: string }>(
      "select resource_id from slot_inventories where organization_id = $1 and due_since is not null",
      [database.organizationId],
    ),
  );
/** Seconds: two are promised, and that is for a machine that does nothing else. */
const soon = full ? 2 : 20;
const settled = () =>
  within(20, async () => {
    const due = await Promise.all([server.ids, server.other].map(({ organizationId }) => dueOf(organizationId)));
    return due.flat().length === 0;
  });

test("inventories grow to the last day that can be booked, and a day further each day", async () => {
  const [doctor] = server.ids.practitionerIds;
  expect(await within(20, async () => (await slotsOf(doctor, 60)).length > 0)).toBe(true);
  expect(await settled()).toBe(true);
  expect(await slotsOf(doctor, 62)).toEqual([]);
});

test("a change of rules is seen in the slots soon, on either server", async () => {
  const doctor = server.ids.practitionerIds[1];
  await settled();
  const wanted = { resource_id: doctor, clinic_id: server.ids.clinicId, kind: "blocked", from: date(7), to: date(8) };
  const admin = server.as("admin");
  const { body } = await admin.post<{ id: string }>("/schedule-exceptions", wanted);
  const statuses = async () => new Set((await slotsOf(doctor, 7)).map(({ status }) => status));
  expect(await within(soon, async () => (await statuses()).has("blocked"))).toBe(true);
  await admin.send("DELETE", `/schedule-exceptions/${body.id}`);
  expect(await within(soon, async () => [...(await statuses())].join() === "available")).toBe(true);
});

test("a service that is offered further ahead takes the inventories along", async () => {
  const [doctor] = server.ids.practitionerIds;
  await settled();
  const path = `/services/${server.ids.consultationId}`;
  expect((await server.as("admin").send("PATCH", path, { max_future_days: 80 })).status).toBe(200);
  expect(await within(10, async () => (await slotsOf(doctor, 79)).length > 0)).toBe(true);
});

test("and every law holds", async () => {
  expect(await server.verify()).toEqual([]);
});
