import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { openTestOrganization, type TestOrganization } from "../../../test/organization.ts";
import { openWard, type TestWard } from "../../../test/ward.ts";
import { changeService, offerService } from "../../demand/service-record.ts";
import { openClinic } from "../clinic-record.ts";
import { addPool, changePool } from "../pool-record.ts";
import { registerPractitioner } from "../practitioner-record.ts";
import { changeScheduleRule, removeScheduleRule } from "../schedule-rule-record.ts";
import { addSessionRule, changeSessionRule, readSessionRule } from "./session-rule-record.ts";

/** A ward of three beds in Athens, Monday 2 November 2026, 10:00; a treatment of three hours. */
let organization: TestOrganization;
let ward: TestWard;
beforeAll(async () => {
  organization = await openTestOrganization();
});
afterAll(() => organization.close());
beforeEach(async () => {
  ward = await openWard(organization);
});

const morning = { weekday: 1, start_local: "07:00", end_local: "12:00", name: "Morning" };
const add = async (rule: object = {}) => {
  const ids = { clinic_id: ward.clinicId, service_id: ward.serviceId, pool_id: ward.poolId };
  return await organization.write((tx) => addSessionRule(tx, { ...ids, ...morning, ...rule }, organization.now));
};
const change = async (id: string, to: Parameters<typeof changeSessionRule>[2], expected: number | null = null) =>
  await organization.write((tx) => changeSessionRule(tx, id, to, expected, organization.now));

interface BedRule {
  id: string;
  resource_id: string;
  said: string;
}
const bedRules = async (): Promise<BedRule[]> =>
  await organization.read((database) =>
    database.rows<BedRule>(
      `select r.id, r.resource_id, concat_ws(' ', b.name, r.weekday, to_char(r.start_local, 'HH24:MI'), to_char(r.end_local, 'HH24:MI'),
         r.timezone, r.slot_minutes, 'until', r.valid_to) as said
       from schedule_rules r join resources b on b.organization_id = $1 and b.id = r.resource_id
       where r.organization_id = $1 and r.clinic_id = $2 and r.service_id = $3 order by b.name, r.weekday`,
      [database.organizationId, ward.clinicId, ward.serviceId],
    ),
  );
const said = async () => (await bedRules()).map((rule) => rule.said.replace("Europe/Athens ", ""));

describe("a session rule", () => {
  test("is a rule of each of its beds", async () => {
    const rule = await add();
    expect(rule).toMatchObject({ timezone: "Europe/Athens", bed_ids: ward.bedIds, status: "active", version: 1 });
    expect(await said()).toEqual([1, 2, 3].map((bed) => `Bed ${bed} 1 07:00 12:00 180 until`));
  });

  test("has the first beds of its pool, and their slots are its grid", async () => {
    expect(await add({ capacity: 2, start_every_minutes: 30 })).toMatchObject({ bed_ids: ward.bedIds.slice(0, 2) });
    expect(await said()).toEqual([1, 2].map((bed) => `Bed ${bed} 1 07:00 12:00 30 until`));
  });

  test("changes them with it, and lets go of a bed after today", async () => {
    const { id } = await add();
    expect(await change(id, { weekday: 3, end_local: "11:30", capacity: 2 })).toMatchObject({ version: 2 });
    expect(await said()).toEqual([
      "Bed 1 3 07:00 11:30 180 until",
      "Bed 2 3 07:00 11:30 180 until",
      "Bed 3 1 07:00 12:00 180 until 2026-11-02",
    ]);
    expect((await readRule(id)).bed_ids).toEqual(ward.bedIds.slice(0, 2));
  });

  test("ends with its last date when it is retired, and comes back when it is not", async () => {
    const { id } = await add();
    await change(id, { status: "retired", valid_to: "2026-12-31" });
    expect(await said()).toEqual([1, 2, 3].map((bed) => `Bed ${bed} 1 07:00 12:00 180 until 2026-12-31`));
    await change(id, { status: "active", valid_to: null });
    expect(await said()).toEqual([1, 2, 3].map((bed) => `Bed ${bed} 1 07:00 12:00 180 until`));
    await change(id, { status: "retired" });
    expect(await readRule(id)).toMatchObject({ status: "retired", valid_to: { year: 2026, month: 11, day: 2 } });
  });

  test("follows its pool", async () => {
    const { id } = await add({ capacity: 2 });
    const [first, second, third] = ward.bedIds;
    const to = { resource_ids: [third, first, second] };
    await organization.write((tx) => changePool(tx, ward.poolId, to, null, organization.now));
    expect((await readRule(id)).bed_ids).toEqual([third, first]);
  });

  test("is changed at the version that was seen", async () => {
    const { id } = await add();
    await expect(change(id, { name: "Other" }, 7)).rejects.toMatchObject({ code: "version_mismatch" });
  });

  test("alone changes the rules of its beds", async () => {
    const { id } = await add();
    const [bed] = await bedRules();
    const refused = { code: "illegal_move", members: { session_rule_id: id } };
    const { now } = organization;
    await expect(
      organization.write((tx) => changeScheduleRule(tx, bed!.id, { weekday: 2 }, null, now)),
    ).rejects.toMatchObject(refused);
    await expect(organization.write((tx) => removeScheduleRule(tx, bed!.id, null, now))).rejects.toMatchObject(refused);
    expect(await said()).toHaveLength(3);
  });
});

