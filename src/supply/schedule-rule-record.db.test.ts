import { afterAll, beforeAll, expect, test } from "vitest";
import { openTestOrganization, type TestOrganization } from "../../test/organization.ts";
import { openTestService } from "../../test/supply.ts";
import { newId } from "../platform/ids.ts";
import { changeClinic, openClinic } from "./clinic-record.ts";
import { changePractitioner, registerPractitioner } from "./practitioner-record.ts";
import { addResource } from "./resource-record.ts";
import { addScheduleRule, changeScheduleRule, removeScheduleRule } from "./schedule-rule-record.ts";
import { findScheduleRule, listScheduleRules, type ScheduleRuleRow } from "./schedule-rules.sql.ts";

let organization: TestOrganization;
let athens: string;
let cairo: string;
let doctor: string;

beforeAll(async () => {
  organization = await openTestOrganization();
  const { now } = organization;
  [athens, cairo, doctor] = await organization.write(async (tx) => {
    const { id: athens } = await openClinic(tx, { name: "Athens", timezone: "Europe/Athens" }, now);
    const { id: cairo } = await openClinic(tx, { name: "Cairo", timezone: "Africa/Cairo" }, now);
    const { id } = await registerPractitioner(tx, { name: "Eleni", lanes: 2, clinic_ids: [athens, cairo] }, now);
    return [athens, cairo, id];
  });
});
afterAll(() => organization.close());

const monday = { weekday: 1, start_local: "09:00", end_local: "17:00", slot_minutes: 30 };
const add = (wanted: Partial<Parameters<typeof addScheduleRule>[1]> = {}) =>
  organization.write((tx) =>
    addScheduleRule(tx, { resource_id: doctor, clinic_id: athens, ...monday, ...wanted }, organization.now),
  );
const change = (id: string, wanted: Parameters<typeof changeScheduleRule>[2], expected: number | null = null) =>
  organization.write((tx) => changeScheduleRule(tx, id, wanted, expected, organization.now));
const resource = async (kind: "room" | "bed", clinic_id: string | null) =>
  (await organization.write((tx) => addResource(tx, { kind, name: "Here", clinic_id }, organization.now))).id;
const find = (id: string) => organization.read((database) => findScheduleRule(database, id));
const plain = (rule: ScheduleRuleRow | undefined) => JSON.parse(JSON.stringify(rule)) as unknown;

test("a rule is stored as said, in the clinic's zone and with the resource's lanes", async () => {
  const rule = await add();
  expect(rule).toEqual({
    id: rule.id,
    version: 1,
    resource_id: doctor,
    clinic_id: athens,
    ...monday,
    timezone: "Europe/Athens",
    valid_from: null,
    valid_to: null,
    lanes: 2,
    priority: 0,
    service_id: null,
    room_id: null,
    buffer_before_minutes: 0,
    buffer_after_minutes: 0,
    label: null,
    session_rule_id: null,
    breaks: [],
  });
  expect(await find(rule.id)).toEqual(rule);
});

test("a night with breaks keeps everything that was said", async () => {
  const wanted = {
    weekday: 7,
    start_local: "22:00",
    end_local: "06:00",
    slot_minutes: 20,
    lanes: 1,
    timezone: "Africa/Cairo",
    valid_from: "2026-11-01",
    valid_to: "2026-12-31",
    label: 'Night, "late"',
  };
  const breaks = [
    { start_local: "23:50", end_local: "00:20", label: "Tea, {hot}" },
    { start_local: "03:00", end_local: "03:30" },
  ];
  const rule = await add({ ...wanted, breaks });
  expect(plain(rule)).toMatchObject({ ...wanted, breaks: [breaks[0], { ...breaks[1], label: null }] });
});

