import { mkdtempSync, readFileSync } from "node:fs";
import { rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { Temporal } from "temporal-polyfill";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { verifyLaws } from "../src/interop/laws/verify-laws.ts";
import { appUrlOf } from "../src/platform/app-role.ts";
import { Postgres } from "../src/platform/database.ts";
import { findRunning } from "../src/platform/embedded/embedded.ts";
import { type Answer, Rival } from "./rivals.ts";
import { openScene, type Scene, startOn } from "./scene.ts";
import { freePort, type ServerProcess, startServerProcess, untilReady } from "./server-process.ts";

/**
 * The built server on its own durable PostgreSQL, ended at random moments while eight clients book: whatever it has answered
 * with 201 is there afterwards, whole. `CRASH_SEED` repeats a run's random choices.
 */
const seed = Number(process.env["CRASH_SEED"] ?? Date.now() % 1_000_000);
const random = mulberry32(seed);
const bookings = 200;
const clients = 8;

let dataDir: string;
let port: number;
let server: ServerProcess;
let scene: Scene;
let practitioners: string[];
let service: string;
let patients: string[];

const start = async () => (server = await startServerProcess({ dataDir, port }));

beforeAll(async () => {
  dataDir = mkdtempSync(join(tmpdir(), "tessera-crash-"));
  port = await freePort();
  await start();
  scene = await openScene({ appUrl: appUrlOf((await findRunning(dataDir))!.ownerUrl) });
  practitioners = await scene.practitioners(10);
  service = await scene.service(practitioners);
  patients = await scene.patients(bookings);
  await scene.generateSlots(5);
  await scene.close(); // the tests end the PostgreSQL that it is connected to
});

afterAll(async () => {
  server.kill("SIGTERM");
  await server.ended;
  await rm(dataDir, { recursive: true, force: true, maxRetries: 5 });
});

/** What became of 200 bookings: the ids that were answered with 201, and every other answer. */
interface Load {
  acknowledged: string[];
  others: Answer[];
  done: Promise<unknown>;
}

/**
 * Eight clients book 200 starts of a day, one after the other. While `persists`, a client asks again after a 503 or a broken
 * connection; its own booking of before then meets it as `slot_taken`. Otherwise a broken connection ends it.
 */
function bookDay(day: number, { persists }: { persists: boolean }): Load {
  const rival = new Rival(server.url, scene.token);
  const load: Load = { acknowledged: [], others: [], done: Promise.resolve() };
  const wanted = Array.from({ length: bookings }, (_, i) => i);
  const giveUpAt = Date.now() + 30_000;
  const client = async () => {
    for (let i = wanted.shift(); i !== undefined; i = wanted.shift()) {
      const answer = await bookOne(rival, day, i).catch(() => null);
      if (answer?.status === 201) load.acknowledged.push((answer.body["appointment"] as { id: string }).id);
      else if (answer) load.others.push(answer);
      if (answer && answer.status < 500) continue;
      if (!persists || Date.now() > giveUpAt) return;
      wanted.unshift(i);
      await sleep(20);
    }
  };
  load.done = Promise.all(Array.from({ length: clients }, client));
  return load;
}

const bookOne = (rival: Rival, day: number, i: number): Promise<Answer> =>
  rival.post("/appointments", {
    clinic_id: scene.clinicId,
    patient_id: patients[i],
    service_id: service,
    practitioner_id: practitioners[i % practitioners.length],
    starts_at: startOn(Temporal.Now.instant(), day, Math.floor(i / practitioners.length)),
    booking_source: "online",
  });

/** Somewhere in the middle: after a random number of answers, and a random moment more. */
async function atRandomMoment(load: Load): Promise<void> {
  const after = 20 + random() * (bookings - 60);
  while (load.acknowledged.length < after) await sleep(1);
  await sleep(random() * 20);
}

async function withOwner<T>(work: (owner: pg.Client) => Promise<T>): Promise<T> {
  const owner = new pg.Client({ connectionString: (await findRunning(dataDir))!.ownerUrl });
  owner.on("error", () => {}); // PostgreSQL may be ended under it
  await owner.connect();
  try {
    return await work(owner);
  } finally {
    await owner.end().catch(() => {});
  }
}

/** Every booking that was answered is there with all its parts, and no law is broken by those that were not. */
async function expectWhole({ acknowledged }: Load): Promise<void> {
  const { rows } = await withOwner((owner) => owner.query(parts, [acknowledged]));
  expect(rows).toEqual(acknowledged.toSorted().map((id) => ({ id, claims: 1, visits: 1, payments: 1, events: 1 })));
  const postgres = new Postgres(appUrlOf((await findRunning(dataDir))!.ownerUrl), { connections: 1 });
  const breaches = await verifyLaws(postgres, scene.organizationId);
  await postgres.close();
  expect(breaches).toEqual([]);
}

const parts = `select a.id,
    (select count(*)::integer from resource_claims where appointment_id = a.id and status = 'active') as claims,
    (select count(*)::integer from visits where appointment_id = a.id) as visits,
    (select count(*)::integer from payments where appointment_id = a.id) as payments,
    (select count(*)::integer from events where subject_id = a.id) as events
  from appointments a where a.id = any ($1::uuid[]) order by a.id::text`;

/** Books what is missing of a day; afterwards each of its starts is booked exactly once. */
async function expectCompletable(day: number): Promise<void> {
  const rest = bookDay(day, { persists: true });
  await rest.done;
  expect(rest.others.filter(({ status }) => status !== 409)).toEqual([]);
  const date = startOn(Temporal.Now.instant(), day, 0).slice(0, 10);
  const { rows } = await withOwner((owner) =>
    owner.query("select count(*)::integer as booked from appointments where service_date = $1", [date]),
  );
  expect(rows).toEqual([{ booked: bookings }]);
}

/** Holds back the relay of everything that is booked meanwhile, so that a kill is sure to leave rows in the outbox. */
async function holdRelay(): Promise<pg.Client> {
  const holder = new pg.Client({ connectionString: (await findRunning(dataDir))!.ownerUrl });
  holder.on("error", () => {}); // it goes down with the server
  await holder.connect();
  await holder.query("begin; lock table rooms in exclusive mode");
  return holder;
}

async function untilDelivered(): Promise<void> {
  const left = () => withOwner((owner) => owner.query("select 1 from outbox"));
  while ((await left()).rowCount! > 0) await sleep(50);
}

describe(`seed ${seed}`, () => {
  test("kill -9 of the server loses no answered booking, nor what the outbox still had to say", async () => {
    const holder = await holdRelay();
    const load = bookDay(1, { persists: false });
    await atRandomMoment(load);
    const { rowCount: undelivered } = await holder.query("select 1 from outbox");
    server.kill("SIGKILL");
    await Promise.all([load.done, server.ended, holder.end().catch(() => {})]);
    await start();
    await expectWhole(load);
    expect(undelivered).toBeGreaterThan(0);
    await untilDelivered();
    const { rows } = await withOwner((owner) => owner.query(deliveries, [load.acknowledged]));
    expect(rows).toEqual([{ announced: load.acknowledged.length, gaps: 0 }]);
    await expectCompletable(1);
  }, 60_000);

  test("kill -9 of PostgreSQL is a pause: 503, then everything goes on, and nothing answered is lost", async () => {
    const load = bookDay(2, { persists: true });
    await atRandomMoment(load);
    process.kill(Number(readFileSync(join(dataDir, "pg", "postmaster.pid"), "utf8").split("\n")[0]), "SIGKILL");
    await load.done;
    const unavailable = load.others.filter(({ status }) => status === 503);
    expect(unavailable.length).toBeGreaterThan(0);
    for (const { headers, body } of unavailable) {
      expect(Number(headers.get("retry-after"))).toBeGreaterThan(0);
      expect(body).toMatchObject({ code: "unavailable" });
    }
    expect(load.others.filter(({ status }) => status !== 503 && status !== 409)).toEqual([]);
    expect((await fetch(`${server.url}/livez`)).status).toBe(200);
    expect(await untilReady(server.url)).toBe(true);
    await expectWhole(load);
    await expectCompletable(2);
  }, 60_000);

  test("SIGTERM answers what is under way, refuses the rest and exits with 0", async () => {
    const load = bookDay(3, { persists: false });
    await atRandomMoment(load);
    server.kill("SIGTERM");
    await load.done;
    expect(await server.ended).toEqual({ code: 0, signal: null });
    expect(load.others.filter(({ status }) => status !== 503)).toEqual([]);
    await start();
    await expectWhole(load);
    await untilDelivered();
    await expectCompletable(3);
  }, 60_000);
});

const deliveries = `select
    (select count(distinct subject_id)::integer from room_events
     where kind = 'appointment_created' and room like 'clinic_%' and subject_id = any ($1::uuid[])) as announced,
    (select count(*)::integer from (select room from room_events group by room having count(*) <> max(seq)) broken) as gaps`;

/** mulberry32, a small generator of numbers in [0, 1) that a seed repeats. */
function mulberry32(state: number): () => number {
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
