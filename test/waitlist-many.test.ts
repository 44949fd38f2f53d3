import { setTimeout as sleep } from "node:timers/promises";
import { Temporal } from "temporal-polyfill";
import { afterAll, beforeAll, expect, test } from "vitest";
import { randomOf } from "../src/core/random.ts";
import { workWaitlist } from "../src/matching/waitlist/work-waitlist.ts";
import type { Booked } from "./answers.ts";
import { wishAt } from "./clinic.ts";
import { full } from "./fire/seed.ts";
import { openTestServer, type TestServer } from "./server.ts";
import { crowdOf, waitAll } from "./waitlist-crowd.ts";
import { auditLedger } from "./waitlist-ledger.ts";
import { type Offer, WaitlistScene } from "./waitlist-scene.ts";

/** 60 cancellations against 600 who wait (200 against 2,000 in full), with two keepers at work and a desk that books the freed starts meanwhile. */
const [cancellations, people] = full ? [200, 2_000] : [60, 600];
const turns = 2;
const random = randomOf(20_261_118);

let server: TestServer;
let scene: WaitlistScene;
beforeAll(async () => {
  server = await openTestServer({ connections: 12 });
  scene = new WaitlistScene(server, server.ids);
});
afterAll(() => server.close());

const firstStart = Temporal.Instant.from("2026-11-19T00:00:00Z");

/** Does all of it, so many at a time. */
async function each<Item, Result>(items: readonly Item[], work: (item: Item, i: number) => Promise<Result>) {
  const results: Result[] = [];
  const queue = items.map((item, i) => ({ item, i }));
  const worker = async () => {
    for (let next = queue.shift(); next; next = queue.shift()) results[next.i] = await work(next.item, next.i);
  };
  await Promise.all(Array.from({ length: 6 }, worker));
  return results;
}

/** As news gathers on its way to a keeper. */
const gatherMs = 500;

/** Two keepers turn and turn until the work is done, and once more. */
async function besideKeepers<Result>(work: Promise<Result>): Promise<Result> {
  let working = true;
  const keep = async () => {
    for (; working; await sleep(gatherMs)) await workWaitlist(server.house, server.ids.organizationId);
    await workWaitlist(server.house, server.ids.organizationId);
  };
  const keepers = Promise.all([keep(), keep()]);
  const result = await work.finally(() => (working = false));
  await keepers;
  return result;
}

/** Every third one of the first practitioner is a scan of 40 minutes, into which two consultations fit. */
async function bookAll(patients: readonly string[]): Promise<Booked["appointment"][]> {
  const { practitionerIds, scanId } = server.ids;
  return await each(patients, async (patient_id, i) => {
    const startsAt = firstStart.add({ hours: Math.floor(i / 2) }).toString();
    const scan = i % 6 === 0 ? { service_id: scanId } : {};
    return await scene.book(startsAt, { patient_id, practitioner_id: practitionerIds[i % 2]!, ...scan });
  });
}

/** Some accept, some decline, some do not answer. */
async function answerSome(): Promise<void> {
  const live = await scene.offers("&status=offered");
  await each(live, async (offer: Offer) => {
    if (random.chance(0.3)) return;
    const { status } = await scene.answer(offer, random.chance(0.6) ? "accept" : "decline");
    expect([200, 409]).toContain(status);
  });
}

test("every offer obeys the rules, and all that is freed comes to an end", { timeout: 270_000 }, async () => {
  const began = performance.now();
  const { ids } = server;
  const patients = await crowdOf(server, ids, people + cancellations + turns * 10);
  const booked = await bookAll(patients.slice(people, people + cancellations));
  await waitAll(server, ids, patients.slice(0, people), random);
  const set = performance.now();

  const cancelled = await besideKeepers(each(booked, ({ id }) => scene.verb(id, "cancel")));
  expect(cancelled.filter(({ status }) => status !== 200)).toEqual([]);
  const walkIns = patients.slice(people + cancellations);
  const desk: number[] = [];
  for (let round = 0; round < turns; round++) {
    const takeFreed = each(walkIns.slice(round * 10, round * 10 + 10), async (patient_id) => {
      const { starts_at, practitioner_id } = random.pick(booked);
      const wish = { ...wishAt(ids, starts_at), patient_id, practitioner_id };
      desk.push((await scene.desk.post("/appointments", wish)).status);
    });
    await besideKeepers(Promise.all([answerSome(), takeFreed]));
    server.clock.now = server.clock.now.add({ minutes: 61 });
  }
  await scene.keep();

  const freed = booked.map(({ id }) => id);
  const { offers, openings, faults } = await auditLedger(server.ownerUrl, ids.organizationId, freed);
  const count = (rows: readonly { status: string }[]) =>
    Object.fromEntries(
      [...new Set(rows.map(({ status }) => status))].map((one) => [
        one,
        rows.filter(({ status }) => status === one).length,
      ]),
    );
  console.info({
    set: Math.round(set - began),
    ran: Math.round(performance.now() - set),
    offers: count(offers),
    openings: count(openings),
  });
  expect(faults).toEqual([]);
  expect(offers.length).toBeGreaterThan(cancellations);
  expect(desk.filter((status) => status !== 201 && status !== 409)).toEqual([]);
  expect(desk).toContain(201);
  expect(await server.verify()).toEqual([]);
});
