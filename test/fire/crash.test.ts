import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { auditDay, crash, type CrashReport } from "./crash.ts";
import { type CrashClinic, openCrashClinic } from "./crash-clinic.ts";
import { atRandomMoment, bookDay, type Load } from "./crash-load.ts";
import { expectNothing, full, Random, replayOf, rounds } from "./seed.ts";

/** The built server and its durable PostgreSQL, ended at random moments while eight clients book: what was acknowledged is there, once. */
const file = "crash";
const serverKills = rounds(1, 30);
const postgresKills = rounds(1, 10);
const longestRecoveryMs = 5_000;
const days = 3 + serverKills + postgresKills;
let clinic: CrashClinic;

beforeAll(async () => {
  clinic = await openCrashClinic(120, days);
}, 120_000);
afterAll(() => clinic.close());

function expectRecovered(what: string, reports: readonly CrashReport[]): void {
  const acknowledged = reports.reduce((sum, report) => sum + report.acknowledged, 0);
  const recoveries = reports.map(({ recoveryMs }) => Math.ceil(recoveryMs)).sort((a, b) => a - b);
  const [middle, last] = [recoveries[recoveries.length >> 1], recoveries.at(-1)];
  console.log(
    `${what}: ${reports.length} kills, ${acknowledged} acknowledged, back within ${middle} ms, at most ${last} ms`,
  );
  expectNothing(
    reports.flatMap(({ findings }) => findings),
    file,
  );
  if (full) expect(last).toBeLessThanOrEqual(longestRecoveryMs);
}

async function crashes(count: number, what: "server" | "postgres", firstDay: number): Promise<CrashReport[]> {
  const reports: CrashReport[] = [];
  for (let n = 0; n < count; n++) reports.push(await crash(clinic, firstDay + n, what));
  return reports;
}

describe(`repeat with ${replayOf(file)}`, { timeout: 900_000 }, () => {
  test("kill -9 of the server loses and doubles nothing that was acknowledged", async () => {
    expectRecovered("Server", await crashes(serverKills, "server", 1));
  });

  test("kill -9 of PostgreSQL is a pause in which the server stays", async () => {
    const { pid } = clinic.server();
    expectRecovered("PostgreSQL", await crashes(postgresKills, "postgres", 1 + serverKills));
    expect(clinic.server().pid).toBe(pid);
    expect((await fetch(`${clinic.server().url}/livez`)).status).toBe(200);
    expect(await clinic.untilReady()).toBe(true);
  });

  test("kill -9 of the server forgets nothing that the outbox still had to say", async () => {
    const load = await clinic.withOwner(async (holder) => {
      await holder.query("begin; lock table rooms in exclusive mode"); // holds back the relay
      const load = bookDay(clinic, days - 2, { persists: false });
      await atRandomMoment(load, clinic.patients.length, new Random("outbox"));
      const { rowCount: undelivered } = await holder.query("select 1 from outbox");
      expect(undelivered).toBeGreaterThan(0);
      await clinic.end("SIGKILL");
      await load.done;
      return load;
    });
    await clinic.start();
    await expectCompletable(load);
  });

  test("SIGTERM answers what is under way, refuses the rest and exits with 0", async () => {
    const load = bookDay(clinic, days - 1, { persists: false });
    await atRandomMoment(load, clinic.patients.length, new Random("drain"));
    const ended = clinic.end("SIGTERM");
    await load.done;
    expect(await ended).toEqual({ code: 0, signal: null });
    expect(load.others.filter(({ status }) => status !== 503)).toEqual([]);
    await clinic.start();
    await expectCompletable(load);
  });

  test("who commits without waiting for the disk is found out", async () => {
    await clinic.withOwner(async (owner) => {
      await owner.query("alter role tessera_app set synchronous_commit = off");
      await owner.query("alter system set wal_writer_delay = '10s'");
      await owner.query("select pg_reload_conf()");
      await owner.query("select pg_terminate_backend(pid) from pg_stat_activity where usename = 'tessera_app'");
    });
    const { findings } = await crash(clinic, days, "postgres");
    expect(findings.join("\n")).toMatch(/acknowledged bookings \d+ are there/);
  });

  /** Books what is missing of a day; afterwards each of its starts is booked exactly once. */
  async function expectCompletable({ day, acknowledged }: Load): Promise<void> {
    const rest = bookDay(clinic, day, { persists: true });
    await rest.done;
    expect(rest.others.filter(({ status }) => status !== 409)).toEqual([]);
    expectNothing(await auditDay(clinic, day, new Map([...rest.acknowledged, ...acknowledged])), file);
  }
});
