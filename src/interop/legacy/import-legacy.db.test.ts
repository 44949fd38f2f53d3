import { readFileSync } from "node:fs";
import { afterEach, beforeEach, expect, test } from "vitest";
import { openTestOrganization, type TestOrganization } from "../../../test/organization.ts";
import { offerService } from "../../demand/service-record.ts";
import { openClinic } from "../../supply/clinic-record.ts";
import { registerPractitioner } from "../../supply/practitioner-record.ts";
import { addResource } from "../../supply/resource-record.ts";
import { importLegacy } from "./import-legacy.ts";
import type { LegacyReport } from "./legacy-report.ts";
import { readLegacyFile } from "./read-legacy-file.ts";

const fixture = readFileSync("test/fixtures/legacy-schedules/two-doctors.json", "utf8");

let organization: TestOrganization;
let ids: Record<string, string>;

beforeEach(async () => {
  organization = await openTestOrganization();
  const { now } = organization;
  ids = await organization.write(async (tx) => {
    const { id: athens } = await openClinic(tx, { name: "Athens", timezone: "Europe/Athens" }, now);
    const { id: cairo } = await openClinic(tx, { name: "Cairo", timezone: "Africa/Cairo" }, now);
    const { id: room } = await addResource(tx, { kind: "room", name: "Room 1", clinic_id: athens }, now);
    const { id: eleni } = await registerPractitioner(tx, { name: "Eleni", lanes: 3, clinic_ids: [athens] }, now);
    const { id: nikos } = await registerPractitioner(tx, { name: "Nikos", clinic_ids: [athens, cairo] }, now);
    const scanning = {
      name: "Scan",
      duration_minutes: 40,
      price_minor: 0,
      clinic_ids: [athens],
      practitioner_ids: [nikos],
    };
    const { id: scan } = await offerService(tx, scanning, now);
    return { athens, cairo, room, eleni, nikos, scan };
  });
});
afterEach(() => organization.close());

type Options = { dryRun?: boolean; skipBadRows?: boolean };

async function bringIn(text: string, options: Options = {}): Promise<LegacyReport> {
  const filled = text.replace(/\{(\w+)\}/g, (_, name: string) => ids[name]!);
  const file = readLegacyFile(Buffer.from(filled));
  const wish = { organizationId: organization.id, file, dryRun: false, skipBadRows: false, ...options };
  return await importLegacy(organization.house, wish);
}

/** The fixture with one row changed. */
function having(table: string, id: string, change: object): string {
  const file = JSON.parse(fixture) as Record<string, { id: string }[]>;
  file[table] = file[table]!.map((row) => (row.id === id ? { ...row, ...change } : row));
  return JSON.stringify(file);
}

const select = <Row extends object>(sql: string) => organization.read((database) => database.rows<Row>(sql, []));

const rules = () =>
  select(
    `select r.name, c.name as clinic, s.weekday, to_char(s.start_local, 'HH24:MI') || '-' || to_char(s.end_local, 'HH24:MI') as hours,
       s.timezone, s.slot_minutes, s.lanes, s.priority, s.buffer_before_minutes as before, s.buffer_after_minutes as after,
       s.service_id, s.room_id, array(select to_char(b.start_local, 'HH24:MI') || '-' || to_char(b.end_local, 'HH24:MI') ||
         coalesce(' ' || b.label, '') from schedule_rule_breaks b where b.rule_id = s.id order by b.position) as breaks
     from schedule_rules s join resources r on r.id = s.resource_id join clinics c on c.id = s.clinic_id order by s.id`,
  );

const exceptions = () =>
  select(
    `select resource_id, kind, clinic_id, starts_at::text, ends_at::text, source, reason, lanes, slot_minutes
     from schedule_exceptions order by created_at, id`,
  );

const counts = ({ tables }: LegacyReport) =>
  Object.fromEntries(Object.entries(tables).map(([table, count]) => [table, Object.values(count).join(" ")]));
const said = ({ refusals }: LegacyReport) => refusals.map(({ table, id, pointer }) => `${table} ${id} ${pointer}`);

const usual = { lanes: 1, priority: 0, before: 0, after: 0, service_id: null, room_id: null, breaks: [] };
const eleniRow = { name: "Eleni", clinic: "Athens", timezone: "Europe/Athens" };

