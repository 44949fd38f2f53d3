import type pg from "pg";
import { afterAll, beforeAll, expect, test } from "vitest";
import { verifyLaws } from "../src/interop/laws/verify-laws.ts";
import type { Contract } from "./answers.ts";
import { contractDesk, morning } from "./contract-desk.ts";
import { withClient } from "./postgres-server.ts";
import { openTestServer, type TestServer } from "./server.ts";

/** Contracts are broken on purpose, one thing at a time, and the laws say which. */
let server: TestServer;
const made: Partial<Record<"draft" | "signed" | "done" | "cancelled", Contract>> = {};

beforeAll(async () => {
  server = await openTestServer();
  const at = contractDesk(server);
  server.clock.now = morning;
  made.draft = await at.draw();
  made.signed = await at.signed([at.consultations({ price_minor: 1000 })]);
  await at.give((await at.ticketsOf(made.signed))[0]);
  made.done = await at.signed([at.consultations({ sessions: 1, price_minor: 1000 })]);
  await at.complete((await at.give((await at.ticketsOf(made.done))[0])).body);
  made.cancelled = await at.signed([at.consultations({ sessions: 3, price_minor: 1000 })]);
  await at.complete((await at.give((await at.ticketsOf(made.cancelled))[0])).body);
  await at.enter(made.cancelled, "receipt", 3000);
  await at.cancel(made.cancelled);
  await at.enter(made.cancelled, "refund", 500);
});
afterAll(() => server.close());

const contract = (which: keyof typeof made) => `'${made[which]!.id}'`;
const payment = (which: keyof typeof made) => `'${made[which]!.payment_id}'`;
const request = (which: keyof typeof made) => `'${made[which]!.lines[0]!.request_id}'`;

const paid =
  "6 A contract has one payment from when it is signed: of what it sells, or of what was given or paid when it is cancelled";
const refund = "6 What is to be given back of a cancelled contract is what was paid beyond what was given";
const free = "6 A session that a contract has paid for costs nothing at the desk";
const requested =
  "8 A line has one request of as many sessions from when its contract is signed, for the same patient, service and clinic";
const ended =
  "8 A contract is completed exactly when all its sessions were given or used up, and nothing of a cancelled one is ahead";
const asMany = "8 A request's tickets are as many as it asked for, and its status follows from them";
const once =
  "8 A scheduled ticket has exactly one live appointment, a completed one the appointment that gave it, a planned one none";

const add = (table: string, id: string, change: object) =>
  `insert into ${table} select (jsonb_populate_record(t, '${JSON.stringify(change)}')).* from ${table} t where id = ${id}`;
const other = "01890000-0000-7000-8000-0000000000bb";

test.each<[what: string, breaks: () => string, laws: string[]]>([
  ["nothing", () => "select 1", []],
  [
    "a draft that is owed for",
    () => add("payments", payment("signed"), { id: other, contract_id: made.draft!.id }),
    [paid],
  ],
  ["a signed contract that nobody pays", () => `delete from payments where id = ${payment("signed")}`, [paid]],
  [
    "a payment of another sum",
    () =>
      `update payments set price_minor = 1999, charge_minor = 1999, total_minor = 1999, clinic_share_minor = 1999 where id = ${payment("signed")}`,
    [paid],
  ],
  [
    "a practitioner's share of it",
    () => `update payments set practitioner_share_minor = 1, clinic_share_minor = 1999 where id = ${payment("signed")}`,
    [paid],
  ],
  [
    "somebody else who pays",
    () => `update payments set patient_id = '${server.ids.patientIds[1]}' where id = ${payment("signed")}`,
    [paid],
  ],
  [
    "a cancelled contract that is owed for in full",
    () =>
      `update payments set charge_minor = 3000, total_minor = 3000, clinic_share_minor = 3000, status = 'pending', paid_at = null where id = ${payment("cancelled")}`,
    [paid],
  ],
  [
    "too much to give back",
    () => `update contracts set refund_due_minor = 2001 where id = ${contract("cancelled")}`,
    [refund],
  ],
  [
    "too little to give back",
    () => `update contracts set refund_due_minor = 1499 where id = ${contract("cancelled")}`,
    [refund],
  ],
  [
    "nothing said of what to give back",
    () => `update contracts set refund_due_minor = null where id = ${contract("cancelled")}`,
    [refund],
  ],
  [
    "a session that is paid for twice",
    () => `update payments set price_minor = 5, charge_minor = 5, total_minor = 5, clinic_share_minor = 5, status = 'pending', paid_at = null
           where appointment_id in (select id from appointments where session_ticket_id in (select id from session_tickets where request_id = ${request("signed")}))`,
    [free],
  ],
  [
    "a line without its request",
    () => `update booking_requests set contract_line_id = null where id = ${request("signed")}`,
    [requested],
  ],
  [
    "a request for fewer sessions",
    () => `update booking_requests set sessions = 1 where id = ${request("signed")}`,
    [asMany, requested],
  ],
  [
    "a request of somebody else",
    () => `update booking_requests set patient_id = '${server.ids.patientIds[1]}' where id = ${request("done")}`,
    [once, requested],
  ],
  [
    "an end that came too early",
    () => `update contracts set status = 'completed', completed_at = now() where id = ${contract("signed")}`,
    [ended],
  ],
  [
    "an end that did not come",
    () => `update contracts set status = 'confirmed', completed_at = null where id = ${contract("done")}`,
    [ended],
  ],
  [
    "a session ahead of a cancelled contract",
    () =>
      `update session_tickets set status = 'planned' where request_id = ${request("cancelled")} and status = 'cancelled'`,
    [asMany, ended],
  ],
])("%s", async (_, breaks, laws) => {
  const found = await broken(breaks());
  expect([...new Set(found.map(({ law, title }) => `${law} ${title}`))]).toEqual(laws);
  expect(found.every(({ rows }) => rows.length > 0)).toBe(true);
});

/** What is found while it is broken; then everything is as before, from a copy of each table that is touched. */
async function broken(statement: string) {
  const tables = ["contracts", "contract_lines", "booking_requests", "session_tickets", "payments"];
  return await withClient(server.ownerUrl, async (client) => {
    await client.query("set session_replication_role = replica");
    for (const table of tables) await client.query(`create temp table kept_${table} as table ${table}`);
    try {
      await client.query(statement);
      return await verifyLaws(server.postgres, server.ids.organizationId);
    } finally {
      for (const table of tables) {
        const columns = await storedColumns(client, table);
        await client.query(
          `delete from ${table}; insert into ${table} (${columns}) select ${columns} from kept_${table}`,
        );
        await client.query(`drop table kept_${table}`);
      }
    }
  });
}

/** Those that are not generated, and so can be written. */
async function storedColumns(client: pg.Client, table: string): Promise<string> {
  const { rows } = await client.query<{ names: string }>(
    "select string_agg(quote_ident(attname), ', ' order by attnum) as names from pg_attribute where attrelid = $1::regclass and attnum > 0 and attgenerated = '' and not attisdropped",
    [table],
  );
  return rows[0]!.names;
}
