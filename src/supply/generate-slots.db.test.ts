import { Temporal } from "temporal-polyfill";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openTestOrganization, type TestOrganization } from "../../test/organization.ts";
import { openTestService } from "../../test/supply.ts";
import type { Transaction } from "../platform/database.ts";
import { openClinic } from "./clinic-record.ts";
import { generateSlots } from "./generate-slots.ts";
import { changePractitioner, registerPractitioner } from "./practitioner-record.ts";
import { addScheduleException } from "./schedule-exception-record.ts";
import { addScheduleRule, changeScheduleRule, removeScheduleRule } from "./schedule-rule-record.ts";

/** Each change is made to somebody who works on Tuesdays from 09:00 to 12:00 in slots of 30 minutes, generated for two weeks. */
let organization: TestOrganization;
let clinicId: string;
let otherClinicId: string;
let serviceId: string;

beforeAll(async () => {
  organization = await openTestOrganization();
  const { now } = organization;
  [clinicId, otherClinicId] = await organization.write(async (tx) => {
    const { id: here } = await openClinic(tx, { name: "Here", timezone: "UTC" }, now);
    const { id: there } = await openClinic(tx, { name: "There", timezone: "UTC" }, now);
    return [here, there];
  });
  serviceId = await openTestService(organization);
});
afterAll(() => organization.close());

interface Worker {
  tx: Transaction;
  now: Temporal.Instant;
  id: string;
  ruleId: string;
}

const tuesday = { weekday: 2, start_local: "09:00", end_local: "12:00", slot_minutes: 30 };
const generate = (resourceId: string, clinic: string | null = null) =>
  generateSlots(organization.house, organization.id, {
    clinicId: clinic,
    resourceId,
    from: Temporal.PlainDate.from("2026-11-03"),
    to: Temporal.PlainDate.from("2026-11-17"),
  });

async function hire(): Promise<{ id: string; ruleId: string }> {
  const { now } = organization;
  const hired = await organization.write(async (tx) => {
    const who = { name: "Eleni", clinic_ids: [clinicId, otherClinicId] };
    const { id } = await registerPractitioner(tx, who, now);
    const { id: ruleId } = await addScheduleRule(tx, { resource_id: id, clinic_id: clinicId, ...tuesday }, now);
    return { id, ruleId };
  });
  expect(await generate(hired.id)).toEqual({ ...none, added: 12, stranded: [] });
  return hired;
}

/** Every column, and which transaction wrote the row last. */
const rowsOf = (resourceId: string) =>
  organization.read((database) =>
    database.rows<Record<string, unknown>>(
      "select s.*, s.xmin::text as written from slots s where organization_id = $1 and resource_id = $2 order by lane, starts_at",
      [organization.id, resourceId],
    ),
  );

const plain = (rows: Record<string, unknown>[]) =>
  rows.map(({ written: _, ...row }) => JSON.parse(JSON.stringify(row)) as unknown);

const rule = (change: Parameters<typeof changeScheduleRule>[2]) => async (worker: Worker) => {
  await changeScheduleRule(worker.tx, worker.ruleId, change, null, worker.now);
};
const another = (change: Partial<Parameters<typeof addScheduleRule>[1]>) => async (worker: Worker) => {
  const wanted = { resource_id: worker.id, clinic_id: clinicId, ...tuesday, ...change };
  await addScheduleRule(worker.tx, wanted, worker.now);
};
type Exception = Parameters<typeof addScheduleException>[1];
const exception =
  (at: [string, string], change: Partial<Exception>, own = true) =>
  async ({ tx, id, now }: Worker) => {
    const [from, to] = at.map((time) => `2026-11-${time}Z`) as [string, string];
    const whose = own ? { resource_id: id } : {};
    const wanted = { kind: "blocked" as const, from, to, ...whose, ...change };
    await addScheduleException(tx, wanted, null, now);
  };
const day: [string, string] = ["03T00:00", "04T00:00"];
const hour: [string, string] = ["03T10:00", "03T11:00"];
const none = { added: 0, removed: 0, blocked: 0, unchanged: 0 };

