import { once } from "node:events";
import { createServer, connect, type AddressInfo, type Socket } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { Temporal } from "temporal-polyfill";
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from "vitest";
import { startOn } from "../scene.ts";
import { Random, replayOf, rounds } from "./seed.ts";
import { openTwoServers, type TwoServers } from "./two-servers.ts";

/**
 * The built server is killed after its commit and before its answer arrives: a network in front of it lets calls through and holds answers
 * back. Whoever repeats the call with its key, at any server, has the first answer, and there is one booking.
 */
const file = "idempotency.test.ts";

let servers: TwoServers;
let wish: Record<string, string>;
beforeAll(async () => {
  servers = await openTwoServers();
  const { scene } = servers;
  const doctors = await scene.practitioners(2);
  const [patient_id] = (await scene.patients(1)) as [string];
  const service_id = await scene.service(doctors);
  wish = { clinic_id: scene.clinicId, patient_id, service_id, booking_source: "online" };
});
afterAll(() => servers.close());

/** Lets everything through to `target` and nothing back. */
async function openSilence(target: string): Promise<string> {
  const { hostname, port } = new URL(target);
  const sockets = new Set<Socket>();
  const proxy = createServer((client) => {
    const server = connect(Number(port), hostname);
    client.pipe(server).resume();
    for (const socket of [client, server]) sockets.add(socket.on("error", () => {}));
    server.once("close", () => client.destroy());
  });
  proxy.listen(0, "127.0.0.1");
  await once(proxy, "listening");
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy();
    proxy.close();
  });
  return `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`;
}

async function book(url: string, key: string, startsAt: string) {
  const response = await fetch(`${url}/api/v1/appointments`, {
    method: "POST",
    headers: {
      authorization: `Bearer ${servers.scene.token}`,
      "content-type": "application/json",
      "idempotency-key": key,
    },
    body: JSON.stringify({ ...wish, starts_at: startsAt }),
  });
  return {
    status: response.status,
    replayed: response.headers.get("idempotency-replayed") === "true",
    body: await response.text(),
  };
}

const bookingsAt = (startsAt: string) =>
  servers.query<{ id: string }>("select id from appointments where starts_at = $1", [startsAt]);

describe(`repeat with ${replayOf(file)}`, () => {
  test("a call whose server was killed between its commit and its answer has been done once", async () => {
    const random = new Random("killed");
    for (let round = 0; round < rounds(3, 30); round++) {
      const startsAt = startOn(Temporal.Now.instant(), 2, round);
      const which = random.below(2);
      const silence = await openSilence(servers.urls()[which]!);
      const unanswered = book(silence, `killed-${round}`, startsAt).then(
        () => "answered",
        () => "broken off",
      );
      while ((await bookingsAt(startsAt)).length === 0) await sleep(5);
      const restarted = servers.killAndRestart(which);
      expect(await unanswered).toBe("broken off");
      // At the other server, while this one is down, and at this one.
      const elsewhere = await book(servers.urls()[0]!, `killed-${round}`, startsAt);
      await restarted;
      const again = await book(servers.urls()[which]!, `killed-${round}`, startsAt);
      const [stored, ...more] = await bookingsAt(startsAt);
      expect([elsewhere.status, elsewhere.replayed, again]).toEqual([201, true, elsewhere]);
      expect((JSON.parse(again.body) as { appointment: { id: string } }).appointment.id).toBe(stored!.id);
      expect(more).toEqual([]);
    }
  }, 300_000);

  test("twenty rivals with one key, at two servers, make one booking and have one answer", async () => {
    for (let round = 0; round < 20; round++) {
      const startsAt = startOn(Temporal.Now.instant(), 3, round);
      const calls = Array.from({ length: 20 }, (_, i) => book(servers.urls()[i % 2]!, `rivals-${round}`, startsAt));
      const answers = await Promise.all(calls);
      expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([201]));
      expect(new Set(answers.map(({ body }) => JSON.stringify(sorted(JSON.parse(body))))).size).toBe(1);
      expect(answers.filter(({ replayed }) => !replayed)).toHaveLength(1);
      expect(await bookingsAt(startsAt)).toHaveLength(1);
    }
  }, 300_000);
});

/** A stored answer has its members in another order. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, one]) => [name, sorted(one)]),
  );
}