const readRule = async (id: string) => await organization.read((database) => readSessionRule(database, id));

describe("refused", () => {
  const elsewhere = async () =>
    await organization.write(async (tx) => {
      const { now } = organization;
      const { id: clinic_id } = await openClinic(tx, { name: "Elsewhere", timezone: "UTC" }, now);
      const { id: pool_id } = await addPool(tx, { name: "None", clinic_id }, now);
      const { id: practitioner_id } = await registerPractitioner(tx, { name: "Nikos", clinic_ids: [clinic_id] }, now);
      const { id: service_id } = await offerService(tx, { name: "Other", duration_minutes: 30, price_minor: 0 }, now);
      return { clinic_id, pool_id, practitioner_id, service_id };
    });
  const nowhere = "01a20000-0000-7000-8000-000000000000";

  test.each<[string, () => object | Promise<object>, string, string]>([
    ["an unknown clinic", () => ({ clinic_id: nowhere }), "not_found", "/clinic_id"],
    ["an unknown service", () => ({ service_id: nowhere }), "not_found", "/service_id"],
    ["an unknown pool", () => ({ pool_id: nowhere }), "not_found", "/pool_id"],
    ["an unknown supervisor", () => ({ practitioner_id: nowhere }), "not_found", "/practitioner_id"],
    ["a bed as supervisor", () => ({ practitioner_id: ward.bedIds[0] }), "not_found", "/practitioner_id"],
    [
      "a service of elsewhere",
      async () => ({ service_id: (await elsewhere()).service_id }),
      "not_offered",
      "/service_id",
    ],
    ["a pool of elsewhere", async () => ({ pool_id: (await elsewhere()).pool_id }), "not_offered", "/pool_id"],
    [
      "a supervisor of elsewhere",
      async () => ({ practitioner_id: (await elsewhere()).practitioner_id }),
      "not_offered",
      "/practitioner_id",
    ],
    ["no time at all", () => ({ end_local: "07:00" }), "window_empty", "/end_local"],
    ["dates backwards", () => ({ valid_from: "2027-01-02", valid_to: "2027-01-01" }), "dates_backwards", "/valid_to"],
    ["more beds than there are", () => ({ capacity: 4 }), "capacity_too_large", "/capacity"],
    ["a treatment that does not fit", () => ({ end_local: "09:59" }), "treatment_too_long", "/end_local"],
    ["a treatment that fits twice", () => ({ end_local: "13:00" }), "treatment_too_short", "/end_local"],
  ])("%s", async (_, given, code, pointer) => {
    const wanted = await given();
    const outer = code.includes("_") && ["not_found", "not_offered"].includes(code) ? code : "invalid_rule";
    await expect(add(wanted)).rejects.toMatchObject({ code: outer, errors: [{ code, pointer }] });
    expect(await bedRules()).toEqual([]);
  });

  test("a pool that the service does not use", async () => {
    const { id } = await organization.write((tx) =>
      addPool(tx, { name: "Empty", clinic_id: ward.clinicId }, organization.now),
    );
    await expect(add({ pool_id: id })).rejects.toMatchObject({
      errors: [{ code: "pool_unsuitable", pointer: "/pool_id" }],
    });
  });

  test("a practitioner's own treatment that does not fit", async () => {
    await organization.write(async (tx) => {
      const { now } = organization;
      const { id } = await registerPractitioner(tx, { name: "Slow", clinic_ids: [ward.clinicId] }, now);
      const own = [{ practitioner_id: id, duration_minutes: 301 }];
      await changeService(tx, ward.serviceId, { practitioner_ids: [id], practitioner_overrides: own }, null, now);
    });
    await expect(add()).rejects.toMatchObject({ errors: [{ code: "treatment_too_long" }] });
  });

  test("what just fits is taken, also over midnight", async () => {
    await add({ end_local: "10:00" });
    await add({ end_local: "12:59", weekday: 2 });
    expect(await add({ start_local: "22:00", end_local: "03:00", weekday: 3 })).toMatchObject({ end_local: "03:00" });
  });
});