test.each<[string, (worker: Worker) => Promise<void>, Partial<typeof none>]>([
  ["another rule", another({ weekday: 3, end_local: "10:00" }), { added: 4, unchanged: 12 }],
  ["a shorter one", rule({ end_local: "11:00" }), { removed: 4, unchanged: 8 }],
  ["a later one", rule({ start_local: "10:00", end_local: "13:00" }), { added: 4, removed: 4, unchanged: 8 }],
  ["longer slots", rule({ slot_minutes: 60 }), { added: 6, removed: 12 }],
  ["a break", rule({ breaks: [{ start_local: "10:00", end_local: "10:20" }] }), { blocked: 2, unchanged: 10 }],
  ["a first date", rule({ valid_from: "2026-11-04" }), { removed: 6, unchanged: 6 }],
  ["a last date", rule({ valid_to: "2026-11-09" }), { removed: 6, unchanged: 6 }],
  ["a service", (worker) => rule({ service_id: serviceId })(worker), { unchanged: 12 }],
  ["more lanes", rule({ lanes: 3 }), { added: 24, unchanged: 12 }],
  ["another clinic", (worker) => rule({ clinic_id: otherClinicId })(worker), {}],
  ["a higher rule", another({ start_local: "10:00", end_local: "11:00", priority: 1 }), { unchanged: 8 }],
  [
    "a higher rule with a break",
    another({ priority: 1, breaks: [{ start_local: "09:00", end_local: "09:30" }] }),
    { blocked: 2 },
  ],
  ["a block", exception(hour, {}), { blocked: 2, unchanged: 10 }],
  ["a block for another service", (worker) => exception(hour, { service_id: serviceId })(worker), { unchanged: 12 }],
  [
    "an opening",
    (worker) => exception(["04T09:00", "04T11:00"], { kind: "available", clinic_id: clinicId })(worker),
    { added: 4, unchanged: 12 },
  ],
  ["a day off", exception(day, { source: "import" }), { blocked: 6, unchanged: 6 }],
  [
    "no longer there",
    async ({ tx, id, now }) => void (await changePractitioner(tx, id, { status: "retired" }, null, now)),
    { removed: 12 },
  ],
  ["no rule", ({ tx, ruleId, now }) => removeScheduleRule(tx, ruleId, null, now), { removed: 12 }],
])("only the difference is made: %s", async (_, change, counts) => {
  const worker = await hire();
  await organization.write((tx) => change({ ...worker, tx, now: organization.now }));
  expect(await generate(worker.id)).toEqual({ ...none, ...counts, stranded: [] });
  const after = await rowsOf(worker.id);
  expect(await generate(worker.id)).toEqual({ ...none, unchanged: after.length, stranded: [] });
  expect(await rowsOf(worker.id)).toEqual(after);
  await organization.write((tx) =>
    tx.rows("delete from slots where organization_id = $1 and resource_id = $2", [organization.id, worker.id]),
  );
  await generate(worker.id);
  expect(plain(await rowsOf(worker.id))).toEqual(plain(after));
});

test("a holiday closes the clinic, and who works all the same is open again", async () => {
  const { id } = await hire();
  const holiday = exception(day, { source: "holiday", clinic_id: clinicId }, false);
  const { now } = organization;
  await organization.write((tx) => holiday({ tx, id, ruleId: "", now }));
  expect(await generate(id)).toMatchObject({ blocked: 6, unchanged: 6 });
  const lifted = exception(day, { kind: "available", clinic_id: clinicId }, false);
  await organization.write((tx) => lifted({ tx, id, ruleId: "", now }));
  expect(await generate(id)).toEqual({ ...none, unchanged: 6, stranded: [] });
  expect((await rowsOf(id)).map(({ status }) => status)).toEqual(Array(12).fill("available"));
});

test("one clinic's slots are made without the others', and the rest is noted as due", async () => {
  const { id } = await hire();
  const { now } = organization;
  await organization.write(async (tx) => {
    await addScheduleRule(tx, { resource_id: id, clinic_id: otherClinicId, ...tuesday, weekday: 4 }, now);
    await tx.rows("update slot_inventories set due_since = null where organization_id = $1 and resource_id = $2", [
      organization.id,
      id,
    ]);
  });
  expect(await generate(id, clinicId)).toMatchObject({ added: 0, unchanged: 12 });
  const [inventory] = await organization.read((database) =>
    database.rows(
      "select generated_until, due_since from slot_inventories where organization_id = $1 and resource_id = $2",
      [organization.id, id],
    ),
  );
  expect(inventory).toEqual({ generated_until: Temporal.PlainDate.from("2026-11-17"), due_since: now });
  expect(await generate(id, otherClinicId)).toMatchObject({ added: 12, unchanged: 0 });
  expect(await generate(id)).toMatchObject({ added: 0, removed: 0, unchanged: 24 });
});
