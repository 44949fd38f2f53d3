import { mkdirSync, mkdtempSync } from "node:fs";
import { rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { appUrlOf } from "../src/platform/app-role.ts";
import { findRunning } from "../src/platform/embedded/embedded.ts";
import { freePort, startServerProcess } from "../test/server-process.ts";
import { type CpuTimes, readCpu } from "./cpu.ts";

/** A built server in a process of its own, with a new database and durable settings. */
export interface BenchServer {
  url: string;
  ownerUrl: string;
  appUrl: string;
  /** CPU time used so far. */
  cpu: () => CpuTimes;
  /** Its keepers look at tables without an index while these are filled, and would look at every row; meanwhile it sleeps. */
  sleep: () => void;
  wake: () => void;
}

export interface BenchServerOptions {
  environment?: Record<string, string>;
  /** A folder for the server's CPU profile. */
  profile?: string | undefined;
  /** Where the database stays for another run; without it nothing does. */
  folder?: string | undefined;
}

/** The owner of a bench's database; nothing it asks takes too long. */
export async function connectOwner(ownerUrl: string): Promise<pg.Client> {
  const owner = new pg.Client({ connectionString: ownerUrl, options: "-c timezone=UTC -c statement_timeout=0" });
  // Ended with its server: what broke before that is what has to be said.
  owner.on("error", () => {});
  await owner.connect();
  return owner;
}

const leftBehind = new Set<() => Promise<void>>();

/** A large database must not stay when somebody has waited long enough. */
function breakOff(signal: NodeJS.Signals): void {
  void Promise.allSettled([...leftBehind].map((clear) => clear())).then(() => process.kill(process.pid, signal));
}
process.once("SIGINT", breakOff).once("SIGTERM", breakOff);

/** Starts a server, measures, and leaves nothing behind but the folder that was asked for. */
export async function onBenchServer(
  { environment = {}, profile, folder }: BenchServerOptions,
  measure: (server: BenchServer) => Promise<void>,
): Promise<void> {
  const dataDir = folder ?? mkdtempSync(join(tmpdir(), "tessera-bench-"));
  mkdirSync(dataDir, { recursive: true });
  const server = await startServerProcess({
    dataDir,
    port: await freePort(),
    program: join(process.cwd(), "dist", "tessera.mjs"),
    quiet: true,
    environment,
    nodeArguments: profile === undefined ? [] : ["--cpu-prof", `--cpu-prof-dir=${profile}`],
  });
  const clear = async () => {
    server.kill("SIGTERM");
    server.kill("SIGCONT");
    await server.ended;
    if (folder === undefined) await rm(dataDir, { recursive: true, force: true, maxRetries: 5 });
  };
  leftBehind.add(clear);
  try {
    const { ownerUrl } = (await findRunning(dataDir))!;
    const cpu = () => readCpu(server.pid, dataDir);
    const [sleep, wake] = [() => server.kill("SIGSTOP"), () => server.kill("SIGCONT")];
    await measure({ url: server.url, ownerUrl, appUrl: appUrlOf(ownerUrl), cpu, sleep, wake });
  } catch (error) {
    // What is measured after hours of filling must say why it broke.
    console.error(`The server, ${server.pid}, said at the end:\n${server.output()}`);
    throw error;
  } finally {
    leftBehind.delete(clear);
    await clear();
  }
}
