import { type CpuTimes, since } from "./cpu.ts";

/** What one side of a benchmark did: how long each booking took, and how long all of them together. Milliseconds. */
export interface Run {
  latencies: number[];
  elapsedMs: number;
  cpu: CpuTimes;
}

export interface Figures {
  bookings: number;
  perSecond: number;
  p50Ms: number;
  p99Ms: number;
  /** CPU milliseconds per booking. */
  cpuMs: CpuTimes;
}

/** Does `count` pieces of work, `clients` at a time, each of them one after the other on its own connection. */
export async function measure<Client>(
  { clients, count, cpu }: { clients: readonly Client[]; count: number; cpu: () => CpuTimes },
  work: (client: Client, i: number) => Promise<void>,
): Promise<Run> {
  const latencies: number[] = [];
  let next = 0;
  const used = cpu();
  const began = performance.now();
  const serve = async (client: Client) => {
    for (let i = next++; i < count; i = next++) {
      const since = performance.now();
      await work(client, i);
      latencies.push(performance.now() - since);
    }
  };
  await Promise.all(clients.map(serve));
  return { latencies, elapsedMs: performance.now() - began, cpu: since(used, cpu()) };
}

/** All rounds as one. */
export function sumUp(runs: readonly Run[]): Figures {
  const latencies = runs.flatMap((run) => run.latencies).sort((a, b) => a - b);
  const elapsedMs = runs.reduce((sum, run) => sum + run.elapsedMs, 0);
  const percentile = (share: number) => latencies[Math.min(latencies.length - 1, Math.floor(latencies.length * share))];
  const cpu = (part: keyof CpuTimes) => runs.reduce((sum, run) => sum + run.cpu[part], 0) / latencies.length;
  return {
    bookings: latencies.length,
    perSecond: latencies.length / (elapsedMs / 1000),
    p50Ms: percentile(0.5) ?? NaN,
    p99Ms: percentile(0.99) ?? NaN,
    cpuMs: { server: cpu("server"), database: cpu("database"), client: cpu("client") },
  };
}

/** A table for people: the first row is its head. */
export function table(rows: readonly (readonly string[])[]): string {
  const widths = rows[0]!.map((_, column) => Math.max(...rows.map((row) => row[column]!.length)));
  return rows.map((row) => row.map((cell, column) => cell.padStart(widths[column]!)).join("   ")).join("\n");
}
