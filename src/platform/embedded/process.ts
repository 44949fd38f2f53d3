import { type ChildProcess, spawn } from "node:child_process";
import { closeSync, openSync, readFileSync, readSync, renameSync, statSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { Account, PostgresBinaries } from "./binaries.ts";
import { EmbeddedFailure, failureFromOutput } from "./failure.ts";
import { memoryBytes, memorySettings } from "./memory.ts";
import { lend } from "./place.ts";

const logLimitBytes = 10 * 1024 * 1024;
const startLimitMs = 10 * 60_000; // replaying a long write-ahead log takes minutes
const stopLimitMs = 60_000;

interface LaunchOptions {
  pgDir: string;
  logPath: string;
  binaries: PostgresBinaries;
  account: Account | null;
  /** Folder of the unix socket; null to listen on 127.0.0.1 instead. */
  socketDir: string | null;
  port: number;
  settings: Record<string, string>;
}

/** A PostgreSQL server that accepts connections. */
export interface Postmaster {
  /** How it ended, in words; settles once. */
  ended: Promise<string>;
  /** Ends sessions, writes everything down and waits. */
  stop(): Promise<void>;
}

/** Starts PostgreSQL and waits until it accepts connections. Throws an `EmbeddedFailure` with the end of its log when it does not. */
export async function launchPostmaster(options: LaunchOptions): Promise<Postmaster> {
  const logStart = turnLog(options.logPath);
  const child = spawnPostgres(options);
  const ended = new Promise<string>((resolve, reject) => {
    child.once("error", reject);
    child.once("exit", (code, signal) => resolve(signal ?? `exit code ${code}`));
  });
  const watch = child.pid === undefined ? null : stopWithUs(child.pid, options);
  ended.finally(() => watch?.kill("SIGKILL")).catch(() => undefined);
  const death = ended.then((how) =>
    failureFromOutput(`Starting PostgreSQL (${how})`, readFrom(options.logPath, logStart)),
  );
  const failure = await Promise.race([death, waitUntilReady(options.pgDir, child)]);
  if (failure) throw failure;
  return { ended, stop: () => stopChild(child, ended) };
}

function spawnPostgres(options: LaunchOptions): ChildProcess {
  const log = openSync(options.logPath, "a", 0o600);
  const lent = lend([options.pgDir, ...(options.socketDir ? [options.socketDir] : [])], options.account);
  try {
    const child = spawn(options.binaries.postgres, serverArguments(options, lent.paths), {
      ...options.account,
      cwd: "/",
      env: { PATH: process.env.PATH, TZ: "UTC" },
      stdio: ["ignore", log, log, ...lent.fds],
      detached: true, // Ctrl-C in the terminal is for us; we stop PostgreSQL after the last request
    });
    child.unref();
    return child;
  } finally {
    lent.close();
    closeSync(log);
  }
}

function serverArguments(options: LaunchOptions, [pgDir, socketDir]: string[]): string[] {
  const settings: Record<string, string> = {
    listen_addresses: socketDir ? "" : "127.0.0.1",
    unix_socket_directories: socketDir ?? "",
    port: String(options.port),
    cluster_name: "tessera",
    max_connections: "120",
    shared_preload_libraries: "",
    timezone: "UTC",
    log_timezone: "UTC",
    fsync: "on",
    full_page_writes: "on",
    synchronous_commit: "on",
    ...memorySettings(memoryBytes()),
    // Every key begins with the organization: until a new table is analyzed the planner takes any of its indexes for as good as
    // the right one and reads the whole tenant, and sessions keep such plans. So new data is looked at within seconds.
    autovacuum_naptime: "5s",
    // The log must not hold patients: an error's detail and statement carry the values of rows.
    log_min_messages: "log",
    log_error_verbosity: "terse",
    log_min_error_statement: "panic",
    log_checkpoints: "off",
    ...options.settings,
  };
  return ["-D", pgDir!, ...Object.entries(settings).flatMap(([name, value]) => ["-c", `${name}=${value}`])];
}

/** Moves a large log aside and returns the position in bytes where the next line will stand. */
function turnLog(path: string): number {
  const size = statSync(path, { throwIfNoEntry: false })?.size ?? 0;
  if (size <= logLimitBytes) return size;
  renameSync(path, `${path}.1`);
  return 0;
}

function readFrom(path: string, start: number): string {
  const buffer = Buffer.alloc(16_384);
  const fd = openSync(path, "r");
  try {
    const length = statSync(path).size - start;
    return buffer.toString(
      "utf8",
      0,
      readSync(fd, buffer, 0, buffer.length, start + Math.max(0, length - buffer.length)),
    );
  } finally {
    closeSync(fd);
  }
}

/** PostgreSQL writes its state into line 8 of postmaster.pid. */
async function waitUntilReady(pgDir: string, child: ChildProcess): Promise<EmbeddedFailure | null> {
  const giveUpAt = Date.now() + startLimitMs;
  while (Date.now() < giveUpAt) {
    const lines = readLines(join(pgDir, "postmaster.pid"));
    if (lines[0] === String(child.pid) && lines[7]?.trim() === "ready") return null;
    if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null)
      return new Promise(() => undefined); // `ended` tells
    await sleep(10);
  }
  child.kill("SIGQUIT");
  return new EmbeddedFailure("start_failed", "PostgreSQL did not become ready within ten minutes.");
}

function readLines(path: string): string[] {
  try {
    return readFileSync(path, "utf8").split("\n");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return [];
    throw error;
  }
}

/**
 * Stops PostgreSQL when we are killed without a chance to do it, and removes its socket's folder: a shell waits for the end of a pipe that
 * only we hold. Costs one sleeping shell of a megabyte.
 */
function stopWithUs(pid: number, { account, socketDir }: LaunchOptions): ChildProcess | null {
  if (process.platform === "win32") return null;
  // PostgreSQL takes its socket away at the end of the shutdown; only then can the folder go
  const script =
    'read -r line; kill -INT "$1"; [ -z "$2" ] && exit; n=0; until [ ! -e "$2" ] || rmdir "$2" || [ $n = 300 ]; do sleep 0.2; n=$((n+1)); done';
  const shell = spawn("/bin/sh", ["-c", script, "tessera-watch", String(pid), socketDir ?? ""], {
    ...account,
    cwd: "/",
    env: { PATH: process.env.PATH },
    stdio: ["pipe", "ignore", "ignore"],
    detached: true,
  });
  shell.once("error", () => undefined); // no shell on this system: the next start stops the orphan
  shell.unref();
  (shell.stdin as unknown as { unref(): void }).unref();
  return shell;
}

async function stopChild(child: ChildProcess, ended: Promise<unknown>): Promise<void> {
  const steps: NodeJS.Signals[] = ["SIGINT", "SIGQUIT", "SIGKILL"]; // fast, immediate, by force
  child.ref(); // or Node might end while we wait
  for (const signal of steps) {
    child.kill(signal);
    const late = sleep(stopLimitMs, "late", { ref: false });
    if ((await Promise.race([ended, late])) !== "late") return;
  }
}
