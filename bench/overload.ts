import { availableParallelism } from "node:os";
import { setTimeout as sleep } from "node:timers/promises";
import { parseArgs } from "node:util";
import { verifyLaws } from "../src/interop/laws/verify-laws.ts";
import { issueToken } from "../src/people/issue-token.ts";
import { openScene, type Scene } from "../test/scene.ts";
import { type CpuTimes, since } from "./cpu.ts";
import { HttpClient } from "./http-client.ts";
import { onBenchServer } from "./on-server.ts";
import { openStarts, type Wanted } from "./starts.ts";

/**
 * Twice as many bookings as the server can make: how many it still makes, how long those wait, and how soon all is well again.
 *
 * The capacity is found in the same run by clients that wait for their answers; then bookings come by the clock, whatever
 * becomes of them. See docs/reference/benchmarks.md.
 */
const { values: options } = parseArgs({
  options: {
    seconds: { type: "string", default: "10" },
    clients: { type: "string", default: "16,32,64" },
    times: { type: "string", default: "2" },
    tokens: { type: "string", default: "4" },
    starts: { type: "string", default: "60000" },
    "log-level": { type: "string", default: "info" },
    profile: { type: "string" },
    json: { type: "boolean", default: false },
  },
});

const seconds = Number(options.seconds);
const times = Number(options.times);

interface Answered {
  status: number;
  /** Since it was due, which is before it was sent when the client is late itself. */
  waitedMs: number;
  endedMs: number;
}

interface Bench {
  url: string;
  tokens: readonly string[];
  clinicId: string;
  take: () => Wanted;
  cpu: () => CpuTimes;
}

async function book(client: HttpClient, bench: Bench, dueMs = performance.now()): Promise<Answered> {
  const body = { ...bench.take(), clinic_id: bench.clinicId, booking_source: "phone" };
  const { status } = await client.post("/api/v1/appointments", body);
  const endedMs = performance.now();
  return { status, waitedMs: endedMs - dueMs, endedMs };
}

/** Clients that ask one thing after the other, for so many seconds. */
async function closedLoop(bench: Bench, clients: number, forSeconds: number): Promise<Answered[]> {
  const answers: Answered[] = [];
  const until = performance.now() + forSeconds * 1000;
  const work = async (_: unknown, i: number) => {
    const client = await HttpClient.open(bench.url, bench.tokens[i % bench.tokens.length]!);
    while (performance.now() < until) answers.push(await book(client, bench));
    client.close();
  };
  await Promise.all(Array.from({ length: clients }, work));
  return answers;
}

/**
 * So many bookings per second by the clock. Settles when all are answered.
 *
 * They come on connections that are open already, as those of pages and proxies are: Node accepts one new connection in each turn of
 * its loop, which would measure that.
 */
async function openLoop(
  bench: Bench,
  free: HttpClient[][],
  { perSecond, forSeconds }: { perSecond: number; forSeconds: number },
): Promise<Answered[]> {
  const under: Promise<Answered>[] = [];
  const began = performance.now();
  const send = async (which: number, dueMs: number) => {
    const client = free[which]!.pop() ?? (await HttpClient.open(bench.url, bench.tokens[which]!));
    const answer = await book(client, bench, dueMs);
    free[which]!.push(client);
    return answer;
  };
  for (let sent = 0; sent < perSecond * forSeconds;) {
    const due = Math.min(((performance.now() - began) / 1000) * perSecond, perSecond * forSeconds);
    for (; sent < due; sent++) under.push(send(sent % bench.tokens.length, began + (sent / perSecond) * 1000));
    await sleep(5);
  }
  const answers = await Promise.all(under);
  return answers;
}

/** As many as can be under way before the house is full, and refusals beside them. */
async function openConnections(url: string, token: string): Promise<HttpClient[]> {
  const connections: HttpClient[] = [];
  for (let i = 0; i < 800 / Number(options.tokens); i++) connections.push(await HttpClient.open(url, token));
  return connections;
}

const madeIn = (answers: readonly Answered[]) => answers.filter(({ status }) => status === 201);
const countOf = (answers: readonly Answered[], wanted: number) =>
  answers.filter(({ status }) => status === wanted).length;

function percentile(answers: readonly Answered[], share: number): number {
  const sorted = answers.map(({ waitedMs }) => waitedMs).sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? NaN;
}

/** CPU of the server and of PostgreSQL for each booking that was made, in ms: what refusing costs is in it. */
async function withCpu(bench: Bench, work: () => Promise<Answered[]>): Promise<{ answers: Answered[]; cpuMs: number }> {
  const before = bench.cpu();
  const answers = await work();
  const { server, database } = since(before, bench.cpu());
  return { answers, cpuMs: (server + database) / madeIn(answers).length };
}

