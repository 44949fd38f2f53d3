import { type ChildProcess, spawn } from "node:child_process";
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { type Server, createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { afterEach, expect, test } from "vitest";
import { type EmbeddedOptions, type EmbeddedPostgres, findRunning, startEmbedded } from "./embedded.ts";

const cleanUp: (() => unknown)[] = [];

afterEach(async () => {
  for (const step of cleanUp.splice(0).reverse()) await step();
});

function newDataDir(): string {
  const dataDir = mkdtempSync(join(tmpdir(), "tessera-embedded-test-"));
  cleanUp.push(() => rmSync(dataDir, { recursive: true, force: true }));
  return dataDir;
}

async function start(options: EmbeddedOptions): Promise<EmbeddedPostgres> {
  const server = await startEmbedded(options);
  cleanUp.push(() => server.stop());
  return server;
}

async function query(url: string, sql: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client(url);
  client.on("error", () => undefined); // a killed server ends idle clients
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(sql)).rows;
  } finally {
    await client.end();
  }
}

/** Resolves once `attempt` no longer throws; throws its last error after 20 seconds. */
async function eventually<T>(attempt: () => Promise<T>): Promise<T> {
  for (const giveUpAt = Date.now() + 20_000; ;) {
    try {
      return await attempt();
    } catch (error) {
      if (Date.now() > giveUpAt) throw error;
      await sleep(50);
    }
  }
}

const setting = (name: string) => `current_setting('${name}') as ${name}`;
const postmasterPid = (dataDir: string) =>
  Number.parseInt(readFileSync(join(dataDir, "pg", "postmaster.pid"), "utf8"), 10);

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0) && !/\) [ZX] /.test(readFileSync(`/proc/${pid}/stat`, "utf8"));
  } catch {
    return false;
  }
}

