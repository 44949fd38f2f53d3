import { readFileSync } from "node:fs";
import { Temporal } from "temporal-polyfill";
import { afterEach, beforeEach, expect, test } from "vitest";
import { openTestDatabase, type TestDatabase } from "../../../test/database.ts";
import { ensureAppSignIn } from "../../platform/app-role.ts";
import { Postgres } from "../../platform/database.ts";
import type { House } from "../../platform/house.ts";
import { verifyLaws } from "../laws/verify-laws.ts";
import { importFile, type ImportReport } from "./import-file.ts";
import { readMapping } from "./mapping.ts";

const fixtures = "test/fixtures/medscheduler";
let database: TestDatabase;
let postgres: Postgres;
let house: House;

beforeEach(async () => {
  database = await openTestDatabase();
  postgres = new Postgres(await ensureAppSignIn(database.ownerUrl));
  house = { postgres, now: () => Temporal.Instant.from("2026-11-01T12:00:00Z"), wake: () => {} };
});

afterEach(async () => {
  await postgres.close();
  await database.drop();
});

type Options = { dryRun?: boolean; skipBadRows?: boolean; onProgress?: (done: number, all: number) => void };

async function bringIn(text: string, mapping: object | string, options: Options = {}): Promise<ImportReport> {
  const json = typeof mapping === "string" ? mapping : JSON.stringify(mapping);
  const file = { name: "data.csv", bytes: Buffer.from(text) };
  return await importFile(house, {
    slug: "org",
    mapping: readMapping(json),
    file,
    dryRun: false,
    skipBadRows: false,
    ...options,
  });
}

const medscheduler = (what: "patients" | "appointments", options: Options = {}, changed = (text: string) => text) =>
  bringIn(
    changed(readFileSync(`${fixtures}/${what}.csv`, "utf8")),
    readFileSync(`${fixtures}/${what}.mapping.json`, "utf8"),
    options,
  );

async function organizationId(): Promise<string> {
  const [organization] = await house.postgres.directory<{ id: string }>("select id from organizations", []);
  return organization!.id;
}

const select = async <Row extends object>(sql: string): Promise<Row[]> =>
  await house.postgres.read(await organizationId(), (reader) => reader.rows<Row>(sql, []));

const setup = { organization: { name: "Org", country: "GR", currency: "EUR" } };
const patients = {
  source: "old",
  kind: "patients",
  key: "id",
  fields: { name: "name", phone: "phone", birth_date: "born" },
  setup,
};
const said = ({ problems }: ImportReport) => problems.map(({ line, column, code }) => `${line} ${column} ${code}`);

test("patients and then their appointments: booked, cancelled and attended as the file says, and the laws hold", async () => {
  expect(await medscheduler("patients")).toMatchObject({ rows: 130, created: 130, refused: 0 });
  const report = await medscheduler("appointments");
  expect(report).toMatchObject({ rows: 131, created: 130, left_out: 1, refused: 0, problems: [], stopped: null });
  const states = await select(
    `select a.status, v.status as visit, count(*)::integer as count from appointments a join visits v on v.appointment_id = a.id
     group by 1, 2 order by 1`,
  );
  expect(states).toEqual([
    { status: "cancelled", visit: "cancelled", count: 22 },
    { status: "completed", visit: "completed", count: 98 },
    { status: "confirmed", visit: "scheduled", count: 10 },
  ]);
  const queue = await select<{ numbers: number[]; arrivals: string[] }>(
    `select array_agg(queue_number order by queue_number) as numbers, array_agg(check_in_time::text order by queue_number) as arrivals
     from visits where queue_number is not null group by service_date order by service_date`,
  );
  for (const { numbers, arrivals } of queue) {
    expect(numbers).toEqual(numbers.map((_, i) => i + 1));
    expect(arrivals).toEqual([...arrivals].sort());
  }
  expect(await verifyLaws(house.postgres, await organizationId())).toEqual([]);
  expect(await medscheduler("appointments")).toMatchObject({ created: 0, unchanged: 130, left_out: 1, refused: 0 });
});

