import { availableParallelism } from "node:os";
import { parseArgs } from "node:util";
import { openScene, type Scene } from "../test/scene.ts";
import { type BusyClinic, openBusyClinic } from "./busy-clinic.ts";
import { measureFunction, type FunctionFigures } from "./evaluate.ts";
import { measure, type Run, sumUp, table } from "./figures.ts";
import { type GenerationFigures, generationTable, measureGeneration } from "./generate.ts";
import { HttpClient } from "./http-client.ts";
import { type BenchServer, onBenchServer } from "./on-server.ts";

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

interface Result {
  doctors: number;
  starts: number;
  alone: FunctionFigures;
  all: Run;
  one: Run;
  bytes: number;
}

async function ask(bench: BenchServer, scene: Scene, path: string, count: number): Promise<{ run: Run; body: string }> {
  const client = await HttpClient.open(bench.url, scene.token);
  let body = "";
  const work = async () => {
    const answer = await client.get(path);
    if (answer.status !== 200) throw new Error(`Availability was answered with ${answer.status}: ${answer.body}`);
    body = answer.body;
  };
  // As often again before: Node compiles what runs often, and a clinic's server has run for weeks.
  for (let i = 0; i < count; i++) await work();
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

async function run(bench: BenchServer, doctors: number): Promise<Result> {
  const scene = await openScene({ appUrl: bench.appUrl });
  const clinic = await openBusyClinic(scene, bench.ownerUrl, { doctors, days });
  const alone = await measureFunction(scene, clinic, rounds);
  const all = await ask(bench, scene, pathOf(scene, clinic), rounds);
  const one = await ask(bench, scene, pathOf(scene, clinic, clinic.practitionerIds[0]), rounds * 50);
  const { starts } = JSON.parse(all.body) as { starts: unknown[] };
  if (starts.length !== alone.starts)
    throw new Error(`HTTP found ${starts.length} starts, the evaluator ${alone.starts}.`);
  await scene.close();
  return { doctors, starts: starts.length, alone, all: all.run, one: one.run, bytes: all.body.length };
}

function print(results: readonly Result[], slots: GenerationFigures): void {
  console.log(`${availableParallelism()} cores, Node ${process.version}\n\n${days} days, CPU ms:`);
  console.log(
    table([
      ["doctors", "starts", "function", "bitset", "HTTP: server", "database", "both", "reading alone"],
      ...results.map(cpuRow),
    ]),
  );
  console.log(`\nOver HTTP, ms as the client sees it (one doctor: CPU of server and database, too):`);
  console.log(table([["doctors", "kB", "all p50", "one p50", "one p99", "one CPU"], ...results.map(latencyRow)]));
  console.log(`\nSlots generated, beside a bare INSERT ... SELECT of the same rows:\n${generationTable([slots])}`);
}

function cpuRow({ doctors, starts, alone, all }: Result): string[] {
  const { server, database } = sumUp([all]).cpuMs;
  const spent = [alone.evaluateMs, alone.bitsetMs, server, database, server + database, alone.readMs];
  return [String(doctors), String(starts), ...spent.map((ms) => ms.toFixed(1))];
}

function latencyRow({ doctors, bytes, all, one }: Result): string[] {
  const [whole, single] = [sumUp([all]), sumUp([one])];
  const { server, database } = single.cpuMs;
  const seen = [whole.p50Ms, single.p50Ms, single.p99Ms, server + database];
  return [String(doctors), (bytes / 1000).toFixed(0), ...seen.map((ms) => ms.toFixed(1))];
}

const environment = { KEEP_INVENTORY: "false" };
await onBenchServer({ environment, profile: options.profile }, async (server) => {
  const results: Result[] = [];
  for (const doctors of options.doctors.split(",").map(Number)) results.push(await run(server, doctors));
  const scene = await openScene({ appUrl: server.appUrl });
  const slots = await measureGeneration(scene, server.ownerUrl, { practitioners: 50, days: 60, rounds: 3 });
  await scene.close();
  if (options.json) console.log(JSON.stringify({ availability: results, slots }));
  else print(results, slots);
});
