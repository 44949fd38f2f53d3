import { mkdtempSync } from "node:fs";
import { rm } from "node:fs/promises";
import { availableParallelism, tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import pg from "pg";
import { verifyLaws } from "../src/interop/laws/verify-laws.ts";
import { appUrlOf } from "../src/platform/app-role.ts";
import { findRunning } from "../src/platform/embedded/embedded.ts";
import { openScene, type Scene } from "../test/scene.ts";
import { freePort, startServerProcess } from "../test/server-process.ts";
import { type CpuTimes, readCpu } from "./cpu.ts";
import { openBareClient, record, replay } from "./bare-client.ts";
import { type Figures, measure, type Run, sumUp, table } from "./figures.ts";
import { HttpClient } from "./http-client.ts";
import { openStarts, type Wanted } from "./starts.ts";

/**
 * Bookings per second over HTTP, beside the same writes sent by a bare client, on one durable database in one run.
 *
 * The two take turns, so that whatever else the machine does meanwhile meets both. See docs/reference/benchmarks.md.
 */
const { values: options } = parseArgs({
  options: {
    clients: { type: "string", default: "1,8,32" },
    rounds: { type: "string", default: "3" },
    count: { type: "string", default: "1500" },
    "log-level": { type: "string", default: "info" },
    profile: { type: "string" },
    json: { type: "boolean", default: false },
  },
});

const clientCounts = options.clients.split(",").map(Number);
const rounds = Number(options.rounds);
const warmUp = 300;
/** One client alone is slow: a third of the bookings take it about as long. */
const countFor = (clients: number) => (clients === 1 ? Math.ceil(Number(options.count) / 3) : Number(options.count));

interface Bench {
  url: string;
  appUrl: string;
  scene: Scene;
  take: () => Wanted;
  cpu: () => CpuTimes;
}

async function overHttp({ url, scene, take, cpu }: Bench, clients: number, count: number): Promise<Run> {
  const connections = await Promise.all(Array.from({ length: clients }, () => HttpClient.open(url, scene.token)));
  const wanted = Array.from({ length: count }, take);
  const run = await measure({ clients: connections, count, cpu }, async (client, i) => {
    const body = { ...wanted[i], clinic_id: scene.clinicId, booking_source: "phone" };
    const answer = await client.post("/api/v1/appointments", body);
    if (answer.status !== 201) throw new Error(`A booking was answered with ${answer.status}: ${answer.body}`);
  });
  for (const connection of connections) connection.close();
  return run;
}

async function bare({ appUrl, scene, take, cpu }: Bench, clients: number, count: number): Promise<Run> {
  const recorded = [];
  for (let i = 0; i < count; i++) recorded.push(await record(scene, take()));
  const connections = await Promise.all(Array.from({ length: clients }, () => openBareClient(appUrl)));
  // The server's connections have their statements prepared; so have these before they are measured.
  for (const [i, connection] of connections.entries()) await replay(connection, scene.organizationId, recorded[i]!);
  const rest = recorded.slice(clients);
  const run = await measure({ clients: connections, count: rest.length, cpu }, (client, i) =>
    replay(client, scene.organizationId, rest[i]!),
  );
  await Promise.all(connections.map((connection) => connection.end()));
  return run;
}

interface Result {
  clients: number;
  http: Figures;
  bare: Figures;
  ratio: number;
  /** The ratio of each round: how far apart they lie says how noisy the machine was. */
  ratios: number[];
}

async function compare(bench: Bench, clients: number): Promise<Result> {
  const [http, plain]: [Run[], Run[]] = [[], []];
  for (let round = 0; round < rounds; round++) {
    http.push(await overHttp(bench, clients, countFor(clients)));
    plain.push(await bare(bench, clients, countFor(clients)));
  }
  const rate = (run: Run) => sumUp([run]).perSecond;
  const [ours, theirs] = [sumUp(http), sumUp(plain)];
  const ratios = http.map((run, i) => rate(run) / rate(plain[i]!));
  return { clients, http: ours, bare: theirs, ratio: ours.perSecond / theirs.perSecond, ratios };
}

async function ask(ownerUrl: string, sql: string): Promise<{ name: string; setting: string }[]> {
  const owner = new pg.Client({ connectionString: ownerUrl });
  await owner.connect();
  const { rows } = await owner.query<{ name: string; setting: string }>(sql);
  await owner.end();
  return rows;
}

const settingsInForce = `select name, setting from pg_settings
  where name in ('server_version', 'fsync', 'synchronous_commit', 'full_page_writes', 'data_checksums')`;

function print(settings: Record<string, string>, results: readonly Result[]): void {
  const said = Object.entries(settings).map(([name, value]) => `${name}=${value}`);
  console.log(`${availableParallelism()} cores, Node ${process.version}; ${said.join(", ")}\n`);
  const cpu = ["server CPU ms", "database", "client"];
  const head = ["clients", "who", "bookings/s", "p50 ms", "p99 ms", ...cpu, "ratio", "by round"];
  const row = (clients: number, who: string, { perSecond, p50Ms, p99Ms, cpuMs }: Figures) => [
    String(clients),
    who,
    perSecond.toFixed(0),
    p50Ms.toFixed(1),
    p99Ms.toFixed(1),
    cpuMs.server.toFixed(2),
    cpuMs.database.toFixed(2),
    cpuMs.client.toFixed(2),
  ];
  const rows = results.flatMap(({ clients, http, bare: plain, ratio, ratios }) => [
    [...row(clients, "HTTP", http), ratio.toFixed(2), ratios.map((one) => one.toFixed(2)).join(" ")],
    [...row(clients, "bare", plain), "1.00", ""],
  ]);
  console.log(table([head, ...rows]));
}

async function run(bench: Bench, ownerUrl: string): Promise<void> {
  await overHttp(bench, 8, warmUp);
  // As in a clinic's first minute, only that we do not wait for it: sessions plan anew, knowing how much there is.
  await ask(ownerUrl, "analyze");
  const results = [];
  for (const clients of clientCounts) results.push(await compare(bench, clients));
  const rows = await ask(ownerUrl, settingsInForce);
  const settings = Object.fromEntries(rows.map(({ name, setting }) => [name, setting]));
  if (options.json)
    console.log(JSON.stringify({ cores: availableParallelism(), node: process.version, settings, results }));
  else print(settings, results);
  const breaches = await verifyLaws(bench.scene.postgres, bench.scene.organizationId);
  if (breaches.length > 0) throw new Error(`The laws are broken: ${JSON.stringify(breaches[0])}`);
}

const dataDir = mkdtempSync(join(tmpdir(), "tessera-bench-"));
const server = await startServerProcess({
  dataDir,
  port: await freePort(),
  program: join(process.cwd(), "dist", "tessera.mjs"),
  quiet: true,
  environment: { LOG_LEVEL: options["log-level"], KEEP_INVENTORY: "false" },
  nodeArguments: options.profile === undefined ? [] : ["--cpu-prof", `--cpu-prof-dir=${options.profile}`],
});
try {
  const ownerUrl = (await findRunning(dataDir))!.ownerUrl;
  const appUrl = appUrlOf(ownerUrl);
  const scene = await openScene({ appUrl });
  const all = clientCounts.reduce((sum, clients) => sum + 2 * rounds * countFor(clients), warmUp);
  const take = await openStarts(scene, all);
  const cpu = () => readCpu(server.pid, dataDir);
  await run({ url: server.url, appUrl, scene, take, cpu }, ownerUrl);
  await scene.close();
} finally {
  server.kill("SIGTERM");
  await server.ended;
  await rm(dataDir, { recursive: true, force: true, maxRetries: 5 });
}
