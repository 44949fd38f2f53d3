import { mkdtempSync } from "node:fs";
import { rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { appUrlOf } from "../src/platform/app-role.ts";
import { findRunning } from "../src/platform/embedded/embedded.ts";
import { openScene, type Scene } from "../test/scene.ts";
import { freePort, startServerProcess } from "../test/server-process.ts";
import { type BusyClinic, openBusyClinic } from "./busy-clinic.ts";
import { type CpuTimes, readCpu } from "./cpu.ts";
import { measureFunction, type FunctionFigures } from "./evaluate.ts";
import { measure, type Run, sumUp, table } from "./figures.ts";
import { HttpClient } from "./http-client.ts";

/**
 * How long it takes to say what is free: the evaluator alone, and over HTTP with the database; each beside its ceiling.
 * See docs/reference/benchmarks.md.
 */
const { values: options } = parseArgs({
  options: {
    doctors: { type: "string", default: "10,50,100,250,500" },
    days: { type: "string", default: "30" },
    rounds: { type: "string", default: "20" },
    profile: { type: "string" },
    json: { type: "boolean", default: false },
  },
});
const days = Number(options.days);
const rounds = Number(options.rounds);

interface Bench {
  url: string;
  appUrl: string;
  ownerUrl: string;
  cpu: () => CpuTimes;
}

interface Result {
  doctors: number;
  starts: number;
  alone: FunctionFigures;
  all: Run;
  one: Run;
  bytes: number;
}

async function ask(bench: Bench, scene: Scene, path: string, count: number): Promise<{ run: Run; body: string }> {
  const client = await HttpClient.open(bench.url, scene.token);
  let body = "";
  const work = async () => {
    const answer = await client.get(path);
    if (answer.status !== 200) throw new Error(`Availability was answered with ${answer.status}: ${answer.body}`);
    body = answer.body;
  };
  for (let i = 0; i < Math.ceil(count / 4); i++) await work();
  const run = await measure({ clients: [client], count, cpu: bench.cpu }, work);
  client.close();
  return { run, body };
}

function pathOf(scene: Scene, clinic: BusyClinic, practitionerId?: string): string {
  const query = new URLSearchParams({
    clinic_id: scene.clinicId,
    service_id: clinic.serviceId,
    from: clinic.from.toString(),
    to: clinic.to.toString(),
    limit: "200000",
    ...(practitionerId && { practitioner_id: practitionerId }),
  });
  return `/api/v1/availability?${query}`;
}

async function run(bench: Bench, doctors: number): Promise<Result> {
  const scene = await openScene({ appUrl: bench.appUrl });
  const clinic = await openBusyClinic(scene, bench.ownerUrl, { doctors, days });
  const alone = await measureFunction(scene, clinic, rounds);
  const all = await ask(bench, scene, pathOf(scene, clinic), rounds);
  const one = await ask(bench, scene, pathOf(scene, clinic, clinic.practitionerIds[0]), rounds * 10);
  const { starts } = JSON.parse(all.body) as { starts: unknown[] };
  if (starts.length !== alone.starts)
    throw new Error(`HTTP found ${starts.length} starts, the evaluator ${alone.starts}.`);
  await scene.close();
  return { doctors, starts: starts.length, alone, all: all.run, one: one.run, bytes: all.body.length };
}

function print(results: readonly Result[]): void {
  const head = [
    "doctors",
    "starts",
    "function CPU ms",
    "bitset",
    "HTTP CPU ms: server",
    "database",
    "both",
    "reading alone",
    "p50 ms",
    "one doctor: p50 ms",
    "p99",
  ];
  const rows = results.map(({ doctors, starts, alone, all, one }) => {
    const [whole, single] = [sumUp([all]), sumUp([one])];
    const figures = [
      alone.evaluateMs,
      alone.bitsetMs,
      whole.cpuMs.server,
      whole.cpuMs.database,
      whole.cpuMs.server + whole.cpuMs.database,
      alone.readMs,
    ];
    return [
      String(doctors),
      String(starts),
      ...[...figures, whole.p50Ms, single.p50Ms, single.p99Ms].map((ms) => ms.toFixed(1)),
    ];
  });
  console.log(table([head, ...rows]));
}

const dataDir = mkdtempSync(join(tmpdir(), "tessera-bench-"));
const server = await startServerProcess({
  dataDir,
  port: await freePort(),
  program: join(process.cwd(), "dist", "tessera.mjs"),
  quiet: true,
  environment: { KEEP_INVENTORY: "false" },
  nodeArguments: options.profile === undefined ? [] : ["--cpu-prof", `--cpu-prof-dir=${options.profile}`],
});
try {
  const { ownerUrl } = (await findRunning(dataDir))!;
  const bench = { url: server.url, appUrl: appUrlOf(ownerUrl), ownerUrl, cpu: () => readCpu(server.pid, dataDir) };
  const results = [];
  for (const doctors of options.doctors.split(",").map(Number)) results.push(await run(bench, doctors));
  if (options.json) console.log(JSON.stringify(results));
  else print(results);
} finally {
  server.kill("SIGTERM");
  await server.ended;
  await rm(dataDir, { recursive: true, force: true, maxRetries: 5 });
}
