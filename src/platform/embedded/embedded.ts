import { mkdirSync } from "node:fs";
import { createServer } from "node:net";
import { join, resolve } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { Account } from "./binaries.ts";
import { databaseName, ownerName, readPassword } from "./cluster.ts";
import { failureFromSystem } from "./failure.ts";
import { type ServerRecord, claimDataDir, identityOf, liveRecord, releaseDataDir, updateRecord } from "./owner.ts";
import { chooseAccount, makeSocketDir, removeSocketDir } from "./place.ts";
import { runServer } from "./server.ts";

export interface EmbeddedPostgres {
  /** Superuser on the database `tessera`; stays valid while PostgreSQL is started again after a crash. */
  ownerUrl: string;
  /** Ends PostgreSQL cleanly and gives the data folder back. May be called more than once. */
  stop(): Promise<void>;
}

export interface EmbeddedOptions {
  /** Holds `pg/` (the database), `owner-password`, `server.pid` and `postgres.log`. Made when missing. */
  dataDir: string;
  log?: (line: string) => void;
  /** Listen on this port of 127.0.0.1 instead of a unix socket. */
  port?: number;
  /** PostgreSQL settings over our own, for instance `{ fsync: "off" }` in tests. */
  settings?: Record<string, string>;
}

const socketPort = 5432; // names the socket's file only; nothing listens on TCP
const othersStartLimitMs = 30_000;

/**
 * Starts the PostgreSQL that comes from npm on `dataDir` and keeps it running: killed, it is started again; killed ourselves, it stops.
 *
 * Throws an `EmbeddedFailure` whose code says why it cannot, first of all `already_running`.
 */
export async function startEmbedded(options: EmbeddedOptions): Promise<EmbeddedPostgres> {
  const dataDir = resolve(options.dataDir);
  try {
    mkdirSync(dataDir, { recursive: true, mode: 0o700 });
    const account = chooseAccount(join(dataDir, "pg"));
    const record = await claim(dataDir, options.port, account);
    return await startClaimed(dataDir, record, account, options);
  } catch (error) {
    throw failureFromSystem(`Starting the embedded PostgreSQL in ${dataDir}`, error);
  }
}

/**
 * Where the embedded PostgreSQL of a process that runs on `dataDir` listens, or null when none does.
 *
 * Waits up to 30 seconds for one that is just starting. Throws `no_permission` when its files belong to another user.
 */
export async function findRunning(dataDir: string): Promise<{ ownerUrl: string } | null> {
  const giveUpAt = Date.now() + othersStartLimitMs;
  try {
    for (;;) {
      const record = liveRecord(resolve(dataDir));
      if (!record || Date.now() > giveUpAt) return null;
      if (record.ready) return { ownerUrl: urlOf(record, readPassword(resolve(dataDir))) };
      await sleep(50);
    }
  } catch (error) {
    throw failureFromSystem(`Reading ${dataDir}`, error);
  }
}

/** Takes the data folder, and clears away the socket of an owner that died. */
async function claim(dataDir: string, port: number | undefined, account: Account | null): Promise<ServerRecord> {
  const tcp = port !== undefined || process.platform === "win32";
  const record = {
    pid: process.pid,
    identity: identityOf(process.pid) ?? "",
    startedAt: new Date().toISOString(),
    socketDir: tcp ? null : makeSocketDir(account),
    port: tcp ? (port ?? (await freePort())) : socketPort,
    ready: false,
  };
  try {
    const previous = claimDataDir(dataDir, record);
    if (previous?.socketDir) removeSocketDir(previous.socketDir);
    return record;
  } catch (error) {
    if (record.socketDir) removeSocketDir(record.socketDir);
    throw error;
  }
}

async function startClaimed(
  dataDir: string,
  record: ServerRecord,
  account: Account | null,
  { log = () => undefined, settings = {} }: EmbeddedOptions,
): Promise<EmbeddedPostgres> {
  const leave = (): void => {
    if (record.socketDir) removeSocketDir(record.socketDir);
    releaseDataDir(dataDir);
  };
  try {
    const server = await runServer({ dataDir, account, log, settings, socketDir: record.socketDir, port: record.port });
    updateRecord(dataDir, { ...record, ready: true });
    let stopped: Promise<void> | undefined;
    const stop = (): Promise<void> => (stopped ??= server.stop().then(leave));
    return { ownerUrl: urlOf(record, readPassword(dataDir)), stop };
  } catch (error) {
    leave();
    throw error;
  }
}

/** The host in front is for URL parsers, which want one; drivers and libpq take the socket's folder from the query. */
function urlOf(record: Pick<ServerRecord, "socketDir" | "port">, password: string): string {
  const base = `postgresql://${ownerName}:${password}@127.0.0.1:${record.port}/${databaseName}?sslmode=disable`;
  return record.socketDir ? `${base}&host=${encodeURIComponent(record.socketDir)}` : base;
}

function freePort(): Promise<number> {
  return new Promise((answer, reject) => {
    const probe = createServer();
    probe.once("error", reject);
    probe.listen(0, "127.0.0.1", () => {
      const address = probe.address();
      probe.close(() => (address && typeof address === "object" ? answer(address.port) : reject(new Error("no port"))));
    });
  });
}
