import { execFileSync } from "node:child_process";
import { readFileSync, readdirSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { EmbeddedFailure } from "./failure.ts";

/** A signal for whom, and how long to wait for its effect. */
const steps: { signal: NodeJS.Signals; to: "postmaster" | "all"; waitMs: number }[] = [
  { signal: "SIGINT", to: "postmaster", waitMs: 60_000 }, // fast shutdown, with a checkpoint
  { signal: "SIGQUIT", to: "all", waitMs: 5_000 }, // immediate: the log is replayed at the next start
  { signal: "SIGKILL", to: "all", waitMs: 5_000 },
];

/**
 * Ends what still runs on this data although its owner is gone: a whole server, or sessions whose server was killed and that hold its shared
 * memory. Also removes a lock file that names a pid which another program has by now. Call it only while holding `server.pid`.
 */
export async function endOrphans(pgDir: string): Promise<void> {
  const postmaster = lockedBy(pgDir);
  for (const step of steps) {
    const running = processesIn(pgDir, postmaster);
    if (running.length === 0) break;
    const targets = step.to === "all" ? running : running.filter((pid) => pid === postmaster);
    for (const pid of targets) signalOrphan(pid, step.signal, pgDir);
    if (targets.length > 0) await waitUntilNone(pgDir, postmaster, step.waitMs);
  }
  if (processesIn(pgDir, postmaster).length > 0) {
    throw new EmbeddedFailure("start_failed", `A PostgreSQL that runs on ${pgDir} (pid ${postmaster}) does not stop.`);
  }
  if (postmaster !== null) rmSync(join(pgDir, "postmaster.pid"), { force: true });
}

/** The pid in PostgreSQL's lock file, or null. */
function lockedBy(pgDir: string): number | null {
  try {
    const pid = Number.parseInt(readFileSync(join(pgDir, "postmaster.pid"), "utf8"), 10);
    return Number.isInteger(pid) && pid > 0 ? pid : null;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return null;
    throw error;
  }
}

/** PostgreSQL's processes work in its data folder; no other program does. Off Linux only the server itself can be told. */
function processesIn(pgDir: string, postmaster: number | null): number[] {
  if (process.platform !== "linux") return postmaster !== null && isPostgres(postmaster) ? [postmaster] : [];
  const data = statSync(pgDir, { throwIfNoEntry: false });
  if (!data) return [];
  return readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((pid) => {
      const place = workingFolder(pid);
      return place?.dev === data.dev && place.ino === data.ino && pid !== process.pid && isPostgres(pid);
    });
}

function workingFolder(pid: number): { dev: number; ino: number } | null {
  try {
    return statSync(`/proc/${pid}/cwd`);
  } catch {
    return null; // ended meanwhile, or another user's
  }
}

function isPostgres(pid: number): boolean {
  try {
    const command =
      process.platform === "linux"
        ? readFileSync(`/proc/${pid}/cmdline`, "utf8")
        : execFileSync("ps", ["-o", "command=", "-p", String(pid)], { encoding: "utf8" });
    return command.includes("postgres");
  } catch {
    return false; // ended meanwhile
  }
}

function signalOrphan(pid: number, signal: NodeJS.Signals, pgDir: string): void {
  try {
    process.kill(pid, signal);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === "ESRCH") return;
    throw new EmbeddedFailure("no_permission", `A PostgreSQL of another user (pid ${pid}) still runs on ${pgDir}.`, {
      cause: error,
    });
  }
}

async function waitUntilNone(pgDir: string, postmaster: number | null, limitMs: number): Promise<void> {
  const giveUpAt = Date.now() + limitMs;
  while (Date.now() < giveUpAt && processesIn(pgDir, postmaster).length > 0) await sleep(20);
}
