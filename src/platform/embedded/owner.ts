import { execFileSync } from "node:child_process";
import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { EmbeddedFailure } from "./failure.ts";

/** What `<dataDir>/server.pid` says: which process runs this data, and where its PostgreSQL listens. */
export interface ServerRecord {
  pid: number;
  /** Tells this process from a later one with the same pid. */
  identity: string;
  startedAt: string;
  /** Folder of the unix socket; null where PostgreSQL listens on TCP. */
  socketDir: string | null;
  port: number;
  ready: boolean;
}

const recordPath = (dataDir: string): string => join(dataDir, "server.pid");

/**
 * Takes the data folder for this process, atomically. Returns the record that a dead owner left behind, or null.
 *
 * Throws `already_running` while another process, or this one, holds it.
 */
export function claimDataDir(dataDir: string, record: ServerRecord): ServerRecord | null {
  const path = recordPath(dataDir);
  const draft = writeDraft(path, record);
  let previous: ServerRecord | null = null;
  try {
    while (!tryLink(draft, path)) previous = removeStale(dataDir) ?? previous;
  } finally {
    rmSync(draft, { force: true });
  }
  return previous;
}

/** Replaces our record, for instance once PostgreSQL is ready. */
export function updateRecord(dataDir: string, record: ServerRecord): void {
  renameSync(writeDraft(recordPath(dataDir), record), recordPath(dataDir));
}

/** Gives the data folder back. */
export function releaseDataDir(dataDir: string): void {
  rmSync(recordPath(dataDir), { force: true });
}

/** The record of a process that is alive, or null. A file that cannot be parsed (torn by a full disk) counts as none. */
export function liveRecord(dataDir: string): ServerRecord | null {
  const record = readRecord(recordPath(dataDir));
  return record && identityOf(record.pid) === record.identity ? record : null;
}

/** Boot, start tick and pid of a running process as one text that no later process repeats; null when it is not running. */
export function identityOf(pid: number): string | null {
  try {
    if (process.platform !== "linux")
      return execFileSync("ps", ["-o", "lstart=", "-p", String(pid)], { encoding: "utf8" }).trim();
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    const ended = fields[0] === "Z" || fields[0] === "X";
    return ended ? null : `${readFileSync("/proc/sys/kernel/random/boot_id", "utf8").trim()}/${fields[19]}`;
  } catch {
    return null; // no such process
  }
}

function readRecord(path: string): ServerRecord | null {
  let text: string;
  try {
    text = readFileSync(path, "utf8");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return null;
    throw error;
  }
  try {
    return JSON.parse(text) as ServerRecord;
  } catch {
    return null;
  }
}

function writeDraft(path: string, record: ServerRecord): string {
  const draft = `${path}.${process.pid}`;
  writeFileSync(draft, `${JSON.stringify(record)}\n`, { mode: 0o600 });
  return draft;
}

function tryLink(from: string, to: string): boolean {
  try {
    linkSync(from, to);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EEXIST") return false;
    throw error;
  }
}

/** Moves a dead owner's record away. Two processes may both find it dead, so what was moved is looked at again. */
function removeStale(dataDir: string): ServerRecord | null {
  refuseLive(liveRecord(dataDir));
  const path = recordPath(dataDir);
  const moved = `${path}.${process.pid}.stale`;
  try {
    renameSync(path, moved);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return null;
    throw error;
  }
  const record = readRecord(moved);
  if (record && identityOf(record.pid) === record.identity) {
    tryLink(moved, path);
    rmSync(moved, { force: true });
    refuseLive(record);
  }
  rmSync(moved, { force: true });
  return record;
}

function refuseLive(record: ServerRecord | null): void {
  if (!record) return;
  throw new EmbeddedFailure(
    "already_running",
    `Tessera already runs on this data (pid ${record.pid}, started ${record.startedAt}). ` +
      "Stop it or set DATA_DIR to another folder.",
  );
}
