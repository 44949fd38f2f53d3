import { Temporal } from "temporal-polyfill";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { openTestOrganization, type TestOrganization } from "../../../test/organization.ts";
import { openWard, type TestWard } from "../../../test/ward.ts";
import { epochDayOf } from "../../core/zones.ts";
import { addScheduleException, removeScheduleException } from "../schedule-exception-record.ts";
import { type GeneratedSessions, generateSessions } from "./generate-sessions.ts";
import { ensureSession } from "./ensure-session.ts";
import { addSessionRule, changeSessionRule } from "./session-rule-record.ts";
import { listSessions } from "./sessions.sql.ts";

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

const monday = { weekday: 1, start_local: "07:00", end_local: "12:00", name: "Morning" };
const nothing = { added: 0, removed: 0, changed: 0, unchanged: 0, stranded: [] };

const add = async (rule: object = {}) => {
  const { clinicId: clinic_id, serviceId: service_id, poolId: pool_id } = ward;
  const wanted = { clinic_id, service_id, pool_id, ...monday, ...rule };
  return await organization.write((tx) => addSessionRule(tx, wanted, organization.now));
};
const change = async (id: string, to: Parameters<typeof changeSessionRule>[2]) =>
  await organization.write((tx) => changeSessionRule(tx, id, to, null, organization.now));

async function generate(from = "2026-11-03", to = "2026-12-01"): Promise<GeneratedSessions> {
  const dates = { from: Temporal.PlainDate.from(from), to: Temporal.PlainDate.from(to) };
  return await generateSessions(organization.house, organization.id, { clinicId: ward.clinicId, ...dates });
}

async function sessions() {
  const all = { clinicId: ward.clinicId, serviceId: null, status: null };
  const during = { from: Temporal.Instant.from("2026-01-01T00:00Z"), to: Temporal.Instant.from("2028-01-01T00:00Z") };
  return await organization.read((database) =>
    listSessions(database, { ...all, ...during }, organization.now, [null, null], 200),
  );
}
const startsOf = async () => (await sessions()).map(({ starts_at }) => starts_at.toString());

test("a rule makes a session of each of its dates, with all beds of its pool", async () => {
  await add();
  expect(await generate()).toEqual({ ...nothing, added: 4 });
  const [first, ...others] = await sessions();
  expect(others).toHaveLength(3);
  expect(first).toMatchObject({
    name: "Morning",
    beds: 3,
    capacity: 3,
    admitted: 0,
    free: 3,
    status: "open",
    version: 1,
  });
  expect(String(first!.service_date)).toBe("2026-11-09");
  expect([first!.starts_at.toString(), first!.ends_at.toString()]).toEqual([
    "2026-11-09T05:00:00Z",
    "2026-11-09T10:00:00Z",
  ]);
});

test("again it changes nothing", async () => {
  await add();
  await generate();
  const before = await sessions();
  expect(await generate()).toEqual({ ...nothing, unchanged: 4 });
  expect(await sessions()).toEqual(before);
});

test("what is over is not made", async () => {
  await add({ start_local: "04:00", end_local: "09:00" });
  expect(await generate("2026-10-26", "2026-11-10")).toEqual({ ...nothing, added: 1 });
  expect(await startsOf()).toEqual(["2026-11-09T02:00:00Z"]);
});

test("two processes at once make one session", async () => {
  await add();
  const made = await Promise.all(Array.from({ length: 6 }, () => generate()));
  expect(made.reduce((sum, { added }) => sum + added, 0)).toBe(4);
  expect(await sessions()).toHaveLength(4);
});

describe("a changed rule", () => {
  test("takes its sessions along", async () => {
    const { id } = await add();
    await generate();
    await change(id, { start_local: "08:00", name: "Later", capacity: 2 });
    expect(await generate()).toEqual({ ...nothing, changed: 4 });
    const [first] = await sessions();
    expect(first).toMatchObject({ name: "Later", beds: 2, capacity: 2, version: 2 });
    expect(first!.starts_at.toString()).toBe("2026-11-09T06:00:00Z");
    expect(await generate()).toEqual({ ...nothing, unchanged: 4 });
  });

  test("of another weekday takes them away and makes others", async () => {
    const { id } = await add();
    await generate();
    await change(id, { weekday: 2 });
    expect(await generate()).toEqual({ ...nothing, added: 4, removed: 4 });
    expect(await startsOf()).toEqual(["03", "10", "17", "24"].map((day) => `2026-11-${day}T05:00:00Z`));
    await change(id, { weekday: 1 });
    expect(await generate()).toEqual({ ...nothing, added: 4, removed: 4 });
    expect(await sessions()).toHaveLength(4);
  });

  test("that is retired ends after its last date", async () => {
    const { id } = await add();
    await generate();
    await change(id, { status: "retired", valid_to: "2026-11-16" });
    expect(await generate()).toEqual({ ...nothing, removed: 2, unchanged: 2 });
    expect(await startsOf()).toEqual(["2026-11-09T05:00:00Z", "2026-11-16T05:00:00Z"]);
  });
});

describe("a date on which no bed can be used", () => {
  const closure = () => ({ kind: "blocked" as const, clinic_id: ward.clinicId, from: "2026-11-16", to: "2026-11-17" });

  test("has no session", async () => {
    await add();
    await organization.write((tx) => addScheduleException(tx, closure(), null, organization.now));
    expect(await generate()).toEqual({ ...nothing, added: 3 });
  });

  test("loses its session, and has it again when it opens", async () => {
    await add();
    await generate();
    const { id } = await organization.write((tx) => addScheduleException(tx, closure(), null, organization.now));
    expect(await generate()).toEqual({ ...nothing, removed: 1, unchanged: 3 });
    expect(await sessions()).toHaveLength(3);
    expect(await generate()).toEqual({ ...nothing, unchanged: 4 });
    await organization.write((tx) => removeScheduleException(tx, id, null, organization.now));
    expect(await generate()).toEqual({ ...nothing, added: 1, unchanged: 3 });
    expect(await sessions()).toHaveLength(4);
  });

  test("has a smaller session while a bed is left", async () => {
    await add();
    const [bed] = ward.bedIds;
    await organization.write((tx) =>
      addScheduleException(tx, { ...closure(), clinic_id: null, resource_id: bed }, null, organization.now),
    );
    await generate();
    expect((await sessions()).map(({ beds, capacity, free }) => [beds, capacity, free])).toEqual([
      [3, 3, 3],
      [3, 2, 2],
      [3, 3, 3],
      [3, 3, 3],
    ]);
  });
});

describe("a session beyond what was generated", () => {
  const day = epochDayOf(Temporal.PlainDate.from("2027-06-07"));
  const ensure = (ruleId: string) => organization.write((tx) => ensureSession(tx, { ruleId, day }, organization.now));

  test("is made once for all who book it at once", async () => {
    const { id } = await add();
    const ids = await Promise.all(Array.from({ length: 4 }, () => ensure(id)));
    expect(new Set(ids).size).toBe(1);
    expect(await sessions()).toMatchObject([{ id: ids[0], beds: 3 }]);
  });

  test("is not made on a date of which the rule knows nothing", async () => {
    const { id } = await add({ valid_to: "2027-01-01" });
    await expect(ensure(id)).rejects.toMatchObject({ code: "supply_changed" });
  });
});