/** Another process that starts PostgreSQL on `dataDir` and then only waits. */
async function startElsewhere(dataDir: string): Promise<ChildProcess> {
  const script = `
    import { runnerImport } from "vite";
    const { module } = await runnerImport("./src/platform/embedded/embedded.ts", { logLevel: "silent" });
    const { ownerUrl } = await module.startEmbedded({ dataDir: process.argv[1] });
    process.stdout.write(ownerUrl);
    setInterval(() => undefined, 1000);`;
  const child = spawn(process.execPath, ["--input-type=module", "-e", script, dataDir], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  cleanUp.push(() => child.kill("SIGKILL"));
  await new Promise((resolve, reject) => {
    child.stdout.once("data", resolve);
    child.once("exit", () => reject(new Error("the other process ended")));
  });
  return child;
}

function killHard(child: ChildProcess): Promise<unknown> {
  const ended = new Promise((resolve) => child.once("exit", resolve));
  child.kill("SIGKILL");
  return ended;
}

test("the default is durable, private and the same on every machine", async () => {
  const dataDir = join(newDataDir(), "not", "there", "yet");
  const { ownerUrl } = await start({ dataDir });
  const names = [
    "fsync",
    "full_page_writes",
    "synchronous_commit",
    "data_checksums",
    "max_connections",
    "listen_addresses",
  ];
  const [row] = await query(ownerUrl, `select ${[...names, "timezone", "server_encoding"].map(setting).join(", ")}`);
  expect(row).toEqual({
    fsync: "on",
    full_page_writes: "on",
    synchronous_commit: "on",
    data_checksums: "on",
    max_connections: "120",
    listen_addresses: "",
    timezone: "UTC",
    server_encoding: "UTF8",
  });
  const [locale] = await query(
    ownerUrl,
    "select current_database() as name, current_user as owner, datlocprovider, datlocale, datcollate from pg_database where datname = current_database()",
  );
  expect(locale).toEqual({
    name: "tessera",
    owner: "tessera_owner",
    datlocprovider: "b",
    datlocale: "C.UTF-8",
    datcollate: "C",
  });
  expect(statSync(join(dataDir, "owner-password")).mode & 0o777).toBe(0o600);
  expect(statSync(join(dataDir, "pg")).mode & 0o777).toBe(0o700);
  await expect(query(ownerUrl.replace(/:[^:@]+@/, ":wrong@"), "select 1")).rejects.toThrow(
    /password authentication failed/,
  );
  const [trigrams] = await query(ownerUrl, "create extension pg_trgm; select 1").then(() =>
    query(
      ownerUrl,
      "select cardinality(show_trgm('محمد')) > 3 as arabic, cardinality(show_trgm('Ελένη')) > 3 as greek",
    ),
  );
  expect(trigrams).toEqual({ arabic: true, greek: true });
});

test("a second start on the same data says so, finds the first, and works after it stopped", async () => {
  const dataDir = newDataDir();
  const first = await start({ dataDir });
  await query(first.ownerUrl, "create table kept (n int); insert into kept values (7)");
  await expect(startEmbedded({ dataDir })).rejects.toMatchObject({
    code: "already_running",
    message: expect.stringMatching(new RegExp(`already runs on this data \\(pid ${process.pid}, started 20.*DATA_DIR`)),
  });
  expect(await findRunning(dataDir)).toEqual({ ownerUrl: first.ownerUrl });
  await Promise.all([first.stop(), first.stop()]);
  expect(await findRunning(dataDir)).toBeNull();
  const second = await start({ dataDir });
  expect(await query(second.ownerUrl, "select n from kept")).toEqual([{ n: 7 }]);
});

test("of two that start at once, one runs", async () => {
  const dataDir = newDataDir();
  const outcomes = await Promise.allSettled([start({ dataDir }), start({ dataDir }), start({ dataDir })]);
  expect(outcomes.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected", "rejected"]);
});

test("killed, PostgreSQL is started again under the same address", async () => {
  const dataDir = newDataDir();
  const lines: string[] = [];
  const { ownerUrl } = await start({ dataDir, log: (line) => lines.push(line) });
  await query(ownerUrl, "create table kept (n int); insert into kept values (7)");
  const before = postmasterPid(dataDir);
  const busy = query(ownerUrl, "select count(*) from generate_series(1, 100000000000)").catch((error: Error) => error);
  process.kill(before, "SIGKILL");
  expect(await eventually(() => query(ownerUrl, "select n from kept"))).toEqual([{ n: 7 }]);
  expect(postmasterPid(dataDir)).not.toBe(before);
  expect(await busy).toBeInstanceOf(Error);
  expect(lines.join("\n")).toMatch(/ended by itself \(SIGKILL\)[^]*accepts connections again/);
});

test("stopped while it is down, it stays down", async () => {
  const dataDir = newDataDir();
  const server = await start({ dataDir });
  process.kill(postmasterPid(dataDir), "SIGKILL");
  await server.stop();
  await sleep(300);
  expect(await findRunning(dataDir)).toBeNull();
  expect(existsSync(join(dataDir, "server.pid"))).toBe(false);
});

test("when its owner is killed, PostgreSQL does not outlive it, and what was committed is there", async () => {
  const dataDir = newDataDir();
  const owner = await startElsewhere(dataDir);
  const { ownerUrl } = (await findRunning(dataDir))!;
  await query(ownerUrl, "create table kept (n int); insert into kept values (7)");
  const postmaster = postmasterPid(dataDir);
  await expect(startEmbedded({ dataDir })).rejects.toThrow(`pid ${owner.pid}`);
  await killHard(owner);
  expect(await findRunning(dataDir)).toBeNull();
  await expect.poll(() => isRunning(postmaster), { timeout: 10_000 }).toBe(false);
  const { ownerUrl: again } = await start({ dataDir });
  expect(await query(again, "select n from kept")).toEqual([{ n: 7 }]);
});

test("a PostgreSQL that was left behind is stopped by the next start", async () => {
  const dataDir = newDataDir();
  const owner = await startElsewhere(dataDir);
  const postmaster = postmasterPid(dataDir);
  const children = readFileSync(`/proc/${owner.pid}/task/${owner.pid}/children`, "utf8").trim().split(" ").map(Number);
  const watch = children.filter((pid) => pid !== postmaster);
  expect(watch).toHaveLength(1);
  process.kill(watch[0]!, "SIGKILL"); // nobody is left to stop PostgreSQL
  await killHard(owner);
  expect(isRunning(postmaster)).toBe(true);
  await start({ dataDir });
  expect(isRunning(postmaster)).toBe(false);
});

test("lock files of the dead do not stop a start, even when their pid lives again as another program", async () => {
  const dataDir = newDataDir();
  await (await startEmbedded({ dataDir })).stop();
  const startedAt = "2026-01-01T00:00:00.000Z";
  writeFileSync(
    join(dataDir, "pg", "postmaster.pid"),
    `${process.ppid}\n${join(dataDir, "pg")}\n1\n5432\n\n\n1 1\nready\n`,
  );
  const record = {
    pid: process.ppid,
    identity: "an earlier boot/1",
    startedAt,
    socketDir: "/nonexistent/tessera-aaaaaa",
    port: 5432,
    ready: true,
  };
  writeFileSync(join(dataDir, "server.pid"), JSON.stringify(record));
  expect(await findRunning(dataDir)).toBeNull();
  await start({ dataDir });
});

test("files of another PostgreSQL stay untouched and the message names both versions", async () => {
  const dataDir = newDataDir();
  mkdirSync(join(dataDir, "pg"));
  writeFileSync(join(dataDir, "pg", "PG_VERSION"), "15\n");
  const failure = {
    code: "other_version",
    message: expect.stringMatching(/PostgreSQL 15.*PostgreSQL 18.*Nothing was changed.*DATA_DIR/s),
  };
  await expect(startEmbedded({ dataDir })).rejects.toMatchObject(failure);
  expect(readdirSync(join(dataDir, "pg"))).toEqual(["PG_VERSION"]);
  expect(existsSync(join(dataDir, "server.pid"))).toBe(false);
});

test("a folder that is no database is refused", async () => {
  const dataDir = newDataDir();
  mkdirSync(join(dataDir, "pg"));
  writeFileSync(join(dataDir, "pg", "letter.txt"), "dear diary");
  await expect(startEmbedded({ dataDir })).rejects.toMatchObject({ code: "broken_data" });
  expect(readFileSync(join(dataDir, "pg", "letter.txt"), "utf8")).toBe("dear diary");
});

test("a first start that was cut off is begun anew", async () => {
  const dataDir = newDataDir();
  mkdirSync(join(dataDir, "pg.init-1", "base"), { recursive: true });
  mkdirSync(join(dataDir, "pg"));
  await start({ dataDir });
  expect(readdirSync(dataDir).filter((name) => name.startsWith("pg"))).toEqual(["pg"]);
});

test("a folder that cannot be written gives a plain message", async () => {
  await expect(startEmbedded({ dataDir: "/sys/tessera" })).rejects.toMatchObject({ code: "no_permission" });
});

test("a long path of the data folder does not reach the limit of socket names", async () => {
  const dataDir = join(newDataDir(), "a".repeat(120), "b".repeat(60));
  const { ownerUrl } = await start({ dataDir });
  expect(await query(ownerUrl, "select 1 as one")).toEqual([{ one: 1 }]);
});

test("data that somebody copied runs", async () => {
  const [dataDir, copy] = [newDataDir(), newDataDir()];
  await (await startEmbedded({ dataDir })).stop();
  cpSync(dataDir, copy, { recursive: true });
  await start({ dataDir: copy });
});

test("on request it listens on TCP, and a taken port is named", async () => {
  const blocker: Server = createServer();
  const port = await new Promise<number>((resolve) => {
    blocker.listen(0, "127.0.0.1", () => resolve((blocker.address() as { port: number }).port));
  });
  cleanUp.push(() => blocker.close());
  const dataDir = newDataDir();
  await expect(startEmbedded({ dataDir, port })).rejects.toMatchObject({ code: "port_taken" });
  await new Promise((resolve) => blocker.close(resolve));
  const { ownerUrl } = await start({ dataDir, port });
  expect(new URL(ownerUrl).port).toBe(String(port));
  expect(await query(ownerUrl, "select 1 as one")).toEqual([{ one: 1 }]);
});
