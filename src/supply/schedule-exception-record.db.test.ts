import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openTestOrganization, type TestOrganization } from "../../test/organization.ts";
import { offerService } from "../demand/service-record.ts";
import { newId } from "../platform/ids.ts";
import { openClinic } from "./clinic-record.ts";
import { registerPractitioner } from "./practitioner-record.ts";
import { addResource } from "./resource-record.ts";
import { addScheduleException, changeScheduleException, removeScheduleException } from "./schedule-exception-record.ts";
import { findScheduleException, listScheduleExceptions, type ScheduleExceptionRow } from "./schedule-exceptions.sql.ts";
import { addScheduleRule } from "./schedule-rule-record.ts";

let organization: TestOrganization;
let ids: Record<"athens" | "cairo" | "doctor" | "traveller" | "room" | "laser" | "service", string>;

beforeAll(async () => {
  organization = await openTestOrganization();
  const { now } = organization;
  ids = await organization.write(async (tx) => {
    const { id: athens } = await openClinic(tx, { name: "Athens", timezone: "Europe/Athens" }, now);
    const { id: cairo } = await openClinic(tx, { name: "Cairo", timezone: "Africa/Cairo" }, now);
    const { id: doctor } = await registerPractitioner(tx, { name: "Mona", lanes: 2, clinic_ids: [cairo] }, now);
    const { id: traveller } = await registerPractitioner(tx, { name: "Eleni", clinic_ids: [cairo, athens] }, now);
    const { id: room } = await addResource(tx, { kind: "room", name: "Room", clinic_id: cairo }, now);
    const { id: laser } = await addResource(tx, { kind: "equipment", name: "Laser" }, now);
    const { id: service } = await offerService(tx, { name: "Scan", duration_minutes: 20, price_minor: 1 }, now);
    return { athens, cairo, doctor, traveller, room, laser, service };
  });
  const hours = { resource_id: ids.doctor, clinic_id: ids.cairo, start_local: "09:00", end_local: "17:00" };
  for (const [weekday, slot_minutes] of [
    [1, 30],
    [2, 20],
  ] as const)
    await organization.write((tx) => addScheduleRule(tx, { ...hours, weekday, slot_minutes }, now));
});
afterAll(() => organization.close());

type Wanted = Parameters<typeof addScheduleException>[1];

const day = { kind: "blocked", from: "2026-12-07", to: "2026-12-08" } as const;
const add = (wanted: Partial<Wanted> = {}) =>
  organization.write((tx) => addScheduleException(tx, { ...day, ...wanted }, null, organization.now));
const change = (id: string, wanted: Parameters<typeof changeScheduleException>[2], expected: number | null = null) =>
  organization.write((tx) => changeScheduleException(tx, id, wanted, expected, organization.now));
const remove = (id: string, expected: number | null = null) =>
  organization.write((tx) => removeScheduleException(tx, id, expected, organization.now));
const find = (id: string) => organization.read((database) => findScheduleException(database, id));
const during = ({ starts_at, ends_at }: ScheduleExceptionRow) => `${starts_at.toString()}/${ends_at.toString()}`;

test("an exception is stored as said, and asks about nothing that it does not name", async () => {
  const exception = await add({ reason: "Painting" });
  expect(JSON.parse(JSON.stringify(exception))).toEqual({
    id: exception.id,
    version: 1,
    kind: "blocked",
    resource_id: null,
    clinic_id: null,
    service_id: null,
    room_id: null,
    starts_at: "2026-12-07T00:00:00Z",
    ends_at: "2026-12-08T00:00:00Z",
    timezone: "UTC",
    source: "manual",
    reason: "Painting",
    lanes: null,
    slot_minutes: null,
    session_id: null,
    created_at: "2026-11-02T08:00:00Z",
  });
  expect(await find(exception.id)).toEqual(exception);
});