test("a dry run says what would be and writes nothing, not even the organization", async () => {
  const report = await medscheduler("patients", { dryRun: true });
  expect(report).toMatchObject({ dry_run: true, created: 130, unchanged: 0, refused: 0 });
  expect(await house.postgres.directory("select id from organizations", [])).toEqual([]);
  await medscheduler("patients");
  const appointments = await medscheduler("appointments", { dryRun: true });
  expect(appointments).toMatchObject({ dry_run: true, created: 130, refused: 0 });
  expect(await select("select id from appointments union all select id from clinics")).toEqual([]);
});

test("one bad row stops the file before anything is written; skipped, the others come in", async () => {
  const text =
    "\uFEFFid;name;phone;born\r\n1;Ada;6912345678;1990-02-30\r\n2;Αλαν;;\r\n3;;1,2E+9;2090-01-01\r\n2;Grace;;\r\n";
  const refused = await bringIn(text, patients);
  expect(said(refused)).toEqual([
    "2 born no_such_date",
    "4 phone mangled_number",
    "4 name missing",
    "5 id duplicate_key",
  ]);
  expect(refused).toMatchObject({ created: 0, refused: 3, stopped: "Nothing was imported: bad rows stop the file." });
  expect(await house.postgres.directory("select id from organizations", [])).toEqual([]);
  expect(await bringIn(text, patients, { skipBadRows: true })).toMatchObject({ created: 1, refused: 3, stopped: null });
  expect(await select("select name from patients")).toEqual([{ name: "Αλαν" }]);
});

test("what only the database knows stops the file too, with line and column", async () => {
  await bringIn("id,name,phone,born\n1,Ada,6912345678,\n", patients);
  const others = { ...patients, source: "other" };
  const text = "id,name,phone,born\n8,Grace,6912345679,\n9,Alan,6912345678,\n";
  for (const dryRun of [true, false]) {
    const report = await bringIn(text, others, { dryRun });
    expect(said(report)).toEqual(["3 phone phone_taken"]);
    expect(await select("select name from patients")).toEqual([{ name: "Ada" }]);
  }
  expect(await bringIn(text, others, { skipBadRows: true })).toMatchObject({ created: 1, refused: 1 });
});

test("appointments that the desk would refuse are refused with the cell that is wrong", async () => {
  await medscheduler("patients");
  const changed = (text: string) =>
    text
      .replace(",2026-01-01,08:00:00,", ",2026-01-01,07:00:00,") // before hours
      .replace(",2026-01-01,14:20:00,", ",2026-01-01,14:10:00,") // another one's time
      .replace("2025-12-18,2026-01-01,08:30:00", "2025-09-01,2026-01-01,08:30:00"); // too far ahead
  const report = await medscheduler("appointments", { dryRun: true }, changed);
  const codes = report.problems.map(({ column, code }) => `${column} ${code}`).sort();
  expect(codes).toEqual([
    "appointment_time beyond_horizon",
    "appointment_time outside_hours",
    "appointment_time slot_taken",
  ]);
});

test("an import that was interrupted goes on where it was", async () => {
  await medscheduler("patients");
  const interrupted = medscheduler("appointments", {
    onProgress: (done) => {
      if (done === 130 + 40) throw new Error("killed");
    },
  });
  await expect(interrupted).rejects.toThrow("killed");
  const [{ count } = { count: 0 }] = await select<{ count: number }>(
    "select count(*)::integer as count from appointments",
  );
  expect(count).toBeGreaterThanOrEqual(40);
  expect(count).toBeLessThan(130);
  expect(await medscheduler("appointments")).toMatchObject({ created: 130 - count, unchanged: count, refused: 0 });
  expect(await verifyLaws(house.postgres, await organizationId())).toEqual([]);
});

