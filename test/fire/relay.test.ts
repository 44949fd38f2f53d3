import { setTimeout as sleep } from "node:timers/promises";
import { Temporal } from "temporal-polyfill";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { Rival } from "../rivals.ts";
import { RoomClient } from "../room-client.ts";
import { startOn } from "../scene.ts";
import { expectNothing, Random, replayOf, rounds } from "./seed.ts";
import { openTwoServers, tokenOfDoctor, type TwoServers } from "./two-servers.ts";

/**
 * Two processes relay one organization's effects while desks book and cancel at both. Again and again one of them is killed, their
 * database sessions are ended, or connections of clients break, with hundreds of effects in the outbox. Every client must have every event
 * of its rooms, once, in order, and without a gap.
 */
const file = "relay.test.ts";
const clientCount = 4;
const faults = ["kill", "sessions", "bus", "clients"] as const;
const settlesWithinMs = 20_000;

let servers: TwoServers;
let doctorId: string;
let clients: RoomClient[];
let wish: object;

beforeAll(async () => {
  servers = await openTwoServers();
  const { scene } = servers;
  [doctorId] = (await scene.practitioners(1)) as [string];
  const [patientId] = await scene.patients(1);
  wish = {
    clinic_id: scene.clinicId,
    practitioner_id: doctorId,
    patient_id: patientId,
    service_id: await scene.service([doctorId]),
    booking_source: "phone",
  };
  const tokens = [scene.token, await tokenOfDoctor(scene, doctorId)];
  clients = Array.from({ length: clientCount }, (_, i) => new RoomClient(tokens[i % 2]!, rotated(i)));
  await Promise.all(clients.map((client) => client.untilBegun()));
});
afterAll(async () => {
  for (const client of clients) client.close();
  await servers.close();
});

/** Each client prefers another server. */
const rotated = (by: number) => () => {
  const urls = servers.urls();
  return urls.map((_, i) => urls[(i + by) % urls.length]!);
};

/** Books one start and cancels it, at either server, until it is told to stop; what fails with a server is nobody's loss. */
async function bookAndCancel(desk: number, running: () => boolean): Promise<void> {
  for (let i = 0; running(); i++) {
    const url = servers.urls()[(desk + i) % 2] ?? servers.urls()[0];
    if (url === undefined) {
      await sleep(20);
      continue;
    }
    const rival = new Rival(url, servers.scene.token);
    const starts_at = startOn(Temporal.Now.instant(), 2 + desk, i % 40);
    const booked = await rival.post("/appointments", { ...wish, starts_at }).catch(() => null);
    const { id } = (booked?.body["appointment"] ?? {}) as { id?: string };
    if (id !== undefined) await rival.post(`/appointments/${id}/cancel`, {}).catch(() => null);
    await sleep(10);
  }
}

/** Hundreds of effects of one transaction, as an import makes them; both servers are woken. */
async function flood(count: number): Promise<void> {
  const { organizationId, clinicId } = servers.scene;
  await servers.query(
    `with effects as (
       insert into outbox (organization_id, id, kind, clinic_id, rooms, area, subject_id, subject_version, occurred_at)
       select $1, gen_random_uuid(), 'queue_updated', $2::uuid, array['clinic_' || $2::uuid, 'doctor_' || $3::uuid], 'queue', gen_random_uuid(), 1, now()
       from generate_series(1, $4))
     select pg_notify('tessera_wake', $1::uuid::text)`,
    [organizationId, clinicId, doctorId, count],
  );
}

const endSessions = (filter: string) =>
  servers.query(
    `select pg_terminate_backend(pid) from pg_stat_activity
     where datname = current_database() and usename = 'tessera_app' and ${filter} and application_name <> 'test'`,
  );

async function strike(fault: (typeof faults)[number], random: Random): Promise<void> {
  if (fault === "kill") return await servers.killAndRestart(random.below(2));
  if (fault === "sessions") return void (await endSessions("true"));
  if (fault === "bus") return void (await endSessions("query like 'listen%'"));
  for (const client of clients) if (random.chance(0.5)) client.interrupt();
}

const lastSeqs = () =>
  servers.query<{ room: string; last_seq: string }>("select room, last_seq from rooms order by room");

/**
 * Waits until the outbox is empty and every client has come to where its rooms are, and answers how many milliseconds that took. What is
 * missing after twenty seconds is missing for good.
 */
