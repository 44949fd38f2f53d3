import { readFileSync } from "node:fs";
import { Temporal } from "temporal-polyfill";
import { afterAll, beforeAll, expect, test } from "vitest";
import { importFile, type ImportReport } from "../src/interop/import/import-file.ts";
import { readMapping } from "../src/interop/import/mapping.ts";
import { verifyLaws } from "../src/interop/laws/verify-laws.ts";
import { ensureAppSignIn } from "../src/platform/app-role.ts";
import { Postgres } from "../src/platform/database.ts";
import type { House } from "../src/platform/house.ts";
import { openTestDatabase, type TestDatabase } from "./database.ts";
import { findHanguFile } from "./hangu-file.ts";

const mapping = readMapping(readFileSync("docs/how-to/hangu.mapping.json", "utf8"));
const file = findHanguFile();

let database: TestDatabase;
let house: House;
let postgres: Postgres;
let report: ImportReport;
let organizationId: string;

const run = () =>
  importFile(house, {
    slug: "hangu",
    mapping,
    file: { name: "Data.csv", bytes: file.bytes },
    dryRun: false,
    skipBadRows: false,
  });

const select = async <Row extends object>(sql: string): Promise<Row[]> =>
  await house.postgres.read(organizationId, (reader) => reader.rows<Row>(sql, []));

beforeAll(async () => {
  database = await openTestDatabase();
  postgres = new Postgres(await ensureAppSignIn(database.ownerUrl));
  house = { postgres, now: () => Temporal.Now.instant(), wake: () => {} };
  report = await run();
  const [organization] = await postgres.directory<{ id: string }>("select id from organizations", []);
  organizationId = organization!.id;
  console.info(`${report.created} visits, ${report.per_second} per second`);
}, 600_000);

afterAll(async () => {
  await postgres.close();
  await database.drop();
});

test("every consultation becomes a visit of a patient, and nothing is refused", () => {
  expect(report).toMatchObject({
    rows: file.visits,
    created: file.visits,
    patients_created: file.patients,
    unchanged: 0,
    refused: 0,
    problems: [],
    notes: [],
  });
});

test("what was paid is paid and complete, what was not waits for its payment", async () => {
  const found = await select(
    `select v.status as visit, p.status as payment, count(*)::integer as count
     from visits v join payments p on p.visit_id = v.id group by 1, 2 order by 1`,
  );
  expect(found).toEqual([
    { visit: "completed", payment: "paid", count: file.paid },
    { visit: "pending_payment", payment: "pending", count: file.visits - file.paid },
  ]);
});

test("each date numbers its queue from 1 without a gap, in the order of the consultations", async () => {
  const days = await select<{ numbers: number[]; starts: number[] }>(
    `select array_agg(queue_number order by queue_number) as numbers,
       array_agg(extract(epoch from started_at)::integer order by queue_number) as starts
     from visits group by service_date`,
  );
  expect(days).toHaveLength(file.dates);
  for (const { numbers, starts } of days) {
    expect(numbers).toEqual(numbers.map((_, i) => i + 1));
    expect(starts).toEqual([...starts].sort((a, b) => a - b));
  }
});

test("sessions ascend, fall on their weekday in their month, and a morning shares its date with the afternoon after it", async () => {
  const keys = await select<{ key: string; date: Temporal.PlainDate; minute: number }>(
    `select i.external_key as key, v.service_date as date,
       extract(epoch from v.started_at at time zone 'Asia/Shanghai' - v.service_date)::integer / 60 as minute
     from imported_rows i join visits v on v.id = i.subject_id where i.kind = 'visit'`,
  );
  const datesOfSession = new Map(keys.map(({ key, date }) => [(JSON.parse(key) as string[])[0]!, date]));
  const sessions = sessionsOfFile();
  let last = Temporal.PlainDate.from("2018-01-01");
  for (const [i, { session, month, weekday, half }] of sessions.entries()) {
    const date = datesOfSession.get(session)!;
    const before = sessions[i - 1];
    const continues =
      half === "afternoon" && before?.half === "morning" && before.weekday === weekday && before.month === month;
    expect(Temporal.PlainDate.compare(date, last)).toBe(continues ? 0 : 1);
    expect(date.toLocaleString("en", { weekday: "long" })).toBe(weekday);
    expect(date.toLocaleString("en", { month: "long" })).toBe(month);
    last = date;
  }
  expect(last.toString()).toBe(file.lastDate);
  const halves = new Map(sessions.map(({ session, half }) => [session, half]));
  for (const { key, minute } of keys)
    expect(minute < 14 * 60).toBe(halves.get((JSON.parse(key) as string[])[0]!) === "morning");
});

test("each half day of the week has its rule, and no consultation starts outside of it", async () => {
  const [{ count } = { count: 0 }] = await select<{ count: number }>(
    "select count(*)::integer as count from schedule_rules",
  );
  expect(count).toBe(new Set(sessionsOfFile().map(({ weekday, half }) => weekday + half)).size);
  const outside = await select(
    `select v.id from visits v where not exists (
       select 1 from schedule_rules r where r.resource_id = v.practitioner_id and r.weekday = extract(isodow from v.service_date)
         and v.service_date between r.valid_from and r.valid_to
         and (v.started_at at time zone r.timezone)::time >= r.start_local
         and (v.ended_at at time zone r.timezone)::time <= r.end_local)`,
  );
  expect(outside).toEqual([]);
});

test("the laws hold", async () => {
  expect(await verifyLaws(house.postgres, organizationId)).toEqual([]);
});

test("a second run changes nothing", async () => {
  const state = `select md5(string_agg(v::text, '' order by id)) as visits,
    (select md5(string_agg(p::text, '' order by id)) from payments p) as payments,
    (select count(*)::integer from imported_rows) as keys, (select count(*)::integer from outbox) as effects from visits v`;
  const before = await select(state);
  expect(await run()).toMatchObject({ created: 0, patients_created: 0, unchanged: file.visits, refused: 0 });
  expect(await select(state)).toEqual(before);
});

function sessionsOfFile() {
  const rows = file.bytes.toString().trim().split(/\r?\n/).slice(1);
  const sessions = rows.map((row) => row.split(","));
  const named = sessions.map(
    ([, session = "", month = "", weekday = "", , half = ""]) => [session, { session, month, weekday, half }] as const,
  );
  return [...new Map(named).values()];
}
