import { mkdtempSync } from "node:fs";
import { rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startEmbedded } from "../src/platform/embedded/embedded.ts";
import { migrate } from "../src/platform/migrate.ts";
import { openTestDatabase, type TestDatabase } from "./database.ts";
import { type DatabaseWire, openDatabaseWire } from "./database-wire.ts";
import { type FaultClinic, type Load, openFaultClinic } from "./fault-clinic.ts";
import { Random, seed } from "./fire/seed.ts";
import { freePort } from "./server-process.ts";

/** What is under the server breaks while eight clients book, and comes back. The server is never started again. */

/** Nobody was told anything but yes, no, or "ask again in a moment". */
function expectPolite({ others }: Load): void {
  const statuses = others.map(({ status }) => status);
  expect([...new Set(statuses)].filter((status) => status !== 409 && status !== 503)).toEqual([]);
  const refused = others.filter(({ status }) => status === 503);
  for (const { headers, body } of refused) {
    expect(body).toMatchObject({ code: "unavailable" });
    expect(headers.get("retry-after")).toBe("1");
  }
}

describe(`SEED=${seed} npm test test/faults.test.ts`, () => {
  const random = new Random("faults");
  let database: TestDatabase;
  let wire: DatabaseWire;
  let clinic: FaultClinic;
  beforeAll(async () => {
    database = await openTestDatabase();
    wire = await openDatabaseWire(database.ownerUrl);
    clinic = await openFaultClinic({ ownerUrl: wire.ownerUrl, safeUrl: database.ownerUrl });
  });
  afterAll(async () => {
    await clinic.close();
    await wire.close();
    await database.drop();
  });

  const liveness = async (path: string) => (await fetch(`${clinic.server.url}${path}`)).status;

  test("every connection is ended, again and again", async () => {
    const load = clinic.load();
    for (let round = 0; round < 10; round++) {
      await load.until("acknowledged", 5 + random.below(10));
      await sleep(random.below(20));
      await clinic.query(
        "select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()",
      );
    }
    await load.until("acknowledged", 20);
    await load.stop();
    expectPolite(load);
    expect(load.others.filter(({ status }) => status === 503).length).toBeGreaterThan(0);
    await clinic.expectInBusiness(load);
  });

  test("the database cannot be reached for a while, again and again", async () => {
    const load = clinic.load();
    const before = clinic.screen.connections;
    for (let round = 0; round < 3; round++) {
      await load.until("acknowledged", 5 + random.below(10));
      wire.cut();
      await load.until("others", 10);
      expect([await liveness("/livez"), await liveness("/readyz"), await liveness("/metrics")]).toEqual([
        200, 503, 200,
      ]);
      await sleep(random.below(300));
      wire.mend();
    }
    await load.until("acknowledged", 20);
    await load.stop();
    expectPolite(load);
    expect(await liveness("/readyz")).toBe(200);
    await clinic.expectInBusiness(load);
    expect(clinic.screen.connections).toBe(before);
  });

  test("nothing passes for a while, and what waited is answered", async () => {
    const load = clinic.load();
    await load.until("acknowledged", 10);
    wire.swallow();
    await sleep(500);
    const early = load.others.length;
    wire.mend();
    await load.until("acknowledged", 20);
    await load.stop();
    expect(load.others.length).toBeGreaterThan(early);
    expectPolite(load);
    await clinic.expectInBusiness(load);
  });
});

test("PostgreSQL is stopped, and started again", async () => {
  const dataDir = mkdtempSync(join(tmpdir(), "tessera-faults-"));
  const port = await freePort();
  const start = () => startEmbedded({ dataDir, port, settings: { fsync: "off", synchronous_commit: "off" } });
  let postgres = await start();
  const { ownerUrl } = postgres;
  await migrate(ownerUrl);
  const clinic = await openFaultClinic({ ownerUrl, safeUrl: ownerUrl });
  const load = clinic.load();
  await load.until("acknowledged", 20);
  await postgres.stop();
  await load.until("others", 10);
  postgres = await start();
  await load.until("acknowledged", 20);
  await load.stop();
  expectPolite(load);
  await clinic.expectInBusiness(load);
  await clinic.close();
  await postgres.stop();
  await rm(dataDir, { recursive: true, force: true, maxRetries: 5 });
}, 60_000);