test("a rule that cannot stand names every wrong field and is not stored", async () => {
  const attempt = add({ weekday: 3, slot_minutes: 700, breaks: [{ start_local: "08:00", end_local: "08:30" }] });
  await expect(attempt).rejects.toMatchObject({
    code: "invalid_rule",
    errors: [{ pointer: "/slot_minutes" }, { pointer: "/breaks/0/start_local" }],
  });
  const stored = await organization.read((database) => listScheduleRules(database, {}, [null, null, null, null], 200));
  expect(stored.filter(({ weekday }) => weekday === 3)).toEqual([]);
});

test("clinic and resource must exist, belong together and be in use", async () => {
  const { now } = organization;
  const room = await organization.write((tx) =>
    addResource(tx, { kind: "room", name: "Room", clinic_id: athens }, now),
  );
  const stranger = await organization.write((tx) =>
    registerPractitioner(tx, { name: "Stranger", clinic_ids: [cairo] }, now),
  );
  const refused = (code: string, pointer: string) => ({ code, errors: [{ pointer }] });
  await expect(add({ clinic_id: newId() })).rejects.toMatchObject(refused("not_found", "/clinic_id"));
  await expect(add({ resource_id: newId() })).rejects.toMatchObject(refused("not_found", "/resource_id"));
  await expect(add({ resource_id: stranger.id })).rejects.toMatchObject(refused("not_offered", "/clinic_id"));
  await expect(add({ resource_id: room.id, clinic_id: cairo })).rejects.toMatchObject(
    refused("not_offered", "/clinic_id"),
  );
  await organization.write((tx) =>
    changePractitioner(tx, stranger.id, { status: "retired", clinic_ids: [athens] }, null, now),
  );
  await expect(add({ resource_id: stranger.id })).rejects.toMatchObject(refused("retired", "/resource_id"));
  const closed = await organization.write((tx) => openClinic(tx, { name: "Closed", timezone: "Europe/Athens" }, now));
  await organization.write((tx) => changeClinic(tx, closed.id, { status: "retired" }, null, now));
  const mobile = await organization.write((tx) => addResource(tx, { kind: "equipment", name: "Laser" }, now));
  await expect(add({ resource_id: mobile.id, clinic_id: closed.id })).rejects.toMatchObject(
    refused("retired", "/clinic_id"),
  );
  expect(await add({ resource_id: mobile.id, clinic_id: cairo })).toMatchObject({ timezone: "Africa/Cairo" });
});

test("a rule keeps its rank, its service, its room and its buffers, and gives them up again", async () => {
  const said = {
    priority: 10,
    service_id: await openTestService(organization),
    room_id: await resource("room", athens),
    buffer_before_minutes: 5,
    buffer_after_minutes: 15,
  };
  const rule = await add(said);
  expect(rule).toMatchObject(said);
  const unsaid = { priority: 0, service_id: null, room_id: null, buffer_before_minutes: 0, buffer_after_minutes: 0 };
  expect(await change(rule.id, unsaid)).toEqual({ ...rule, ...unsaid, version: 2 });
  expect(await change(rule.id, said)).toEqual({ ...rule, version: 3 });
});

test("a rule's service must exist; its room must be one, and be at the clinic or move", async () => {
  const refusals: [{ service_id?: string; room_id?: string }, string, string][] = [
    [{ service_id: newId() }, "not_found", "/service_id"],
    [{ room_id: newId() }, "not_found", "/room_id"],
    [{ room_id: await resource("bed", athens) }, "invalid_rule", "/room_id"],
    [{ room_id: doctor }, "invalid_rule", "/room_id"],
    [{ room_id: await resource("room", cairo) }, "invalid_rule", "/room_id"],
  ];
  const rule = await add();
  for (const [wanted, code, pointer] of refusals) {
    await expect(add(wanted)).rejects.toMatchObject({ code, errors: [{ pointer }] });
    await expect(change(rule.id, wanted)).rejects.toMatchObject({ code, errors: [{ pointer }] });
  }
  expect(await find(rule.id)).toEqual(rule);
  const { id } = await add({ room_id: await resource("room", athens) });
  await expect(change(id, { clinic_id: cairo })).rejects.toMatchObject({ errors: [{ pointer: "/room_id" }] });
  const room_id = await resource("room", null);
  expect(await change(id, { clinic_id: cairo, room_id })).toMatchObject({ clinic_id: cairo, room_id });
});

