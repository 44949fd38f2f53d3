import { setTimeout as sleep } from "node:timers/promises";
import { Temporal } from "temporal-polyfill";
import { afterEach, beforeEach, expect, test } from "vitest";
import pg from "pg";
import { openTestDatabase, type TestDatabase } from "../../../test/database.ts";
import { foundOrganization } from "../../../test/organization.ts";
import { openWard } from "../../../test/ward.ts";
import { ensureAppSignIn } from "../../platform/app-role.ts";
import { Postgres, type Transaction } from "../../platform/database.ts";
import type { House } from "../../platform/house.ts";
import { newId } from "../../platform/ids.ts";
import { InventoryKeeper } from "../keep-inventory.ts";
import { SessionsInStep } from "./keep-sessions.ts";
import { addSessionRule, changeSessionRule } from "./session-rule-record.ts";

/** Two organizations, each with a ward in Athens and a session every Monday; Monday 2 November 2026, 10:00. */
let database: TestDatabase;
let owner: pg.Client;
let postgres: Postgres;
let now: Temporal.Instant;
let house: House;
let woken: string[];
let [here, there]: [string, string] = ["", ""];
let ruleId = "";

beforeEach(async () => {
  now = Temporal.Instant.from("2026-11-02T08:00:00Z");
  woken = [];
  database = await openTestDatabase();
  owner = new pg.Client({ connectionString: database.ownerUrl });
  await owner.connect();
  postgres = new Postgres(await ensureAppSignIn(database.ownerUrl), { connections: 4 });
  house = { postgres, now: () => now, wake: (id) => void woken.push(id) };
  [here, there] = [newId(), newId()];
  ruleId = await found(here);
  await found(there);
});
afterEach(async () => {
  await postgres.close();
  await owner.end();
  await database.drop();
});

async function found(organizationId: string): Promise<string> {
  await foundOrganization(postgres, organizationId, { now });
  const write = <T>(work: (tx: Transaction) => Promise<T>) => postgres.write(organizationId, work);
  const { clinicId: clinic_id, serviceId: service_id, poolId: pool_id } = await openWard({ now, write });
  const monday = { weekday: 1, start_local: "07:00", end_local: "12:00", name: "Morning" };
  return (await write((tx) => addSessionRule(tx, { clinic_id, service_id, pool_id, ...monday }, now))).id;
}

interface Row {
  starts_at: Date;
  status: string;
}
const sessionsOf = async (organizationId: string) =>
  (await owner.query<Row>("select * from sessions where organization_id = $1 order by starts_at, id", [organizationId]))
    .rows;
const announced = async () => (await owner.query("select 1 from outbox where kind = 'session_updated'")).rows.length;

test("it makes what is missing, up to the horizon, and a day further when a day has gone by", async () => {
  const step = new SessionsInStep(house);
  await step.keep(here);
  const made = await sessionsOf(here);
  expect(made[0]!.starts_at.toISOString()).toBe("2026-11-02T05:00:00.000Z");
  expect(made.length).toBeGreaterThan(8);
  expect([woken, await sessionsOf(there)]).toEqual([[here], []]);
  now = now.add({ hours: 7 * 24 });
  await step.keep(here);
  expect(await sessionsOf(here)).toHaveLength(made.length + 1);
});

test("again it changes nothing and tells nobody, in this process or another", async () => {
  await new SessionsInStep(house).keep(here);
  const [made, told] = [await sessionsOf(here), await announced()];
  const step = new SessionsInStep(house);
  await step.keep(here);
  now = now.add({ minutes: 30 });
  await step.keep(here);
  expect(await sessionsOf(here)).toEqual(made);
  expect([await announced(), woken]).toEqual([told, [here]]);
});

test("it follows a change of the rule, and ends what is over", async () => {
  const step = new SessionsInStep(house);
  await step.keep(here);
  await postgres.write(here, (tx) => changeSessionRule(tx, ruleId, { start_local: "08:00" }, null, now));
  now = now.add({ hours: 3 });
  await step.keep(here);
  const [today, next] = await sessionsOf(here);
  expect(today!.status).toBe("done");
  expect([next!.status, next!.starts_at.toISOString()]).toEqual(["open", "2026-11-09T06:00:00.000Z"]);
});

test(
  "one organization that fails keeps no other one waiting, and is done when it can be",
  { timeout: 60_000 },
  async () => {
    await owner.query(`
    create function refuse() returns trigger language plpgsql as $$ begin raise exception 'Eleni cannot'; end $$;
    create trigger refuse before insert on sessions for each row when (new.organization_id = '${here}') execute function refuse()`);
    const said: object[] = [];
    const keeper = new InventoryKeeper(house, { error: (about) => said.push(about) });
    keeper.wake(here);
    keeper.wake(there);
    await until(async () => (await sessionsOf(there)).length > 8);
    expect([await sessionsOf(here), said]).toEqual([[], [{ name: "error", code: "P0001" }]]);
    await owner.query("drop trigger refuse on sessions");
    keeper.wake(here);
    await until(async () => (await sessionsOf(here)).length > 8);
    await keeper.stop();
    expect(said).toHaveLength(1);
  },
);

async function until(what: () => Promise<boolean>): Promise<void> {
  for (let i = 0; i < 1_000; i++) {
    if (await what()) return;
    await sleep(25);
  }
  throw new Error("It did not come to that.");
}
