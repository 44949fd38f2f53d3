import { availableParallelism } from "node:os";
import { parseArgs } from "node:util";
import pg from "pg";
import { Temporal } from "temporal-polyfill";
import { verifyLaws } from "../src/interop/laws/verify-laws.ts";
import { generateSlots } from "../src/supply/generate-slots.ts";
import { openScene } from "../test/scene.ts";
import { type Figures, type Run, sumUp, table } from "./figures.ts";
import { bookedPerDay, comingDays, doctorsPerClinic, openClinics } from "./growth/clinics.ts";
import { fill, type Filled } from "./growth/fill.ts";
import { book, freeStarts, type Grown, pages, read } from "./growth/load.ts";
import { type BenchServer, onBenchServer } from "./on-server.ts";

/**
 * How much longer a booking takes, and what a desk looks at, when the organization has grown: the same load on databases with
 * ever more appointments, in turn. See docs/reference/benchmarks.md.
 */
const { values: options } = parseArgs({
  options: {
    sizes: { type: "string", default: "10000,1000000" },
    clients: { type: "string", default: "1,8" },
    rounds: { type: "string", default: "3" },
    count: { type: "string", default: "600" },
    reads: { type: "string", default: "40" },
    "verify-up-to": { type: "string", default: "100000" },
    json: { type: "boolean", default: false },
  },
});

const numbers = (text: string) => text.split(",").map(Number);
const sizes = numbers(options.sizes).toSorted((a, b) => a - b);
const clientCounts = numbers(options.clients);
const [rounds, count, reads] = [options.rounds, options.count, options.reads].map(Number) as [number, number, number];
/** One client alone is slow: a third of the bookings take it about as long. */
const countFor = (clients: number) => (clients === 1 ? Math.ceil(count / 3) : count);
const warmUp = 200;

interface Size {
  appointments: number;
  grown: Grown;
  runs: Map<string, Run[]>;
}

async function grow(bench: BenchServer, wanted: number): Promise<Size> {
  const scene = await openScene({ appUrl: bench.appUrl });
  const service = await openClinics(scene, wanted);
  const appointments = service.days * service.clinics.length * doctorsPerClinic * bookedPerDay;
  const today = Math.floor(scene.house.now().epochMilliseconds / 86_400_000);
  console.log(
    `${appointments} appointments: ${service.clinics.length} clinics, ${service.patients} patients, ${service.days} days`,
  );
  const filled = await fill(bench.ownerUrl, service, today);
  await generateInventory(scene, today);
  await sayFilled(bench, filled);
  const grown: Grown = { bench, scene, service, ...filled, free: freeStarts(service) };
  if (appointments <= Number(options["verify-up-to"])) await verify(grown);
  return { appointments, grown, runs: new Map() };
}

async function generateInventory({ house, organizationId }: Grown["scene"], today: number): Promise<void> {
  const from = Temporal.PlainDate.from("1970-01-01").add({ days: today });
  const wanted = { clinicId: null, resourceId: null, from, to: from.add({ days: comingDays + 1 }) };
  await generateSlots(house, organizationId, wanted);
}

async function sayFilled({ ownerUrl }: BenchServer, { copyMs, buildMs, analyzeMs, slowest }: Filled): Promise<void> {
  const owner = new pg.Client({ connectionString: ownerUrl });
  await owner.connect();
  await owner.query("vacuum analyze slots");
  const { rows } = await owner.query<{ size: string }>(
    "select pg_size_pretty(pg_database_size(current_database())) as size",
  );
  await owner.end();
  const seconds = (ms: number) => `${(ms / 1000).toFixed(1)} s`;
  const built = slowest.map(({ name, ms }) => `${name} ${seconds(ms)}`).join(", ");
  console.log(
    `  COPY ${seconds(copyMs)}, keys and indexes ${seconds(buildMs)} (${built}), analyze ${seconds(analyzeMs)}; ${rows[0]!.size}`,
  );
}

async function verify({ scene }: Grown): Promise<void> {
  const breaches = await verifyLaws(scene.postgres, scene.organizationId);
  if (breaches.length > 0) throw new Error(`The laws are broken: ${JSON.stringify(breaches[0])}`);
  console.log("  Every law holds.");
}

/** The sizes take turns, so that whatever else the machine does meanwhile meets all of them. */
async function compare(all: readonly Size[]): Promise<void> {
  for (const { grown } of all) await book(grown, 8, warmUp);
  for (let round = 0; round < rounds; round++)
    for (const clients of clientCounts)
      for (const size of all)
        keep(size, `book, ${clients} at once`, await book(size.grown, clients, countFor(clients)));
  for (let round = 0; round < rounds; round++)
    for (const size of all)
      for (const [name, path] of Object.entries(pages(size.grown)))
        keep(size, name, await read(size.grown, path, reads));
  for (const { grown, appointments } of all) if (appointments <= Number(options["verify-up-to"])) await verify(grown);
}

function keep({ runs }: Size, what: string, run: Run): void {
  runs.set(what, [...(runs.get(what) ?? []), run]);
}

function results(all: readonly Size[]) {
  const whats = [...all[0]!.runs.keys()];
  return whats.flatMap((what) => {
    const smallest = sumUp(all[0]!.runs.get(what)!);
    return all.map(({ appointments, runs }) => {
      const figures = sumUp(runs.get(what)!);
      return {
        what,
        appointments,
        ...figures,
        ratio: figures.p50Ms / smallest.p50Ms,
        cpuRatio: cpuOf(figures) / cpuOf(smallest),
      };
    });
  });
}

const cpuOf = ({ cpuMs }: Figures) => cpuMs.server + cpuMs.database;

function print(rows: ReturnType<typeof results>): void {
  console.log(`\n${availableParallelism()} cores, Node ${process.version}`);
  const head = ["", "appointments", "p50 ms", "ratio", "p99 ms", "server CPU ms", "database", "CPU ratio"];
  const lines = rows.map((row) => [
    row.what,
    String(row.appointments),
    row.p50Ms.toFixed(1),
    row.ratio.toFixed(2),
    row.p99Ms.toFixed(1),
    row.cpuMs.server.toFixed(2),
    row.cpuMs.database.toFixed(2),
    row.cpuRatio.toFixed(2),
  ]);
  console.log(table([head, ...lines]));
}

/** Every size has a server of its own; all of them stay until the last one is measured. */
async function onEach(left: readonly number[], all: Size[]): Promise<void> {
  const [next, ...others] = left;
  if (next === undefined) {
    await compare(all);
    const rows = results(all);
    if (options.json)
      console.log(JSON.stringify({ cores: availableParallelism(), node: process.version, results: rows }));
    else print(rows);
    return;
  }
  await onBenchServer({ environment: { KEEP_INVENTORY: "false" } }, async (bench) => {
    const size = await grow(bench, next);
    await onEach(others, [...all, size]);
    await size.grown.scene.close();
  });
}

await onEach(sizes, []);