test("two imports of one file at once bring in every row once", async () => {
  await medscheduler("patients");
  // The first run makes clinic and hours; the race is about the rows.
  await medscheduler("appointments", {}, (text) => text.split("\n").slice(0, 2).join("\n"));
  const reports = await Promise.all([
    medscheduler("appointments", { skipBadRows: true }),
    medscheduler("appointments", { skipBadRows: true }),
  ]);
  const count = await select(
    "select count(*)::integer as count, count(distinct external_key)::integer as keys from imported_rows where kind = 'appointment'",
  );
  expect(count).toEqual([{ count: 130, keys: 130 }]);
  expect(await select("select count(*)::integer as count from appointments")).toEqual([{ count: 130 }]);
  expect(reports[0].created + reports[1].created).toBe(129);
  expect(await verifyLaws(house.postgres, await organizationId())).toEqual([]);
});

const clinic = {
  ...setup,
  clinics: [{ key: "main", name: "Main", timezone: "Europe/Athens" }],
  practitioners: [{ key: "dr", name: "Dr. Main", share_basis_points: 4000, clinics: ["main"] }],
  services: [
    { key: "talk", name: "Talk", duration_minutes: 20, price_minor: 4550, clinics: ["main"], practitioners: ["dr"] },
  ],
};
const walkIns = {
  source: "desk",
  kind: "visits",
  key: "no",
  fields: {
    clinic: { value: "main" },
    service: { value: "talk" },
    practitioner: "doctor",
    patient: "patient",
    arrived_at: "came",
    started_at: "began",
    ended_at: "ended",
    left_at: "left",
    paid_at: "paid",
    payment_method: { value: "visa" },
  },
  new_patient: { name: "patient" },
  setup: clinic,
};

test("walk-ins bring their patients along, and may pay before, after or not at all, or leave", async () => {
  const header = "no,patient,doctor,came,began,ended,left,paid\n";
  const rows = [
    "1,Ada,dr,2026-10-10 09:00,2026-10-10 09:10,2026-10-10 09:30,,2026-10-10 09:35",
    "2,Alan,Dr. Main,2026-10-10 08:50,2026-10-10 09:30,2026-10-10 09:50,,2026-10-10 08:55",
    "3,Ada,,2026-10-10 11:00,2026-10-10 11:10,2026-10-10 11:20,,",
    "4,Grace,,2026-10-10 11:05,,,2026-10-10 11:30,",
  ];
  const report = await bringIn(header + rows.join("\n"), walkIns);
  expect(report).toMatchObject({ created: 4, patients_created: 3, refused: 0 });
  const visits = await select(
    `select p.name, v.queue_number, v.status, m.status as payment, m.amount_paid_minor, m.practitioner_share_minor
     from visits v join patients p on p.id = v.patient_id join payments m on m.visit_id = v.id order by queue_number`,
  );
  expect(visits).toEqual([
    {
      name: "Alan",
      queue_number: 1,
      status: "completed",
      payment: "paid",
      amount_paid_minor: 4550,
      practitioner_share_minor: 1820,
    },
    {
      name: "Ada",
      queue_number: 2,
      status: "completed",
      payment: "paid",
      amount_paid_minor: 4550,
      practitioner_share_minor: 1820,
    },
    {
      name: "Ada",
      queue_number: 3,
      status: "pending_payment",
      payment: "pending",
      amount_paid_minor: 0,
      practitioner_share_minor: 0,
    },
    {
      name: "Grace",
      queue_number: 4,
      status: "left",
      payment: "pending",
      amount_paid_minor: 0,
      practitioner_share_minor: 0,
    },
  ]);
  const times = await select(
    `select queue_number, to_char(called_at, 'HH24:MI') as called, to_char(started_at, 'HH24:MI') as started,
       to_char(ended_at, 'HH24:MI') as ended, to_char(e.occurred_at, 'HH24:MI') as paid
     from visits v join payments m on m.visit_id = v.id left join payment_entries e on e.payment_id = m.id order by 1`,
  );
  expect(times).toEqual([
    { queue_number: 1, called: "06:30", started: "06:30", ended: "06:50", paid: "05:55" },
    { queue_number: 2, called: "06:10", started: "06:10", ended: "06:30", paid: "06:35" },
    { queue_number: 3, called: "08:10", started: "08:10", ended: "08:20", paid: null },
    { queue_number: 4, called: null, started: null, ended: "08:30", paid: null },
  ]);
  expect(await verifyLaws(house.postgres, await organizationId())).toEqual([]);
});

