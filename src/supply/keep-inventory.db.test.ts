import { setTimeout as sleep } from "node:timers/promises";
import { Temporal } from "temporal-polyfill";
import { afterEach, beforeEach, expect, test } from "vitest";
import pg from "pg";
import { ensureAppSignIn } from "../platform/app-role.ts";
import { Postgres } from "../platform/database.ts";
import type { House } from "../platform/house.ts";
import { newId } from "../platform/ids.ts";
import { openTestDatabase, type TestDatabase } from "../../test/database.ts";
import { foundOrganization } from "../../test/organization.ts";
import { openClinic } from "./clinic-record.ts";
import { InventoryKeeper } from "./keep-inventory.ts";
import { registerPractitioner } from "./practitioner-record.ts";
import { addScheduleRule } from "./schedule-rule-record.ts";

/** Two dozen people who work an hour a day, in a database whose connections can be taken away. */
let database: TestDatabase;
let owner: pg.Client;
let postgres: Postgres;
let now = Temporal.Instant.from("2026-11-02T08:00:00Z");
let house: House;
let said: object[];
const organizationId = newId();
const people = 24;
/** Four slots an hour, from yesterday to the day before the 31st from today. */
const slotsEach = 4 * 32;

beforeEach(async () => {
  now = Temporal.Instant.from("2026-11-02T08:00:00Z");
  said = [];
  database = await openTestDatabase();
  owner = new pg.Client({ connectionString: database.ownerUrl });
  await owner.connect();
  postgres = new Postgres(await ensureAppSignIn(database.ownerUrl), { connections: 4 });
  house = { postgres, now: () => now, wake: () => {} };
  await foundOrganization(postgres, organizationId, { now });
  await postgres.write(organizationId, async (tx) => {
    const { id: clinic_id } = await openClinic(tx, { name: "Here", timezone: "UTC" }, now);
    for (let i = 0; i < people; i++) {
      const { id } = await registerPractitioner(tx, { name: "Eleni", clinic_ids: [clinic_id] }, now);
      const hour = { start_local: "09:00", end_local: "10:00", slot_minutes: 15 };
      const rules = [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({ resource_id: id, clinic_id, weekday, ...hour }));
      await Promise.all(rules.map((rule) => addScheduleRule(tx, rule, now)));
    }
  });
});
afterEach(async () => {
  await postgres.close();
  await owner.end();
  await database.drop();
});

const openKeeper = () => new InventoryKeeper(house, { error: (about) => said.push(about) });
const query = async <Row extends object>(sql: string) => (await owner.query<Row & pg.QueryResultRow>(sql)).rows;
const countsOf = async () =>
  (await query<{ count: number }>("select count(*)::int as count from slots group by resource_id")).map(
    ({ count }) => count,
  );
const dueOf = async () => (await query("select 1 from slot_inventories where due_since is not null")).length;

async function until(what: () => Promise<boolean>): Promise<void> {
  for (let i = 0; i < 1_000; i++) {
    if (await what()) return;
    await sleep(25);
  }
  throw new Error("It did not come to that.");
}

test("one that stops finishes the resource under way and leaves the rest due", async () => {
  const keeper = openKeeper();
  keeper.start();
  await until(async () => (await countsOf()).length > 3);
  await keeper.stop();
  const counts = await countsOf();
  expect(new Set(counts)).toEqual(new Set([slotsEach]));
  expect(await dueOf()).toBe(people - counts.length);
  expect(counts.length).toBeLessThan(people);
  keeper.wake(organizationId);
  expect(await countsOf()).toHaveLength(counts.length);
  expect(said).toEqual([]);
});

test("two at once make each inventory once, and a day later a day more", async () => {
  const keepers = [openKeeper(), openKeeper()];
  for (const keeper of keepers) keeper.start();
  await until(async () => (await dueOf()) === 0);
  expect(await countsOf()).toEqual(Array(people).fill(slotsEach));
  now = now.add({ hours: 24 });
  for (const keeper of keepers) keeper.wake(organizationId);
  await until(async () => (await countsOf()).every((count) => count === slotsEach + 4));
  await until(async () => (await dueOf()) === 0);
  const [covered] = await query<{ until: string }>(
    "select distinct generated_until::text as until from slot_inventories",
  );
  expect(covered).toEqual({ until: "2026-12-04" });
  for (const keeper of keepers) await keeper.stop();
  expect(said).toEqual([]);
});

test("one that loses its database goes on when it is back, and says nothing", async () => {
  const keeper = openKeeper();
  keeper.start();
  for (let i = 0; i < 5; i++) {
    await until(async () => (await countsOf()).length > 2 * i);
    await owner.query(
      "select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()",
    );
  }
  await until(async () => (await dueOf()) === 0);
  expect(await countsOf()).toEqual(Array(people).fill(slotsEach));
  await keeper.stop();
  expect(said).toEqual([]);
});

test("what cannot be made does not keep the others waiting, and is told without names", async () => {
  await owner.query(`
    create function refuse() returns trigger language plpgsql as $$ begin raise exception 'Eleni cannot'; end $$;
    create trigger refuse before insert on slots for each row
      when (new.resource_id = '${(await query<{ id: string }>("select id from practitioners order by id limit 1"))[0]!.id}') execute function refuse()`);
  const keeper = openKeeper();
  keeper.start();
  await until(async () => (await dueOf()) === 1);
  expect(await countsOf()).toEqual(Array(people - 1).fill(slotsEach));
  await keeper.stop();
  expect(said).toEqual([{ name: "error", code: "P0001" }]);
});
