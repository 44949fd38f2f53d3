import { availableParallelism } from "node:os";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { type Figures, type Run, sumUp, table } from "./figures.ts";
import { grow, verify } from "./growth/grow.ts";
import { book, type Grown, pages, read } from "./growth/load.ts";
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
    /** Filling may share the machine and take hours, measuring may not: what is filled stays here for the next run. */
    folder: { type: "string" },
    "verify-up-to": { type: "string", default: "100000" },
    "fill-only": { type: "boolean", default: false },
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

async function prepare(bench: BenchServer, wanted: number): Promise<Size> {
  const grown = await grow(bench, wanted, folderOf(wanted));
  if (grown.appointments <= Number(options["verify-up-to"])) await verify(grown);
  return { appointments: grown.appointments, grown, runs: new Map() };
}

const folderOf = (size: number): string | undefined =>
  options.folder === undefined ? undefined : join(resolve(options.folder), String(size));

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
    if (options["fill-only"]) return;
    await compare(all);
    const rows = results(all);
    if (options.json)
      console.log(JSON.stringify({ cores: availableParallelism(), node: process.version, results: rows }));
    else print(rows);
    return;
  }
  await onBenchServer({ environment: { KEEP_INVENTORY: "false" }, folder: folderOf(next) }, async (bench) => {
    await onEach(others, [...all, await prepare(bench, next)]);
  });
}

await onEach(sizes, []);