/** The best of several numbers of clients, in bookings per second. */
async function findCapacity(bench: Bench): Promise<{ perSecond: number; cpuMs: number }> {
  const found: { perSecond: number; cpuMs: number }[] = [];
  for (const clients of options.clients.split(",").map(Number)) {
    const { answers, cpuMs } = await withCpu(bench, () => closedLoop(bench, clients, seconds / 2));
    const others = answers.filter(({ status }) => status !== 201);
    if (others.length > 0) throw new Error(`${others.length} of ${clients} clients' bookings were not made`);
    found.push({ perSecond: answers.length / (seconds / 2), cpuMs });
  }
  return found.reduce((best, one) => (one.perSecond > best.perSecond ? one : best));
}

const windowMs = 500;

/**
 * How long after the overload a single client is still refused, or waits twice as long as before: the end of the last half second
 * in which anything was refused, or in which the median was more than that. One slow answer alone is no overload.
 */
async function backToNormal(bench: Bench, quietP50Ms: number): Promise<number> {
  const began = performance.now();
  const after = await closedLoop(bench, 1, 8);
  const endOf = ({ endedMs }: Answered) => Math.ceil((endedMs - began) / windowMs) * windowMs;
  const ends = [...new Set(after.map(endOf))];
  const strange = ends.filter((end) => {
    const answers = after.filter((answer) => endOf(answer) === end);
    return answers.some(({ status }) => status !== 201) || percentile(answers, 0.5) > 2 * quietP50Ms;
  });
  return Math.max(0, ...strange);
}

async function run(bench: Bench) {
  await closedLoop(bench, 8, 3);
  const quiet = await closedLoop(bench, 1, seconds / 2);
  const capacity = await findCapacity(bench);
  const connections = await Promise.all(bench.tokens.map((token) => openConnections(bench.url, token)));
  const offered = { perSecond: capacity.perSecond * times, forSeconds: seconds };
  const began = performance.now();
  const { answers, cpuMs } = await withCpu(bench, () => openLoop(bench, connections, offered));
  const normalAgainMs = await backToNormal(bench, percentile(quiet, 0.5));
  for (const connection of connections.flat()) connection.close();
  const made = madeIn(answers);
  const inTime = made.filter(({ endedMs }) => endedMs <= began + seconds * 1000);
  const refused = answers.filter(({ status }) => status === 503 || status === 429);
  return {
    capacity: capacity.perSecond,
    capacityCpuMs: capacity.cpuMs,
    offered: answers.length / seconds,
    goodput: inTime.length / seconds,
    ratio: inTime.length / seconds / capacity.perSecond,
    cpuMs,
    p50Ms: percentile(made, 0.5),
    p99Ms: percentile(made, 0.99),
    refused503: countOf(answers, 503),
    refused429: countOf(answers, 429),
    others: answers.length - made.length - refused.length,
    refusalP50Ms: percentile(refused, 0.5),
    refusalWorstMs: percentile(refused, 1),
    normalAgainMs,
  };
}

function print(figures: Awaited<ReturnType<typeof run>>): void {
  const say = (what: string, value: string) => console.log(`${what.padEnd(44)}${value.padStart(10)}`);
  console.log(`${availableParallelism()} cores, Node ${process.version}; ${options.tokens} tokens, ${seconds} s\n`);
  say("capacity, bookings/s", figures.capacity.toFixed(0));
  say("offered, bookings/s", figures.offered.toFixed(0));
  say("made, bookings/s", figures.goodput.toFixed(0));
  say("made / capacity", figures.ratio.toFixed(2));
  say("CPU ms of one, at capacity", figures.capacityCpuMs.toFixed(1));
  say("CPU ms of one, with what is refused", figures.cpuMs.toFixed(1));
  say("made: p50 ms", figures.p50Ms.toFixed(0));
  say("made: p99 ms", figures.p99Ms.toFixed(0));
  say("refused with 503", String(figures.refused503));
  say("refused with 429", String(figures.refused429));
  say("anything else", String(figures.others));
  say("refused: p50 ms", figures.refusalP50Ms.toFixed(0));
  say("refused: worst ms", figures.refusalWorstMs.toFixed(0));
  say("back to normal after ms", figures.normalAgainMs.toFixed(0));
}

async function tokensOf(scene: Scene): Promise<string[]> {
  const issue = (_: unknown, i: number) =>
    scene.postgres.write(scene.organizationId, (tx) =>
      issueToken(tx, { accountId: scene.accountId, name: `desk ${i}`, expiresAt: null }, scene.house.now()),
    );
  const issued = await Promise.all(Array.from({ length: Number(options.tokens) }, issue));
  return issued.map(({ token }) => token);
}

const environment = { LOG_LEVEL: options["log-level"], KEEP_INVENTORY: "false" };
await onBenchServer({ environment, profile: options.profile }, async ({ url, appUrl, cpu }) => {
  const scene = await openScene({ appUrl });
  const take = await openStarts(scene, Number(options.starts));
  const figures = await run({ url, tokens: await tokensOf(scene), clinicId: scene.clinicId, take, cpu });
  if (options.json) console.log(JSON.stringify(figures));
  else print(figures);
  const breaches = await verifyLaws(scene.postgres, scene.organizationId);
  await scene.close();
  if (breaches.length > 0) throw new Error(`The laws are broken: ${JSON.stringify(breaches[0])}`);
});
