import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { type Account, findBinaries } from "./binaries.ts";
import { databaseName, ensureCluster, ownerName, readPassword } from "./cluster.ts";
import { EmbeddedFailure } from "./failure.ts";
import { endOrphans } from "./orphans.ts";
import { type Postmaster, launchPostmaster } from "./process.ts";

interface ServerOptions {
  dataDir: string;
  account: Account | null;
  log: (line: string) => void;
  settings: Record<string, string>;
  socketDir: string | null;
  port: number;
}

const shortestPauseMs = 50;
const longestPauseMs = 2_000;
const steadyAfterMs = 5_000;

/** Makes the database when there is none, starts PostgreSQL and keeps it running until `stop`. The caller holds the data folder. */
export async function runServer(options: ServerOptions): Promise<{ stop(): Promise<void> }> {
  const { dataDir, account, log, settings } = options;
  const binaries = findBinaries(account);
  await ensureCluster({ dataDir, binaries, account, durable: settings.fsync !== "off" });
  const pgDir = join(dataDir, "pg");
  const launch = async (): Promise<Postmaster> => {
    await endOrphans(pgDir);
    return launchPostmaster({ ...options, pgDir, logPath: join(dataDir, "postgres.log"), binaries });
  };
  const server = keepRunning(await launch(), launch, log);
  try {
    await ensureDatabase(options);
    return server;
  } catch (error) {
    await server.stop();
    throw error;
  }
}

function keepRunning(
  first: Postmaster,
  launch: () => Promise<Postmaster>,
  log: (line: string) => void,
): { stop(): Promise<void> } {
  const stopping = new AbortController();
  const { signal } = stopping;
  let current = first;
  const supervised = supervise();
  return {
    stop: async () => {
      stopping.abort();
      await current.stop();
      await supervised;
    },
  };

  async function supervise(): Promise<void> {
    for (let pauseMs = shortestPauseMs; !signal.aborted; pauseMs = Math.min(pauseMs * 2, longestPauseMs)) {
      const since = Date.now();
      const how = await current.ended;
      if (signal.aborted) return;
      if (Date.now() - since > steadyAfterMs) pauseMs = shortestPauseMs;
      log(`PostgreSQL ended by itself (${how}); starting it again`);
      await pause(pauseMs, signal);
      await relaunch(pauseMs);
    }
  }

  async function relaunch(pauseMs: number): Promise<void> {
    while (!signal.aborted) {
      try {
        current = await launch();
        log("PostgreSQL accepts connections again");
        if (signal.aborted) await current.stop();
        return;
      } catch (error) {
        log(`PostgreSQL did not start: ${(error as Error).message}`);
        pauseMs = Math.min(pauseMs * 2, longestPauseMs);
        await pause(pauseMs, signal);
      }
    }
  }
}

/** Waits, or less when `signal` says that we are to stop. */
async function pause(ms: number, signal: AbortSignal): Promise<void> {
  await sleep(ms, undefined, { signal, ref: false }).catch(() => undefined);
}

async function ensureDatabase({ dataDir, socketDir, port }: ServerOptions): Promise<void> {
  const host = socketDir ?? "127.0.0.1";
  const client = new pg.Client({
    host,
    port,
    user: ownerName,
    password: readPassword(dataDir),
    database: "postgres",
    ssl: false,
  });
  try {
    await client.connect();
    const found = await client.query("select 1 from pg_database where datname = $1", [databaseName]);
    if (found.rowCount === 0) await client.query(`create database ${databaseName}`);
  } catch (error) {
    if ((error as { code?: string }).code !== "28P01") throw error;
    throw new EmbeddedFailure(
      "broken_data",
      `The password in ${join(dataDir, "owner-password")} is not the one of this database.`,
    );
  } finally {
    await client.end();
  }
}