test("rules, templates with their breaks and exceptions come in as they are meant, once", async () => {
  const report = await bringIn(fixture);
  expect(report).toMatchObject({ source: "medic", dry_run: false, stopped: null, refusals: [] });
  expect(report.notes).toEqual([
    "Doctor d-eleni has availability_rules and schedule_templates. Of equal priority, they add up.",
  ]);
  // imported, unchanged, skipped, refused
  expect(counts(report)).toEqual({
    availability_rules: "2 0 1 0",
    schedule_templates: "3 0 0 0",
    availability_exceptions: "2 0 0 0",
    schedule_template_breaks: "2 0 0 0",
  });
  const stored = await rules();
  expect(stored).toEqual([
    { ...usual, ...eleniRow, weekday: 1, hours: "09:00-17:00", slot_minutes: 20, breaks: ["13:00-13:30"] },
    { ...usual, ...eleniRow, weekday: 2, hours: "08:30-12:00", slot_minutes: 30 },
    {
      name: "Nikos",
      clinic: "Athens",
      timezone: "Europe/Athens",
      weekday: 4,
      hours: "08:00-16:00",
      slot_minutes: 40,
      lanes: 2,
      priority: 7,
      before: 5,
      after: 10,
      service_id: ids["scan"],
      room_id: ids["room"],
      breaks: ["12:00-12:30 Lunch", "10:00-10:10"],
    },
    {
      ...usual,
      name: "Nikos",
      clinic: "Cairo",
      timezone: "Africa/Cairo",
      weekday: 5,
      hours: "10:00-14:00",
      slot_minutes: 30,
    },
    { ...usual, ...eleniRow, weekday: 1, hours: "18:00-20:00", slot_minutes: 30 },
  ]);
  const laid = await exceptions();
  expect(laid).toEqual([
    {
      resource_id: ids["nikos"],
      kind: "blocked",
      clinic_id: null,
      starts_at: "2026-12-23 22:00:00+00",
      ends_at: "2026-12-26 22:00:00+00",
      source: "import",
      reason: "Christmas",
      lanes: null,
      slot_minutes: null,
    },
    {
      resource_id: ids["nikos"],
      kind: "available",
      clinic_id: ids["cairo"],
      starts_at: "2026-12-05 06:00:00+00",
      ends_at: "2026-12-05 09:00:00+00",
      source: "import",
      reason: "Saturday clinic",
      lanes: 1,
      slot_minutes: 30,
    },
  ]);
  const again = await bringIn(having("availability_rules", "ar-1", { end_time: "08:00:00" }));
  expect(counts(again)).toEqual({
    availability_rules: "0 2 1 0",
    schedule_templates: "0 3 0 0",
    availability_exceptions: "0 2 0 0",
    schedule_template_breaks: "0 2 0 0",
  });
  expect([await rules(), await exceptions()]).toEqual([stored, laid]);
});

test("a dry run says what would come in and writes nothing", async () => {
  const report = await bringIn(fixture, { dryRun: true });
  expect(counts(report)).toMatchObject({ availability_rules: "2 0 1 0", schedule_templates: "3 0 0 0" });
  expect([await rules(), await exceptions(), await select("select 1 from imported_rows")]).toEqual([[], [], []]);
});

test("a break outside its window keeps the whole template out, and the file unless bad rows are skipped", async () => {
  const text = having("schedule_template_breaks", "sb-1", { break_end: "16:30:00" });
  const refused = await bringIn(text);
  expect(refused).toMatchObject({ stopped: "Nothing was imported: bad rows stop the file." });
  expect(said(refused)).toEqual([
    "schedule_templates st-1 ",
    "schedule_template_breaks sb-1 /break_end",
    "schedule_template_breaks sb-2 /schedule_template_id",
  ]);
  expect(counts(refused)).toMatchObject({ availability_rules: "0 0 1 0", schedule_template_breaks: "0 0 0 2" });
  expect([await rules(), await exceptions()]).toEqual([[], []]);

  const skipped = await bringIn(text, { skipBadRows: true });
  expect(counts(skipped)).toMatchObject({ schedule_templates: "2 0 0 1", schedule_template_breaks: "0 0 0 2" });
  expect(await rules()).toHaveLength(4);
  expect(await select("select 1 from schedule_rule_breaks")).toHaveLength(1);
  const corrected = await bringIn(fixture);
  expect(counts(corrected)).toMatchObject({ schedule_templates: "1 2 0 0", schedule_template_breaks: "2 0 0 0" });
});

test.each<[string, string, Record<string, string | number>, string]>([
  ["availability_rules", "ar-1", { break_end: "18:00:00" }, "/break_end"],
  ["availability_rules", "ar-1", { slot_duration_minutes: 500 }, "/slot_duration_minutes"],
  ["availability_rules", "ar-2", { id: "ar-1" }, "/id"],
  ["schedule_templates", "st-2", { location_room_id: "r-1" }, "/location_room_id"],
  ["schedule_templates", "st-3", { doctor_location_id: "l-cairo" }, "/doctor_location_id"],
  ["availability_exceptions", "ae-1", { ends_at: "2026-12-01T00:00:00" }, "/ends_at"],
  ["availability_exceptions", "ae-1", { starts_at: "2026-12-23T22:00:30" }, "/starts_at"],
])("%s %s with %j is refused at its own column", async (table, id, change, pointer) => {
  const report = await bringIn(having(table, id, change), { dryRun: true });
  expect(said(report)).toEqual([`${table} ${change["id"] ?? id} ${pointer}`]);
});

test("unknown ids in the file's lists are named where they are used", async () => {
  const text = fixture.replace("{room}", "01900000-0000-7000-8000-000000000001");
  expect(said(await bringIn(text))).toEqual([
    "schedule_templates st-1 /location_room_id",
    "schedule_template_breaks sb-1 /schedule_template_id",
    "schedule_template_breaks sb-2 /schedule_template_id",
  ]);
});

test("a break without its template is refused, and stops the file", async () => {
  const report = await bringIn(having("schedule_template_breaks", "sb-2", { schedule_template_id: "st-9" }));
  expect(said(report)).toEqual(["schedule_template_breaks sb-2 /schedule_template_id"]);
  expect(report.stopped).not.toBeNull();
  expect(await rules()).toEqual([]);
});

test("two imports at once bring in every row once", async () => {
  const reports = await Promise.all([bringIn(fixture), bringIn(fixture)]);
  const imported = reports.map(({ tables }) => tables.schedule_templates.imported);
  expect(imported[0]! + imported[1]!).toBe(3);
  expect([await rules(), await exceptions()].map(({ length }) => length)).toEqual([5, 2]);
});