test("appointments may bring their patients along too, whom the trial forgets again", async () => {
  const hours = { clinic: "main", practitioner: "dr", start_local: "08:00", end_local: "16:00", slot_minutes: 20 };
  const appointments = {
    ...walkIns,
    kind: "appointments",
    fields: {
      clinic: { value: "main" },
      service: { value: "talk" },
      patient: "patient",
      starts_at: "starts",
      cancelled_at: "off",
    },
    setup: { ...clinic, schedule_rules: [{ ...hours, key: "hours", weekdays: [1, 2, 3, 4, 5] }] },
  };
  await bringIn("no,patient,starts,off\n1,Ada,2026-12-01 09:00,\n", appointments);
  const text = "no,patient,starts,off\n1,Ada,2026-12-01 09:00,\n2,Alan,2026-12-01 09:20,\n3,Alan,2026-12-02 09:20,\n";
  expect(await bringIn(text, appointments, { dryRun: true })).toMatchObject({ created: 2, patients_created: 1 });
  expect(await bringIn(text, appointments)).toMatchObject({
    created: 2,
    patients_created: 1,
    unchanged: 1,
    refused: 0,
  });
  const booked = await select(
    "select p.name, a.status from appointments a join patients p on p.id = a.patient_id order by a.starts_at",
  );
  expect(booked).toEqual(["Ada", "Alan", "Alan"].map((name) => ({ name, status: "confirmed" })));
});

test("practitioners come in with their clinics, and a clinic that is not there is named", async () => {
  const mapping = {
    source: "staff",
    kind: "practitioners",
    key: "no",
    fields: { name: "name", specialty: "field", clinics: { column: "where", separator: "/" } },
    setup: clinic,
  };
  const text = "no\tname\tfield\twhere\n1\tDr. A\tSkin\tMain\n2\tDr. B\t\tMain/North\n";
  const refused = await bringIn(text, mapping);
  expect(said(refused)).toEqual(["3 where unknown_reference"]);
});

test.each([
  ["", "1 null empty_file"],
  ["id,name,phone,born\n", "1 null no_rows"],
  ["id,name,phone\n1,Ada,\n", "1 born missing_column"],
  ["id,name,phone,born,name\n1,Ada,,,\n", "1 name duplicate_column"],
  ["id,name,phone,born,colour\n1,Ada,,,red\n", "1 colour unknown_column"],
  ["id,name,phone,born,\n1,Ada,,,\n", "1 (5) unnamed_column"],
])("the file %j is refused as a whole", async (text, problem) => {
  const refusal: unknown = await bringIn(text, patients).catch((error: unknown) => error);
  expect(said(refusal as ImportReport)).toContain(problem);
});

test("practitioners work at the clinics that their row names", async () => {
  const mapping = {
    source: "staff",
    kind: "practitioners",
    key: "no",
    fields: { name: "name", clinics: { column: "where", separator: "/" }, lanes: "lanes" },
    setup: clinic,
  };
  expect(await bringIn("no|name|where|lanes\n1|Dr. A|Main|2\n2|Dr. B||\n", mapping)).toMatchObject({ created: 2 });
  const found = await select(
    `select r.name, r.lanes, c.name as clinic from resources r
     left join practitioner_clinics p on p.practitioner_id = r.id left join clinics c on c.id = p.clinic_id
     where r.name like 'Dr. _' order by 1`,
  );
  expect(found).toEqual([
    { name: "Dr. A", lanes: 2, clinic: "Main" },
    { name: "Dr. B", lanes: 1, clinic: null },
  ]);
});
