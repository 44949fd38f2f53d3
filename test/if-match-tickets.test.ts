import assert from "node:assert/strict";
import { Temporal } from "temporal-polyfill";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { z } from "zod";
import type { bill as billSchema } from "../src/reception/money/bill-schemas.ts";
import type { visitTicketWithVisits } from "../src/visits/schemas.ts";
import type { Booked } from "./answers.ts";
import type { Client } from "./client.ts";
import { wishAt } from "./clinic.ts";
import { fingerprint } from "./fingerprint.ts";
import { openTestServer, type TestServer } from "./server.ts";

type Ticket = z.output<typeof visitTicketWithVisits>;
type Bill = z.output<typeof billSchema>;

/** A patient's day and its bill have no row that changes with them: their ETag is made of the versions of their parts. */
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

/** Each test has a date of its own: 09:00 in Athens. */
let morning = Temporal.Instant.from("2026-11-19T07:00:00Z");
beforeEach(() => {
  morning = morning.add({ hours: 24 });
  server.clock.now = morning;
});

const book = async (minutes: number) =>
  (await desk.post<Booked>("/appointments", wishAt(server.ids, morning.add({ minutes }).toString()))).body;
const read = async <Whole extends Ticket | Bill>(path: string): Promise<Whole> => {
  const { status, body, headers } = await desk.get<Whole>(path);
  expect([status, headers.get("etag")]).toEqual([200, `"${body.etag}"`]);
  return body;
};
const tagOf = async (id: string) => (await read<Ticket>(`/visit-tickets/${id}`)).etag;
const billTagOf = async (id: string) => (await read<Bill>(`/visit-tickets/${id}/bill`)).etag;
const send = (path: string, etag: string, body: object = {}) => desk.send("POST", path, body, { "if-match": etag });

test("a ticket's tag is another one after each change of its visits, and none comes back", async () => {
  const [first, second] = [await book(30), await book(60)];
  const { visit_ticket_id: id, service_date: date, patient_id } = first.visit;
  const tags = [await tagOf(id)];
  expect(await tagOf(id)).toBe(tags[0]);
  const moves: (() => Promise<{ status: number }>)[] = [
    () => desk.post(`/visits/${first.visit.id}/priority`, { priority: 1, reason: "In pain" }),
    () => desk.post(`/appointments/${second.appointment.id}/cancel`, { reason: "Ill" }),
    () => desk.post(`/appointments/${second.appointment.id}/undo`),
    () => desk.post("/appointments", wishAt(server.ids, morning.add({ minutes: 90 }).toString())),
    () => desk.post(`/appointments/${second.appointment.id}/reschedule`, { starts_at: tomorrow().toString() }),
    () => desk.post(`/appointments/${second.appointment.id}/undo`),
    () => desk.post(`/appointments/${first.appointment.id}/check-in`),
    () => desk.post(`/visits/${first.visit.id}/call`),
  ];
  for (const move of moves) {
    const { status } = await move();
    expect(status).toBeLessThan(300);
    tags.push(await tagOf(id));
  }
  expect(new Set(tags).size).toBe(moves.length + 1);
  const list = await desk.get<{ items: Ticket[] }>(`/visit-tickets?patient_id=${patient_id}&date=${date}`);
  expect(list.body.items.map(({ etag }) => etag)).toEqual([tags.at(-1)]);
});
const tomorrow = () => morning.add({ hours: 24, minutes: 60 });

describe("what was read is what is changed", () => {
  test("when a ticket is checked in", async () => {
    const { visit } = await book(30);
    const id = visit.visit_ticket_id;
    const path = `/visit-tickets/${id}/check-in`;
    const stale = await tagOf(id);
    const { appointment } = await book(60);
    const before = await fingerprint(server.ownerUrl, server.ids.organizationId);
    for (const tag of [`"${stale}"`, '"1"', "nonsense"]) {
      const { status, body } = await send(path, tag);
      expect([tag, status, body.code]).toEqual([tag, 412, "version_mismatch"]);
    }
    expect(await fingerprint(server.ownerUrl, server.ids.organizationId)).toEqual(before);
    expect((await send(path, `W/"${await tagOf(id)}"`)).status).toBe(200);
    expect((await desk.get(`/appointments/${appointment.id}`)).body).toMatchObject({ status: "checked_in" });
  });

  test("when a bill is paid", async () => {
    const { visit } = await book(30);
    const id = visit.visit_ticket_id;
    const path = `/visit-tickets/${id}/entries`;
    const money = { amount_minor: 100, method: "cash" };
    const stale = await billTagOf(id);
    expect((await send(path, `"${stale}"`, money)).status).toBe(201);
    const before = await fingerprint(server.ownerUrl, server.ids.organizationId);
    for (const tag of [`"${stale}"`, "nonsense"]) {
      const { status, body } = await send(path, tag, money);
      expect([tag, status, body.code]).toEqual([tag, 412, "version_mismatch"]);
    }
    expect(await fingerprint(server.ownerUrl, server.ids.organizationId)).toEqual(before);
    expect((await send(path, `"${await billTagOf(id)}"`, money)).status).toBe(201);
    expect((await send(path, "*", money)).status).toBe(201);
  });

  test("by one of many at once", async () => {
    const { visit } = await book(30);
    const id = visit.visit_ticket_id;
    const tag = `"${await billTagOf(id)}"`;
    const money = { amount_minor: 100, method: "cash" };
    const answers = await Promise.all(
      Array.from({ length: 8 }, () => send(`/visit-tickets/${id}/entries`, tag, money)),
    );
    expect(answers.map(({ status }) => status).toSorted()).toEqual([201, ...Array.from({ length: 7 }, () => 412)]);
  });
});
