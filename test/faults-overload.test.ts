import { connect } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import type { Answer, Client, ProblemBody } from "./client.ts";
import { openTestServer, type TestServer } from "./server.ts";

/** A house for twenty, with two connections: four requests are worked on, one account may have ten under way. */
let server: TestServer;
let owner: pg.Client;
beforeAll(async () => {
  server = await openTestServer({ connections: 2, maxInFlight: 20 });
  owner = new pg.Client({ connectionString: server.ownerUrl });
  await owner.connect();
});
afterEach(async () => {
  await owner.query("rollback");
  await until({ working: 0, waiting: 0 });
});
afterAll(async () => {
  await owner.end();
  await server.close();
});

/** Nobody reads patients until the transaction ends: requests pile up behind this as behind a database that is busy. */
const block = () => owner.query("begin; lock table patients in access exclusive mode");

async function inFlight(at: TestServer): Promise<{ working: number; waiting: number }> {
  await sleep(20); // a place becomes free just after its answer has left
  const { body } = await at.anonymous.send<string>("GET", "//metrics");
  const figure = (state: string) =>
    Number(new RegExp(`^tessera_http_requests_in_flight\\{state="${state}"\\} (\\d+)$`, "m").exec(body)?.[1]);
  return { working: figure("working"), waiting: figure("waiting") };
}

async function until(wanted: { working: number; waiting: number }, at = server): Promise<void> {
  for (const giveUpAt = Date.now() + 10_000; ; await sleep(5)) {
    const found = await inFlight(at);
    if (found.working === wanted.working && found.waiting === wanted.waiting) return;
    if (Date.now() > giveUpAt) throw new Error(`In flight: ${JSON.stringify(found)}, not ${JSON.stringify(wanted)}`);
  }
}

const ask = (client: Client, count: number, path = "/patients") =>
  Array.from({ length: count }, () => client.get(path));

function tally(answers: readonly Answer<ProblemBody>[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { status, body, headers } of answers) {
    const name = status === 200 ? "200" : `${status} ${body.code}, after ${headers.get("retry-after")}`;
    counts[name] = (counts[name] ?? 0) + 1;
  }
  return counts;
}

test("one account uses up its share, all of them the house, and whoever was let in is served", async () => {
  await block();
  const admin = ask(server.as("admin"), 15);
  await until({ working: 4, waiting: 6 });
  expect(tally(await firstOf(admin, 5))).toEqual({ "429 too_many_requests, after 1": 5 });

  const desk = ask(server.as("receptionist"), 10);
  await until({ working: 4, waiting: 16 });
  // Nobody asks any more who it is, or looks at what it brings.
  const refused = [
    await server.as("doctor").get("/patients"),
    await server.anonymous.get("/patients"),
    await server.anonymous.sendRaw("POST", "/session", {
      headers: { "content-type": "application/json" },
      body: "{ not JSON",
    }),
  ];
  expect(tally(refused)).toEqual({ "503 unavailable, after 1": 3 });
  const open = await Promise.all(["//livez", "//metrics", "//openapi.json"].map((path) => server.anonymous.get(path)));
  expect(open.map(({ status }) => status)).toEqual([200, 200, 200]);

  await owner.query("rollback");
  expect(tally(await Promise.all([...admin, ...desk]))).toEqual({ "200": 20, "429 too_many_requests, after 1": 5 });
  expect(tally(await Promise.all(ask(server.as("doctor"), 8)))).toEqual({ "200": 8 });
  const { body: metrics } = await server.anonymous.send<string>("GET", "//metrics");
  expect(metrics).toContain('tessera_http_requests_refused_total{reason="share_used"} 5');
  expect(metrics).toContain('tessera_http_requests_refused_total{reason="house_full"} 3');
});

test("an account that asks once is served before the rest of those that asked often", async () => {
  await block();
  const served: string[] = [];
  const note = async (who: string, asked: Promise<unknown>) => {
    await asked;
    served.push(who);
  };
  const often = [...ask(server.as("admin"), 10), ...ask(server.as("receptionist"), 9)];
  const many = often.map((one) => note("many", one));
  await until({ working: 4, waiting: 15 });
  const one = note("one", server.as("doctor").get("/patients"));
  await until({ working: 4, waiting: 16 });
  await owner.query("rollback");
  await Promise.all([...many, one]);
  // Its turn is the third from now. Others may pass it while it is looked up who asks; in the order of asking it would be the last.
  expect(served.indexOf("one")).toBeLessThan(14);
});

test("a turn that does not come within five seconds is refused, without work", async () => {
  await block();
  const waiting = ask(server.as("admin"), 10);
  const answers = tally(await firstOf(waiting, 6));
  await owner.query("rollback");
  expect(answers).toEqual({ "503 unavailable, after 1": 6 });
  await Promise.all(waiting);
});

test.for([
  ["waits for its turn", "GET", "", { working: 4, waiting: 6 }],
  ["is worked on", "GET", "", { working: 4, waiting: 0 }],
  ["still owes its body", "POST", "content-length: 10\r\n", { working: 4, waiting: 0 }],
] as const)("who hangs up while it %s leaves no place behind", async ([, method, header, piled]) => {
  if (method === "GET") await block();
  const { host, hostname, port } = new URL(server.url);
  const token = server.ids.accounts.admin.token;
  const head = `${method} /api/v1/patients HTTP/1.1\r\nhost: ${host}\r\nauthorization: Bearer ${token}\r\n${header}`;
  const sockets = Array.from({ length: piled.working + piled.waiting }, () => connect(Number(port), hostname));
  for (const socket of sockets) socket.on("error", () => {}).write(`${head}content-type: application/json\r\n\r\n`);
  await until(piled);
  for (const socket of sockets) socket.destroy();
  // What waited is gone at once; what asks the database is asking until that answers.
  await until({ working: method === "GET" ? 4 : 0, waiting: 0 });
  await owner.query("rollback");
  await until({ working: 0, waiting: 0 });
});

test("who was let in before the server closes is answered, and nobody after that", async () => {
  const closing = await openTestServer({ connections: 2, maxInFlight: 20 });
  const holder = new pg.Client({ connectionString: closing.ownerUrl });
  await holder.connect();
  await holder.query("begin; lock table patients in access exclusive mode");
  const under = ask(closing.as("admin"), 10);
  await until({ working: 4, waiting: 6 }, closing);
  const closed = closing.close();
  await sleep(100);
  const late = await Promise.allSettled(ask(closing.as("receptionist"), 5));
  await holder.end();
  expect(tally(await Promise.all(under))).toEqual({ "200": 10 });
  await closed;
  for (const one of late) expect(one.status === "rejected" || one.value.status === 503).toBe(true);
});

/** The first `count` that are answered, in any order. */
async function firstOf<T>(promises: readonly Promise<T>[], count: number): Promise<T[]> {
  const settled: T[] = [];
  const note = async (promise: Promise<T>) => void settled.push(await promise);
  void Promise.all(promises.map(note));
  while (settled.length < count) await sleep(5);
  return settled.slice(0, count);
}
