import { Temporal } from "temporal-polyfill";
import { afterAll, beforeAll, expect, test } from "vitest";
import { verifyLaws } from "../src/interop/laws/verify-laws.ts";
import { withClient } from "./postgres-server.ts";
import { openTestServer, type TestServer } from "./server.ts";
import { WaitlistScene } from "./waitlist-scene.ts";

/** Law 11 finds what breaks it. */
let server: TestServer;
beforeAll(async () => {
  server = await openTestServer();
  server.clock.now = Temporal.Instant.from("2026-11-18T08:00:00Z");
  const scene = new WaitlistScene(server, server.ids);
  const first = await scene.wait();
  await scene.free("2026-11-19T10:00:00Z");
  await scene.keep();
  await scene.answer(await scene.offerOf(first), "accept");
  await scene.wait();
  await scene.free("2026-11-19T12:00:00Z");
  await scene.keep();
});
afterAll(() => server.close());

const aHold = "An offer that waits for an answer is a hold of its request's session, for as long as it says";
const oneOffer =
  "An opening is on offer exactly while one offer of it waits for an answer, and filled by the one that was accepted";
const within =
  "What waits for an answer has some of its opening, and is at the clinic and with the practitioner that it frees";
const oneEach = "A request has at most one offer that waits for an answer, and no opening is offered to it twice";
const live = "status = 'offered'";
const copied = (change: string) =>
  `alter table waitlist_offers drop constraint waitlist_offers_appointment_key;
   insert into waitlist_offers select (jsonb_populate_record(o, '{"id": "${crypto.randomUUID()}"${change}}')).* from waitlist_offers o where ${live}`;

test.each<[string, string, string[]]>([
  ["nothing", "select 1", []],
  ["an offer that outlives its hold", `update waitlist_offers set expires_at = now() where ${live}`, [aHold]],
  [
    "an offer of another's session",
    `update waitlist_offers set request_id = (select request_id from waitlist_offers where status = 'accepted') where ${live}`,
    [aHold],
  ],
  [
    "an opening that is forgotten",
    "update waitlist_openings set status = 'open' where status = 'on_offer'",
    [oneOffer],
  ],
  ["an opening that nobody filled", "update waitlist_openings set status = 'filled'", [oneOffer]],
  [
    "an opening that is elsewhere",
    "update waitlist_openings set starts_at = ends_at, ends_at = ends_at + interval '1 minute' where status = 'on_offer'",
    [within],
  ],
  ["an offer that is made twice", copied(""), [oneOffer, oneEach]],
  [
    "an opening that is offered again",
    copied(', "status": "declined", "decided_at": "2026-11-18T08:00:00Z"'),
    [oneEach],
  ],
])("finds %s", async (_, statement, titles) => {
  const found = await withClient(server.ownerUrl, async (client) => {
    await client.query("begin");
    await client.query(statement);
    // As the application reads them, but from within what is taken back.
    const rows = async <Row extends object>(sql: unknown, values: readonly unknown[]) =>
      (await client.query<Row & Record<string, unknown>>(sql as string, [...values])).rows;
    const database = { organizationId: server.ids.organizationId, rows } as never;
    const postgres = { read: (_id: string, work: (found: never) => Promise<unknown>) => work(database) } as never;
    const breaches = await verifyLaws(postgres, server.ids.organizationId);
    await client.query("rollback");
    return breaches;
  });
  expect([...new Set(found.map(({ title }) => title))]).toEqual(titles);
});
