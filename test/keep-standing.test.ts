import assert from "node:assert/strict";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { keepStanding } from "../src/reception/sessions/keep-standing.ts";
import { fingerprint } from "./fingerprint.ts";
import { withClient } from "./postgres-server.ts";
import { openTestServer, type TestServer } from "./server.ts";
import { WardScene } from "./ward-scene.ts";

/** Two wards of two organizations, with a patient each who comes every Thursday. */
let server: TestServer;
let here: WardScene;
let there: WardScene;
const said: object[] = [];

beforeAll(async () => {
  server = await openTestServer();
  here = await openStanding("standing-here");
  there = await openStanding("standing-there");
});
afterEach(async () => {
  said.length = 0;
  assert.deepEqual(await server.verify(), []);
});
afterAll(() => server.close());

async function openStanding(slug: string): Promise<WardScene> {
  const ward = await WardScene.open(server, { slug, beds: 1 });
  const standing = { patient_id: await ward.patient(), session_rule_ids: ward.ruleIds, starts_on: "2026-11-20" };
  const { status, body } = await ward.post("/standing-admissions", standing);
  assert.equal(status, 201, JSON.stringify(body));
  return ward;
}

const openKeeper = () => keepStanding(server.house, { error: (about) => said.push(about) });
const read = (ward: WardScene) => fingerprint(server.ownerUrl, ward.ids.organizationId);

/** The sessions from a month on to which nobody is admitted. */
const gaps = async (ward: WardScene, from: string) =>
  (await ward.sessions(from, "2027-12-31")).filter(({ admitted }) => admitted === 0).length;

async function filled(ward: WardScene, from: string): Promise<void> {
  for (let i = 0; i < 400 && (await gaps(ward, from)) > 0; i++) await sleep(25);
  expect(await gaps(ward, from)).toBe(0);
}

test("after a start it admits to everything that is there, and then to what news tell of", async () => {
  for (const ward of [here, there]) await ward.generate("2026-12-31", "2027-02-01");
  expect(await gaps(here, "2026-12-31")).toBe(5);
  const keeper = openKeeper();
  keeper.start();
  await filled(here, "2026-12-31");
  await filled(there, "2026-12-31");
  await here.generate("2027-02-01", "2027-03-01");
  keeper.wake(here.ids.organizationId);
  await filled(here, "2027-02-01");
  await keeper.stop();
  expect(said).toEqual([]);
});

test("again it changes nothing", async () => {
  const before = await read(here);
  // Organizations take turns: whatever it does here is done when it has come there.
  await there.generate("2027-02-01", "2027-03-01");
  const keeper = openKeeper();
  keeper.wake(here.ids.organizationId);
  keeper.wake(there.ids.organizationId);
  await filled(there, "2027-02-01");
  await keeper.stop();
  expect([await read(here), said]).toEqual([before, []]);
});

test("one organization that fails keeps no other one waiting, and is done when it can be", async () => {
  for (const ward of [here, there]) await ward.generate("2027-03-01", "2027-04-01");
  const { organizationId } = here.ids;
  await sql(`
    create function refuse() returns trigger language plpgsql as $$ begin raise exception 'Eleni cannot'; end $$;
    create trigger refuse before insert on appointments for each row
      when (new.organization_id = '${organizationId}') execute function refuse()`);
  const keeper = openKeeper();
  keeper.wake(organizationId);
  keeper.wake(there.ids.organizationId);
  await filled(there, "2027-03-01");
  expect([await gaps(here, "2027-03-01"), said]).toEqual([4, [{ name: "error", code: "P0001" }]]);
  await sql("drop trigger refuse on appointments");
  keeper.wake(organizationId);
  await filled(here, "2027-03-01");
  await keeper.stop();
  expect(said).toHaveLength(1);
});

const sql = (text: string) => withClient(server.ownerUrl, (client) => client.query(text));
