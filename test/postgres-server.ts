import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import type { TestProject } from "vitest/node";
import { startEmbedded } from "../src/platform/embedded/embedded.ts";
import { migrate } from "../src/platform/migrate.ts";

declare module "vitest" {
  export interface ProvidedContext {
    /** Superuser's address of the PostgreSQL that all test files share. */
    serverUrl: string;
    /** Migrated database that each test file gets a clone of. */
    templateName: string;
  }
}

/** What a crash would cost does not matter in a database that lives for one run. */
const fastSettings = {
  fsync: "off",
  full_page_writes: "off",
  synchronous_commit: "off",
  wal_level: "minimal",
  max_wal_senders: "0",
  max_wal_size: "4GB",
  checkpoint_timeout: "1h",
};

/** Vitest's global set-up: one PostgreSQL for the run (`DATABASE_URL`, or an embedded one), one migrated template in it. */
export default async function setUp(project: TestProject): Promise<() => Promise<void>> {
  const removeTemporary = ownTemporaryFolder();
  const run = `${process.pid.toString(36)}_${Date.now().toString(36)}`;
  const templateName = `tessera_template_${run}`;
  const server = await openServer();
  const tearDown = async (): Promise<void> => {
    await dropAll(server.url, run);
    await server.stop();
    removeTemporary();
  };
  try {
    await makeTemplate(server.url, templateName);
  } catch (error) {
    await tearDown();
    throw error;
  }
  project.provide("serverUrl", server.url);
  project.provide("templateName", templateName);
  return tearDown;
}

async function openServer(): Promise<{ url: string; stop(): Promise<void> }> {
  if (process.env.DATABASE_URL) return { url: process.env.DATABASE_URL, stop: () => Promise.resolve() };
  const server = await startEmbedded({ dataDir: join(tmpdir(), "data"), settings: fastSettings });
  return { url: server.ownerUrl, stop: () => server.stop() };
}

/** Puts the temporary files of all tests into one folder, which goes with the run. */
function ownTemporaryFolder(): () => void {
  const outer = process.env.TMPDIR;
  const folder = mkdtempSync(join(tmpdir(), "tessera-tests-"));
  const remover = removeWithUs(folder);
  process.env.TMPDIR = folder;
  return () => {
    if (outer === undefined) delete process.env.TMPDIR;
    else process.env.TMPDIR = outer;
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
    remover.kill("SIGKILL");
  };
}

/** Ctrl-C and kill -9 leave no time to clean up: a shell waits until we are gone, then removes the folder as PostgreSQL leaves it. */
function removeWithUs(folder: string): ChildProcess {
  const script = 'read -r line; for try in 1 2 3 4 5 6 7 8 9; do rm -rf "$1"; sleep 1; [ -e "$1" ] || exit 0; done';
  const shell = spawn("/bin/sh", ["-c", script, "tessera-sweep", folder], {
    stdio: ["pipe", "ignore", "ignore"],
    detached: true,
  });
  shell.unref();
  return shell;
}

async function makeTemplate(serverUrl: string, name: string): Promise<void> {
  await withClient(serverUrl, (client) => client.query(`create database ${name}`));
  await migrate(urlOfDatabase(serverUrl, name));
}

async function dropAll(serverUrl: string, run: string): Promise<void> {
  await withClient(serverUrl, async (client) => {
    const { rows } = await client.query<{ datname: string }>("select datname from pg_database where datname like $1", [
      `tessera\\_%\\_${run.replace("_", "\\_")}%`,
    ]);
    for (const { datname } of rows) await client.query(`drop database if exists ${datname} with (force)`);
  });
}

/** The same server and account, another database. */
export function urlOfDatabase(serverUrl: string, name: string): string {
  const url = new URL(serverUrl);
  url.pathname = `/${name}`;
  return url.toString();
}

export async function withClient<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client(url);
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