describe("local dates are read", () => {
  const summer = { from: "2027-07-01", to: "2027-07-02" };
  test.each<[string, () => Partial<Wanted>, string, string]>([
    ["in the zone named", () => ({ timezone: "Asia/Kolkata", clinic_id: ids.cairo }), "Asia/Kolkata", "18:30:00Z"],
    ["in the clinic's", () => ({ clinic_id: ids.athens, resource_id: ids.laser }), "Europe/Athens", "21:00:00Z"],
    ["in that of the resource's clinic", () => ({ resource_id: ids.room }), "Africa/Cairo", "21:00:00Z"],
    ["in that of the practitioner's clinic", () => ({ resource_id: ids.doctor }), "Africa/Cairo", "21:00:00Z"],
    ["in that of the first of several", () => ({ resource_id: ids.traveller }), "Europe/Athens", "21:00:00Z"],
    ["in UTC for what moves", () => ({ resource_id: ids.laser }), "UTC", "00:00:00Z"],
  ])("%s", async (_, wanted, timezone, clock) => {
    const exception = await add({ ...summer, ...wanted() });
    expect([exception.timezone, exception.starts_at.toString().slice(11)]).toEqual([timezone, clock]);
  });

  test.each([
    // Midnight does not exist: the day starts at one o'clock.
    ["Africa/Cairo", "2027-04-30", "2027-05-01", "2027-04-29T22:00:00Z/2027-04-30T21:00:00Z"],
    ["Africa/Cairo", "2027-10-28", "2027-10-30", "2027-10-27T21:00:00Z/2027-10-29T22:00:00Z"],
    ["Europe/Athens", "2027-03-28", "2027-03-29", "2027-03-27T22:00:00Z/2027-03-28T21:00:00Z"],
    ["Europe/Athens", "2027-10-31", "2027-11-01", "2027-10-30T21:00:00Z/2027-10-31T22:00:00Z"],
    ["Australia/Lord_Howe", "2027-04-04", "2027-04-05", "2027-04-03T13:00:00Z/2027-04-04T13:30:00Z"],
  ])("over a clock change in %s on %s", async (timezone, from, to, expected) => {
    expect(during(await add({ timezone, from, to }))).toBe(expected);
  });

  test("beside instants, and changed ones in the exception's own zone", async () => {
    const exception = await add({ clinic_id: ids.cairo, from: "2027-07-01T09:00:00+03:00", to: "2027-07-02" });
    expect(during(exception)).toBe("2027-07-01T06:00:00Z/2027-07-01T21:00:00Z");
    expect(during(await change(exception.id, { to: "2027-07-03" }))).toBe("2027-07-01T06:00:00Z/2027-07-02T21:00:00Z");
    const moved = await change(exception.id, { from: "2027-07-01", timezone: "Europe/London" });
    expect([moved.timezone, during(moved)]).toEqual(["Europe/London", "2027-06-30T23:00:00Z/2027-07-02T21:00:00Z"]);
  });
});

test.each<[string, Partial<Wanted>, string, string]>([
  ["backwards", { to: "2026-12-06" }, "empty_range", "/to"],
  ["empty", { to: "2026-12-07" }, "empty_range", "/to"],
  [
    "of a day that a zone skipped",
    { from: "2011-12-30", to: "2011-12-31", timezone: "Pacific/Apia" },
    "empty_range",
    "/to",
  ],
  ["of four years", { to: "2030-12-07" }, "range_too_long", "/to"],
  ["within a minute", { from: "2026-12-07T10:00:30Z" }, "invalid_request", "/from"],
  ["that ends within a second", { to: "2026-12-08T10:00:00.000000001Z" }, "invalid_request", "/to"],
  ["of no resource", { resource_id: newId() }, "not_found", "/resource_id"],
  ["of no clinic", { clinic_id: newId() }, "not_found", "/clinic_id"],
  ["of no service", { service_id: newId() }, "not_found", "/service_id"],
  ["of no room", { room_id: newId() }, "not_found", "/room_id"],
  ["that is a holiday of nowhere", { source: "holiday" }, "invalid_rule", "/clinic_id"],
  ["with lanes", { lanes: 2 }, "invalid_rule", "/lanes"],
])("an exception %s is refused", async (_, wanted, code, pointer) => {
  await expect(add(wanted)).rejects.toMatchObject({ code, errors: [{ pointer }] });
});

