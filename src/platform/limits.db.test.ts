import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from "vitest";
import { openTestDatabase, type TestDatabase } from "../../test/database.ts";
import { openDatabaseWire } from "../../test/database-wire.ts";
import { ensureAppSignIn } from "./app-role.ts";
import { Postgres, type Transaction } from "./database.ts";
import { newId } from "./ids.ts";

const organizationId = newId();
const unavailable = { name: "DomainError", code: "unavailable" };

let database: TestDatabase;
let owner: pg.Client;
let postgres: Postgres;
beforeAll(async () => {
  database = await openTestDatabase();
  owner = new pg.Client({ connectionString: database.ownerUrl });
  await owner.connect();
  postgres = await connect();
});
afterAll(async () => {
  await owner.end();
  await postgres.close();
  await database.drop();
});

const connect = async (options?: ConstructorParameters<typeof Postgres>[1], ownerUrl = database.ownerUrl) =>
  new Postgres(await ensureAppSignIn(ownerUrl), { connections: 2, ...options });

const write = <T>(work: (tx: Transaction) => Promise<T>) => postgres.write(organizationId, work);
const one = (handle: Pick<Transaction, "rows">) => handle.rows("select 1 as one", []);

async function expectUsable(house = postgres): Promise<void> {
  const reads = Array.from({ length: 4 }, () => house.read(organizationId, one));
  expect(await Promise.all(reads)).toEqual([[{ one: 1 }], [{ one: 1 }], [{ one: 1 }], [{ one: 1 }]]);
}

/** As the owner, in a transaction that lasts as long as the test. */
async function hold(sql: string): Promise<void> {
  await owner.query("begin");
  onTestFinished(async () => void (await owner.query("rollback")));
  await owner.query(sql);
}

describe("the database does not work for somebody who has gone", () => {
  test.for([
    ["statement_timeout", "15s"],
    ["lock_timeout", "8s"],
    ["idle_in_transaction_session_timeout", "30s"],
    ["TimeZone", "UTC"],
  ] as const)("%s is %s", async ([name, value]) => {
    const [row] = await postgres.read(organizationId, (it) => it.rows("select current_setting($1) as value", [name]));
    expect(row).toEqual({ value });
  });

  test("a statement that takes too long is unavailable, and so is what was sent behind it", async () => {
    const slow = write(async (tx) => {
      const sent = [tx.rows("set local statement_timeout = 50", []), tx.rows("select pg_sleep(5)", []), one(tx)];
      tx.commit();
      return await Promise.all(sent);
    });
    await expect(slow).rejects.toMatchObject(unavailable);
    await expectUsable();
  });

  test("a lock that does not come is unavailable", async () => {
    await hold("lock table patients in access exclusive mode");
    const waiting = write((tx) =>
      Promise.all([tx.rows("set local lock_timeout = 50", []), tx.rows("select 1 from patients limit 1", [])]),
    );
    await expect(waiting).rejects.toMatchObject(unavailable);
    await expectUsable();
  });

  test("a transaction that stands still is ended, and its connection replaced", async () => {
    const standing = write(async (tx) => {
      await tx.rows("set local idle_in_transaction_session_timeout = 50", []);
      await sleep(200);
      return await one(tx);
    });
    await expect(standing).rejects.toMatchObject(unavailable);
    await expectUsable();
  });

  test("a write that meets a database that only reads is unavailable, and reading goes on", async () => {
    const standby = write((tx) =>
      Promise.all([tx.rows("set local transaction_read_only = on", []), tx.rows("delete from idempotency_keys", [])]),
    );
    await expect(standby).rejects.toMatchObject(unavailable);
    await expectUsable();
  });
});

describe("who cannot have a connection", () => {
  test("is refused at once when enough others wait for one", async () => {
    const house = await connect({ connections: 1, waiting: 2 });
    onTestFinished(() => house.close());
    await hold("lock table patients in access exclusive mode");
    const blocked = house.read(organizationId, (it) => it.rows("select 1 from patients limit 1", []));
    await sleep(50);
    const waiting = [house.read(organizationId, one), house.read(organizationId, one)];
    await expect(house.read(organizationId, one)).rejects.toMatchObject(unavailable);
    expect(house.load).toMatchObject({ total: 1, idle: 0, waiting: 2 });
    await owner.query("rollback");
    await blocked;
    expect(await Promise.all(waiting)).toHaveLength(2);
  });

  test("and waits for five seconds at most", async () => {
    const house = await connect({ connections: 1 });
    onTestFinished(() => house.close());
    await hold("lock table patients in access exclusive mode");
    const blocked = house.read(organizationId, (it) => it.rows("select 1 from patients limit 1", []));
    await expect(house.read(organizationId, one)).rejects.toMatchObject(unavailable);
    await owner.query("rollback");
    await blocked;
    await expectUsable(house);
  });
});

describe("a database that is gone", () => {
  const away = async (options: ConstructorParameters<typeof Postgres>[1] = {}) => {
    const wire = await openDatabaseWire(database.ownerUrl);
    const house = await connect(options, wire.ownerUrl);
    onTestFinished(async () => {
      await wire.close();
      await house.close();
    });
    await expectUsable(house);
    return { wire, house };
  };

  test("is unavailable when it refuses connections, and there again when it is back", async () => {
    const { wire, house } = await away();
    const underWay = house.read(organizationId, (it) => it.rows("select pg_sleep(5)", []));
    const ended = underWay.catch((error: unknown) => error);
    await sleep(50);
    wire.cut();
    expect(await ended).toMatchObject(unavailable);
    for (let i = 0; i < 4; i++) await expect(house.write(organizationId, one)).rejects.toMatchObject(unavailable);
    await expect(house.directory("select 1", [])).rejects.toMatchObject(unavailable);
    wire.mend();
    await expectUsable(house);
  });

  test("is unavailable when nothing comes from it any more, and there again when it is back", async () => {
    const { wire, house } = await away({ silenceMs: 300 });
    wire.swallow();
    const asked = Array.from({ length: 4 }, () => house.write(organizationId, one));
    for (const one of await Promise.allSettled(asked)) expect(one).toMatchObject({ reason: unavailable });
    wire.mend();
    await expectUsable(house);
  });
});
