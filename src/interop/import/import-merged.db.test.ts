import { Temporal } from "temporal-polyfill";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openTestOrganization, type TestOrganization } from "../../../test/organization.ts";
import { mergePatients } from "../../reception/patients/merge.ts";
import { undoMerge } from "../../reception/patients/undo-merge.ts";
import { verifyLaws } from "../laws/verify-laws.ts";
import { importFile, type ImportReport } from "./import-file.ts";
import { readMapping } from "./mapping.ts";

let organization: TestOrganization;
let caller: Parameters<typeof mergePatients>[1];
beforeAll(async () => {
  organization = await openTestOrganization();
  await bringIn(patients, "no,name\n1,Maria Lambrou\n2,Μαρία Λάμπρου\n3,Nikos Psarras\n");
  const [account] = await rows<{ id: string }>("select id from accounts", []);
  const { id: organizationId } = organization;
  caller = { organizationId, accountId: account!.id, role: "receptionist", practitionerId: null };
});
afterAll(() => organization.close());

const setup = {
  clinics: [{ key: "main", name: "Main", timezone: "Europe/Athens" }],
  practitioners: [{ key: "one", name: "Dr. One", clinics: ["main"] }],
  services: [
    { key: "visit", name: "Visit", clinics: ["main"], practitioners: ["one"], duration_minutes: 30, price_minor: 3000 },
  ],
  schedule_rules: [
    {
      key: "hours",
      practitioner: "one",
      clinic: "main",
      weekdays: [1, 2, 3, 4, 5],
      start_local: "09:00",
      end_local: "17:00",
      valid_from: "2026-11-01",
      slot_minutes: 30,
    },
  ],
};
const patients = { source: "old", kind: "patients", key: "no", fields: { name: "name" } };
const appointments = {
  source: "old",
  kind: "appointments",
  key: "no",
  timezone: "Europe/Athens",
  fields: { clinic: { value: "main" }, service: { value: "visit" }, patient: "patient", starts_at: "at" },
  new_patient: { name: "name" },
  setup,
};

async function bringIn(mapping: object, text: string): Promise<ImportReport> {
  const [{ slug } = { slug: "" }] = await organization.postgres.directory<{ slug: string }>(
    "select slug from organizations",
    [],
  );
  const file = { name: "data.csv", bytes: Buffer.from(text) };
  const read = readMapping(JSON.stringify(mapping));
  return await importFile(organization.house, { slug, mapping: read, file, dryRun: false, skipBadRows: false });
}

const rows = <Row extends object>(sql: string, values: unknown[]): Promise<Row[]> =>
  organization.read((database) => database.rows<Row>(sql, values));

async function idOf(name: string): Promise<string> {
  const [row] = await rows<{ id: string }>("select id from patients where name = $1", [name]);
  return row!.id;
}

/** Whose the appointment of this day is. */
async function ownerOf(day: string): Promise<string> {
  const [row] = await rows<{ name: string }>(
    `select p.name from appointments a join patients p on p.id = a.patient_id where a.service_date = $1`,
    [Temporal.PlainDate.from(day)],
  );
  return row!.name;
}

const booked = (no: number, patient: number, day: string) =>
  `no,patient,name,at\n${no},${patient},As the source still calls them,${day}T10:00\n`;

test("the key of a merged patient means the record that was kept, until the merge is undone", async () => {
  const [kept, merged] = [await idOf("Maria Lambrou"), await idOf("Μαρία Λάμπρου")];
  await bringIn(appointments, booked(1, 2, "2026-11-03"));
  const command = { id: merged, intoId: kept, reason: null, keep: {}, expectedVersion: null };
  const { merge } = await mergePatients(organization.house, caller, command);

  expect(await bringIn(patients, "no,name\n2,Μαρία Λάμπρου\n")).toMatchObject({
    created: 0,
    unchanged: 1,
    problems: [],
  });
  const report = await bringIn(appointments, booked(2, 2, "2026-11-04"));
  expect(report).toMatchObject({ created: 1, patients_created: 0, problems: [] });
  expect([await ownerOf("2026-11-03"), await ownerOf("2026-11-04")]).toEqual(["Maria Lambrou", "Maria Lambrou"]);

  await undoMerge(organization.house, caller, merge.id, null);
  expect(await bringIn(appointments, booked(3, 2, "2026-11-05"))).toMatchObject({ created: 1, patients_created: 0 });
  // What was moved went back; what came in meanwhile was made for the kept record, and stays.
  const owners = [await ownerOf("2026-11-03"), await ownerOf("2026-11-04"), await ownerOf("2026-11-05")];
  expect(owners).toEqual(["Μαρία Λάμπρου", "Maria Lambrou", "Μαρία Λάμπρου"]);
  expect(await verifyLaws(organization.postgres, organization.id)).toEqual([]);
});

test("the key of somebody whose kept record was merged as well means the last one", async () => {
  const [first, second, last] = [await idOf("Μαρία Λάμπρου"), await idOf("Maria Lambrou"), await idOf("Nikos Psarras")];
  for (const [id, intoId] of [[first, second] as const, [second, last] as const])
    await mergePatients(organization.house, caller, { id, intoId, reason: null, keep: {}, expectedVersion: null });
  expect(await bringIn(appointments, booked(4, 2, "2026-11-06"))).toMatchObject({ created: 1, problems: [] });
  expect(await ownerOf("2026-11-06")).toBe("Nikos Psarras");
  expect(await verifyLaws(organization.postgres, organization.id)).toEqual([]);
});
