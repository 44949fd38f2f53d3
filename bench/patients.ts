import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { availableParallelism } from "node:os";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { measure, type Run, sumUp, table } from "./figures.ts";
import { HttpClient } from "./http-client.ts";
import { type BenchServer, connectOwner, onBenchServer } from "./on-server.ts";
import { fill, type Filled } from "./patients/fill.ts";
import { questionsOf } from "./patients/questions.ts";

/**
 * How long the desk waits for what it types into the search, in a small clinic, in a health service, and in a small clinic that shares
 * its database with one. See docs/reference/benchmarks.md.
 */
const { values: options } = parseArgs({
  options: {
    small: { type: "string", default: "1000" },
    large: { type: "string", default: "1000000" },
    /** Small organizations beside the large one. */
    neighbours: { type: "string", default: "10" },
    count: { type: "string", default: "60" },
    registrations: { type: "string", default: "300" },
    /** What is filled stays here for the next run. */
    folder: { type: "string" },
    "fill-only": { type: "boolean", default: false },
    json: { type: "boolean", default: false },
  },
});
const [small, large, neighbours, count, registrations] = [
  options.small,
  options.large,
  options.neighbours,
  options.count,
  options.registrations,
].map(Number) as [number, number, number, number, number];

interface Asked {
  where: string;
  runs: Map<string, Run>;
}

/** What an earlier run has left in the folder, or new. */
async function filledIn(bench: BenchServer, sizes: readonly number[], folder: string | undefined): Promise<Filled[]> {
  const path = folder === undefined ? null : join(folder, "patients.json");
  if (path !== null && existsSync(path)) return JSON.parse(readFileSync(path, "utf8")) as Filled[];
  const filled = await fill(bench, sizes);
  if (path !== null) writeFileSync(path, JSON.stringify(filled));
  return filled;
}

/** Asks everything twice and measures the second time: what was never looked at lies on the disk. */
async function ask(bench: BenchServer, where: string, filled: Filled): Promise<Asked> {
  const owner = await connectOwner(bench.ownerUrl);
  const questions = await questionsOf(owner, filled, count);
  await owner.end();
  const client = await HttpClient.open(bench.url, filled.token);
  const runs = new Map<string, Run>();
  for (const [what, paths] of Object.entries(questions)) {
    await askAll(bench, client, paths);
    runs.set(what, await askAll(bench, client, paths));
  }
  runs.set("register one", await register(bench, client));
  client.close();
  return { where, runs };
}

async function askAll(bench: BenchServer, client: HttpClient, paths: readonly string[]): Promise<Run> {
  return await measure({ clients: [client], count: paths.length, cpu: bench.cpu }, async (it, i) => {
    const answer = await it.get(paths[i]!);
    if (answer.status !== 200) throw new Error(`${paths[i]!} was answered with ${answer.status}: ${answer.body}`);
  });
}

async function register(bench: BenchServer, client: HttpClient): Promise<Run> {
  const first = Math.floor(Math.random() * 90_000_000);
  return await measure({ clients: [client], count: registrations, cpu: bench.cpu }, async (it, i) => {
    const body = { name: `Αναστασία Newcomer ${first + i}`, phone: `+3069${String(first + i).padStart(8, "0")}` };
    const answer = await it.post("/api/v1/patients", { ...body, phone_is_own: false, birth_date: "1980-05-17" });
    if (answer.status !== 201) throw new Error(`A registration was answered with ${answer.status}: ${answer.body}`);
  });
}

function results(all: readonly Asked[]) {
  return [...all[0]!.runs.keys()].flatMap((what) => {
    const least = sumUp([all[0]!.runs.get(what)!]).p50Ms;
    return all.map(({ where, runs }) => {
      const { p50Ms, p99Ms, cpuMs } = sumUp([runs.get(what)!]);
      return { what, where, p50Ms, p99Ms, ratio: p50Ms / least, databaseMs: cpuMs.database };
    });
  });
}

function print(rows: ReturnType<typeof results>): void {
  console.log(`\n${availableParallelism()} cores, Node ${process.version}`);
  const lines = rows.map((row) => [
    row.what,
    row.where,
    row.p50Ms.toFixed(1),
    row.p99Ms.toFixed(1),
    row.ratio.toFixed(2),
    row.databaseMs.toFixed(1),
  ]);
  console.log(table([["", "patients", "p50 ms", "p99 ms", "ratio", "database CPU ms"], ...lines]));
}

async function onSize(sizes: readonly number[], work: (bench: BenchServer, filled: Filled[]) => Promise<void>) {
  const folder = options.folder === undefined ? undefined : join(resolve(options.folder), String(sizes[0]!));
  await onBenchServer({ environment: { KEEP_INVENTORY: "false" }, folder }, async (bench) => {
    await work(bench, await filledIn(bench, sizes, folder));
  });
}

const beside = Array.from({ length: neighbours }, () => small);
const asked: Asked[] = [];
await onSize([small], async (bench, [alone]) => {
  if (!options["fill-only"]) asked.push(await ask(bench, String(small), alone!));
});
await onSize([large, ...beside], async (bench, [service, neighbour]) => {
  if (options["fill-only"]) return;
  asked.push(await ask(bench, String(large), service!));
  if (neighbour) asked.push(await ask(bench, `${small} beside`, neighbour));
});
if (!options["fill-only"]) {
  const rows = results(asked);
  if (options.json)
    console.log(JSON.stringify({ cores: availableParallelism(), node: process.version, results: rows }));
  else print(rows);
}
