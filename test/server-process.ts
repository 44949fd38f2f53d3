import { type ChildProcess, spawn } from "node:child_process";
import { createServer } from "node:net";
import { dirname, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";

/** The server as it is delivered: the built program, in a process of its own, on its own embedded PostgreSQL. */
export interface ServerProcess {
  url: string;
  pid: number;
  /** Settles when the process is gone, however it went. */
  ended: Promise<{ code: number | null; signal: NodeJS.Signals | null }>;
  kill(signal: NodeJS.Signals): void;
  /** What it wrote, for the message of a test that fails. */
  output(): string;
}

interface ProcessOptions {
  dataDir: string;
  port: number;
  /** Path of the built command line; beside the tests by default. */
  program?: string;
  /** Keeps what it writes for a message, unless it is to be thrown away as it comes. */
  quiet?: boolean;
  /** For Node itself, such as `--cpu-prof`. */
  nodeArguments?: readonly string[];
  environment?: Record<string, string>;
  /** A command that runs it in its place, such as one that mounts a disk first. */
  within?: readonly string[];
}

const builtProgram = join(dirname(fileURLToPath(import.meta.url)), "..", "dist", "tessera.mjs");
const readyWithinMs = 60_000;

/** Starts `dist/tessera.mjs` and waits until it answers `/readyz`. Throws with its output when it does not. */
export async function startServerProcess(options: ProcessOptions): Promise<ServerProcess> {
  const {
    dataDir,
    port,
    program = builtProgram,
    quiet = false,
    nodeArguments = [],
    environment = {},
    within = [],
  } = options;
  const { DATABASE_URL: _, ...inherited } = process.env;
  const settings = { HOST: "127.0.0.1", PORT: String(port), DATA_DIR: dataDir, LOG_LEVEL: "error" };
  const node = [process.execPath, "--enable-source-maps", ...nodeArguments, program, "start"];
  const [command, ...commandArguments] = [...within, ...node];
  const child = spawn(command!, commandArguments, {
    env: { ...inherited, ...settings, ...environment },
    stdio: ["ignore", quiet ? "ignore" : "pipe", "pipe"],
  });
  const output = keepTail(child);
  const ended = new Promise<{ code: number | null; signal: NodeJS.Signals | null }>((resolve) => {
    child.once("exit", (code, signal) => resolve({ code, signal }));
  });
  const server = {
    url: `http://127.0.0.1:${port}`,
    pid: child.pid!,
    ended,
    kill: (signal: NodeJS.Signals) => void child.kill(signal),
    output,
  };
  if (await Promise.race([untilReady(server.url), ended.then(() => false)])) return server;
  child.kill("SIGKILL");
  throw new Error(`The server did not become ready:\n${output()}`);
}

function keepTail(child: ChildProcess): () => string {
  let tail = "";
  const keep = (chunk: Buffer) => (tail = (tail + chunk.toString()).slice(-8_000));
  child.stdout?.on("data", keep);
  child.stderr?.on("data", keep);
  return () => tail;
}

/** Answers false when it takes longer than a minute. */
export async function untilReady(url: string): Promise<boolean> {
  const giveUpAt = Date.now() + readyWithinMs;
  while (Date.now() < giveUpAt) {
    const status = await fetch(`${url}/readyz`).then(
      (response) => response.status,
      () => 0,
    );
    if (status === 200) return true;
    await sleep(50);
  }
  return false;
}

/** A port that nobody listens on at the moment. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once("error", reject);
    probe.listen(0, "127.0.0.1", () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === "object" && address ? address.port : 0));
    });
  });
}