describe("time that is opened", () => {
  const evening = { kind: "available", from: "2026-12-07T16:00:00Z", to: "2026-12-07T19:00:00Z" } as const;

  test("has the resource's lanes and its shortest slots, unless told otherwise", async () => {
    const of = { ...evening, resource_id: ids.doctor, clinic_id: ids.cairo };
    expect(await add(of)).toMatchObject({ lanes: 2, slot_minutes: 20 });
    expect(await add({ ...of, lanes: 1, slot_minutes: 45 })).toMatchObject({ lanes: 1, slot_minutes: 45 });
    expect(await add({ ...of, resource_id: ids.room })).toMatchObject({ lanes: 1, slot_minutes: 15 });
  });

  test("lies at a clinic where the resource works", async () => {
    const nowhere = add({ ...evening, resource_id: ids.doctor });
    await expect(nowhere).rejects.toMatchObject({ code: "invalid_rule", errors: [{ pointer: "/clinic_id" }] });
    for (const resource_id of [ids.doctor, ids.room])
      await expect(add({ ...evening, resource_id, clinic_id: ids.athens })).rejects.toMatchObject({
        code: "not_offered",
        errors: [{ pointer: "/clinic_id" }],
      });
    expect(await add({ ...evening, resource_id: ids.laser, clinic_id: ids.athens })).toMatchObject({ lanes: 1 });
  });

  test("forgets its slots when it no longer names a resource, and gets new ones when it does", async () => {
    const opening = await add({ ...evening, resource_id: ids.doctor, clinic_id: ids.cairo, lanes: 1 });
    const lifting = await change(opening.id, { resource_id: null });
    expect(lifting).toMatchObject({ resource_id: null, lanes: null, slot_minutes: null });
    await expect(change(opening.id, { lanes: 3 })).rejects.toMatchObject({ errors: [{ pointer: "/lanes" }] });
    const again = await change(opening.id, { resource_id: ids.doctor, slot_minutes: 10 });
    expect(again).toMatchObject({ lanes: 2, slot_minutes: 10 });
  });
});

test("a change replaces what it names; a stale one is refused and changes nothing", async () => {
  const { id } = await add({ clinic_id: ids.cairo, reason: "Eid", source: "holiday" });
  const changed = await change(id, { to: "2026-12-09", room_id: ids.room }, 1);
  expect(changed).toMatchObject({ version: 2, reason: "Eid", room_id: ids.room, source: "holiday" });
  expect(during(changed)).toBe("2026-12-06T22:00:00Z/2026-12-08T22:00:00Z");
  await expect(change(id, { reason: "Late" }, 1)).rejects.toMatchObject({ code: "version_mismatch" });
  await expect(change(id, { clinic_id: null })).rejects.toMatchObject({ errors: [{ pointer: "/clinic_id" }] });
  await expect(change(id, { room_id: ids.laser })).rejects.toMatchObject({ errors: [{ pointer: "/room_id" }] });
  await expect(change(id, { from: "2026-12-10" })).rejects.toMatchObject({ code: "empty_range" });
  await expect(change(newId(), {})).rejects.toMatchObject({ code: "not_found", errors: [{ pointer: "/id" }] });
  expect(await find(id)).toEqual(changed);
});

test("a removed exception is gone; a stale removal is refused", async () => {
  const { id } = await add();
  await change(id, { reason: "Moved on" });
  await expect(remove(id, 1)).rejects.toMatchObject({ code: "version_mismatch" });
  await remove(id, 2);
  expect(await find(id)).toBeUndefined();
  await expect(remove(id)).rejects.toMatchObject({ code: "not_found" });
});

test("exceptions are listed by when they are and whom they concern, in pages", async () => {
  const later = { from: "2028-02-01", to: "2028-02-02" };
  const made = [
    await add(later),
    await add({ ...later, clinic_id: ids.cairo }),
    await add({ ...later, clinic_id: ids.athens, resource_id: ids.traveller }),
    await add({ ...later, to: "2028-02-05", resource_id: ids.doctor }),
  ];
  const list = async (
    filter: Partial<Parameters<typeof listScheduleExceptions>[1]> = {},
    after: (string | null)[] = [null, null],
  ) => {
    const all = { clinicId: null, resourceId: null, kind: null, source: null, from: made[0]!.starts_at, to: null };
    return await organization.read((database) => listScheduleExceptions(database, { ...all, ...filter }, after, 200));
  };
  const names = (rows: ScheduleExceptionRow[]) => rows.map(({ id }) => made.findIndex((one) => one.id === id));
  expect(names(await list({ to: made[0]!.ends_at })).sort()).toEqual([0, 1, 2, 3]);
  expect(names(await list({ clinicId: ids.cairo })).sort()).toEqual([0, 1, 3]);
  expect(names(await list({ clinicId: ids.athens, resourceId: ids.doctor })).sort()).toEqual([0, 3]);
  expect(names(await list({ from: made[0]!.ends_at }))).toEqual([3]);
  expect(await list({ kind: "available" })).toEqual([]);
  const all = await list();
  const [first] = all;
  expect(await list({}, [first!.starts_at.toString(), first!.id])).toEqual(all.slice(1));
});