async function settle(): Promise<number> {
  const since = performance.now();
  const arrived = async () => {
    if ((await servers.query("select 1 from outbox limit 1")).length > 0) return false;
    const rooms = await lastSeqs();
    return clients.every((client) =>
      rooms.every(({ room, last_seq }) => !client.begins.has(room) || client.seen(room) === Number(last_seq)),
    );
  };
  while (!(await arrived()) && performance.now() - since < settlesWithinMs) await sleep(20);
  return performance.now() - since;
}

/** Everything that is wrong with what one client has of one room. */
function compare(client: RoomClient, room: string, stored: { seq: string; subject_id: string }[]): string[] {
  const begin = client.begins.get(room)!;
  const expected = stored.filter(({ seq }) => Number(seq) > begin).map(({ seq, subject_id }) => `${seq} ${subject_id}`);
  const taken = client.taken.filter((event) => event.room === room).map(({ seq, id }) => `${seq} ${id}`);
  const wrong = expected.findIndex((event, i) => event !== taken[i]);
  if (wrong === -1 && expected.length === taken.length) return [];
  return [
    `${room.slice(0, 6)}: of ${expected.length} events ${taken.length} came; event ${expected[wrong]} came as ${taken[wrong]}`,
  ];
}

async function findings(): Promise<string[]> {
  const found: string[] = [];
  const stored = new Map<string, { seq: string; subject_id: string }[]>();
  for (const { room, last_seq } of await lastSeqs()) {
    const events = await servers.query<{ seq: string; subject_id: string }>(
      "select seq, subject_id from room_events where room = $1 order by seq",
      [room],
    );
    stored.set(room, events);
    if (events.some(({ seq }, i) => Number(seq) !== i + 1) || events.length !== Number(last_seq))
      found.push(`${room.slice(0, 6)} is not numbered 1..${last_seq}`);
  }
  for (const [i, client] of clients.entries()) {
    if (client.dropped > 0) found.push(`client ${i} was told ${client.dropped} events again, or too early`);
    if (client.stales > 0) found.push(`client ${i} was told ${client.stales} times to fetch everything`);
    for (const room of client.rooms())
      found.push(...compare(client, room, stored.get(room) ?? []).map((said) => `client ${i}, ${said}`));
  }
  return [...found, ...(await wronglyNumbered())];
}

/** Each effect is numbered once in each of its rooms. */
async function wronglyNumbered(): Promise<string[]> {
  const doubled = await servers.query(
    `select room, kind, subject_id, subject_version from room_events where kind <> 'slots_changed'
     group by room, kind, subject_id, subject_version having count(*) > 1`,
  );
  const lost = await servers.query(
    `select id from appointments a where not exists (
       select from room_events e where e.kind = 'appointment_created' and e.subject_id = a.id and e.room = 'clinic_' || a.clinic_id)`,
  );
  return [
    ...doubled.map((row) => `numbered twice: ${JSON.stringify(row)}`),
    ...lost.map((row) => `lost: ${JSON.stringify(row)}`),
  ];
}

/** One round: a flood, then a fault in the middle of its delivery, beside desks that go on. Answers how long it took to mend. */
async function round(random: Random): Promise<number> {
  let running = true;
  const desks = Array.from({ length: 3 }, (_, desk) => bookAndCancel(desk, () => running));
  await flood(random.pick([50, 300, 600]));
  await sleep(random.below(60));
  await strike(random.pick(faults), random);
  await sleep(random.below(100));
  running = false;
  await Promise.all(desks);
  return await settle();
}

describe(`repeat with ${replayOf(file)}`, () => {
  test(
    "every client has every event of its rooms, once, in order and without a gap",
    async () => {
      const random = new Random("relay");
      const mended: number[] = [];
      for (let i = 0; i < rounds(10, 100); i++) mended.push(await round(random));
      const late = mended.flatMap((ms, i) => (ms < settlesWithinMs ? [] : [`round ${i} left somebody waiting`]));
      expectNothing([...late, ...(await findings())], file);
      expect(clients.map((client) => client.rooms().length)).toEqual([1, 2, 1, 2]);
      expect(Math.max(...clients.map((client) => client.connections))).toBeGreaterThan(1);
      console.info(
        `${clients.map(({ taken, connections }) => `${taken.length} events, ${connections} connections`).join("; ")};`,
        `the longest way back to quiet took ${Math.round(Math.max(...mended))} ms`,
      );
    },
    rounds(180_000, 1_200_000),
  );
});