test("a resource has at most 500 rules", async () => {
  const resource_id = await resource("room", athens);
  const { id } = await add({ resource_id });
  await organization.write((tx) =>
    tx.rows(
      `insert into schedule_rules select (copy).* from (
         select jsonb_populate_record(r, jsonb_build_object('id', gen_random_uuid())) as copy
         from schedule_rules r, generate_series(1, 498) where r.organization_id = $1 and r.id = $2) as copies`,
      [tx.organizationId, id],
    ),
  );
  await add({ resource_id });
  await expect(add({ resource_id })).rejects.toMatchObject({
    code: "invalid_rule",
    errors: [{ pointer: "/resource_id" }],
  });
  expect(await change(id, { label: "Still mine" })).toMatchObject({ version: 2 });
});

test("a change replaces what it names, breaks as a whole, and leaves the rest", async () => {
  const lunch = { start_local: "13:00", end_local: "14:00", label: "Lunch" };
  const { id } = await add({ breaks: [lunch], valid_from: "2026-11-01" });
  expect(plain(await change(id, { label: "Mornings" }, 1))).toMatchObject({
    version: 2,
    breaks: [lunch],
    valid_from: "2026-11-01",
  });
  expect(plain(await change(id, { breaks: [], valid_from: null }))).toMatchObject({
    version: 3,
    breaks: [],
    valid_from: null,
  });
  expect(await change(id, { clinic_id: cairo })).toMatchObject({
    version: 4,
    clinic_id: cairo,
    timezone: "Africa/Cairo",
    label: "Mornings",
  });
});

test("a change is judged by the whole that it leaves", async () => {
  const rule = await add({ breaks: [{ start_local: "16:00", end_local: "16:30" }] });
  await expect(change(rule.id, { end_local: "16:15" })).rejects.toMatchObject({
    errors: [{ pointer: "/breaks/0/end_local" }],
  });
  await expect(change(rule.id, { label: "Late" }, 7)).rejects.toMatchObject({ code: "version_mismatch" });
  await expect(change(rule.id, { clinic_id: newId() })).rejects.toMatchObject({ errors: [{ pointer: "/clinic_id" }] });
  expect(await find(rule.id)).toEqual(rule);
});

test("a removed rule is gone with its breaks; a stale removal is refused", async () => {
  const { id } = await add({ breaks: [{ start_local: "12:00", end_local: "12:30" }] });
  await change(id, { label: "Moved on" });
  const remove = (expected: number | null) =>
    organization.write((tx) => removeScheduleRule(tx, id, expected, organization.now));
  await expect(remove(1)).rejects.toMatchObject({ code: "version_mismatch" });
  await remove(2);
  expect(await find(id)).toBeUndefined();
  await expect(remove(null)).rejects.toMatchObject({ code: "not_found" });
});

test("rules are listed by resource and clinic, each week in its order, in pages", async () => {
  const { id } = await organization.write((tx) =>
    registerPractitioner(tx, { name: "Lister", clinic_ids: [athens, cairo] }, organization.now),
  );
  for (const [weekday, start_local, clinic_id] of [
    [2, "09:00", athens],
    [1, "14:00", cairo],
    [1, "09:00", athens],
  ] as const)
    await add({ resource_id: id, weekday, start_local, end_local: "18:00", clinic_id });
  const list = (clinic_id?: string, after: (string | null)[] = [null, null, null, null]) =>
    organization.read((database) => listScheduleRules(database, { resource_id: id, clinic_id }, after, 200));
  const all = await list();
  expect(all.map(({ weekday, start_local }) => [weekday, start_local])).toEqual([
    [1, "09:00"],
    [1, "14:00"],
    [2, "09:00"],
  ]);
  expect(await list(undefined, [id, "1", "09:00", all[0]!.id])).toEqual(all.slice(1));
  expect(await list(cairo)).toEqual([all[1]]);
});
