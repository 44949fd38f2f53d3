import { afterAll, beforeAll, expect, test } from "vitest";
import { openTestOrganization, type TestOrganization } from "../../test/organization.ts";
import { openTestSupply } from "../../test/supply.ts";
import { newId } from "../platform/ids.ts";
import { changeClinic, openClinic } from "./clinic-record.ts";
import { addPool, changePool } from "./pool-record.ts";
import { findPool, listPools } from "./pools.sql.ts";
import { addResource, changeResource } from "./resource-record.ts";

let organization: TestOrganization;
let supply: Awaited<ReturnType<typeof openTestSupply>>;

beforeAll(async () => {
  organization = await openTestOrganization();
  supply = await openTestSupply(organization);
});
afterAll(() => organization.close());

const room = async (clinic_id: string | null = supply.clinicId) =>
  (await organization.write((tx) => addResource(tx, { kind: "room", name: "Room", clinic_id }, organization.now))).id;
const add = (wanted: Partial<Parameters<typeof addPool>[1]> = {}) =>
  organization.write((tx) => addPool(tx, { clinic_id: supply.clinicId, name: "Rooms", ...wanted }, organization.now));
const change = (id: string, wanted: Parameters<typeof changePool>[2], expected: number | null = null) =>
  organization.write((tx) => changePool(tx, id, wanted, expected, organization.now));
const find = (id: string) => organization.read((database) => findPool(database, id));

test("a pool is empty unless told otherwise, and keeps its resources in their order", async () => {
  const pool = await add();
  expect(pool).toEqual({
    id: pool.id,
    version: 1,
    clinic_id: supply.clinicId,
    name: "Rooms",
    resource_ids: [],
    status: "active",
  });
  const [first, second, moving] = [await room(), await room(), await room(null)];
  const { id } = await add({ resource_ids: [second, moving, first] });
  expect(await find(id)).toMatchObject({ resource_ids: [second, moving, first] });
});

test("a change replaces the resources as a whole and leaves what it does not name", async () => {
  const [first, second, third] = [await room(), await room(), await room()];
  const { id } = await add({ resource_ids: [first, second] });
  expect(await change(id, { resource_ids: [third, second] }, 1)).toMatchObject({
    version: 2,
    name: "Rooms",
    resource_ids: [third, second],
  });
  expect(await change(id, { name: "Upstairs" })).toMatchObject({ name: "Upstairs", resource_ids: [third, second] });
  expect(await change(id, { resource_ids: [] })).toMatchObject({ name: "Upstairs", resource_ids: [] });
});

test.each([
  ["a resource that does not exist", "not_found", "/resource_ids/1", async () => [await room(), newId()]],
  [
    "a room of another clinic",
    "invalid_request",
    "/resource_ids/1",
    async () => [await room(), await room(supply.otherClinicId)],
  ],
  ["a practitioner", "invalid_request", "/resource_ids/0", async () => [supply.practitionerId]],
  ["a chair twice", "invalid_request", "/resource_ids/1", async () => [supply.chairId, supply.chairId]],
])("%s is refused at its place, and nothing changes", async (_, code, pointer, wish) => {
  const resource_ids = await wish();
  const refusal = { code, errors: [{ pointer }] };
  await expect(add({ resource_ids })).rejects.toMatchObject(refusal);
  const pool = await add({ resource_ids: [supply.chairId] });
  await expect(change(pool.id, { resource_ids })).rejects.toMatchObject(refusal);
  expect(await find(pool.id)).toEqual(pool);
});

test("a pool needs a clinic that exists and is open", async () => {
  await expect(add({ clinic_id: newId() })).rejects.toMatchObject({
    code: "not_found",
    errors: [{ pointer: "/clinic_id" }],
  });
  const clinic = { name: "Closed", timezone: "Europe/Athens" };
  const { id: clinic_id } = await organization.write((tx) => openClinic(tx, clinic, organization.now));
  await organization.write((tx) => changeClinic(tx, clinic_id, { status: "retired" }, null, organization.now));
  await expect(add({ clinic_id })).rejects.toMatchObject({ code: "retired", errors: [{ pointer: "/clinic_id" }] });
});

test("a retired pool stays readable", async () => {
  const { id } = await add({ resource_ids: [supply.chairId] });
  await change(id, { status: "retired" });
  expect(await find(id)).toMatchObject({ status: "retired", resource_ids: [supply.chairId] });
});

test("a resource that moves to another clinic leaves the pools of the old one; one that moves about stays", async () => {
  const [moved, free] = [await room(), await room()];
  const { id } = await add({ resource_ids: [moved, free] });
  const place = (resource: string, clinic_id: string | null) =>
    organization.write((tx) => changeResource(tx, resource, { clinic_id }, null, organization.now));
  await place(free, null);
  expect(await find(id)).toMatchObject({ version: 1, resource_ids: [moved, free] });
  await place(moved, supply.otherClinicId);
  expect(await find(id)).toMatchObject({ version: 2, resource_ids: [free] });
});

test("of eight rivals for one version one wins, with its resources whole", async () => {
  const rooms = [await room(), await room(), await room()];
  const { id } = await add({ resource_ids: rooms });
  await Promise.all(Array.from({ length: 8 }, () => find(id)));
  const tries = await Promise.allSettled(
    Array.from({ length: 8 }, (_, i) => change(id, { name: `Rooms ${i}`, resource_ids: rooms.slice(i % 3) }, 1)),
  );
  const won = tries.flatMap((one) => (one.status === "fulfilled" ? [one.value] : []));
  expect(won).toHaveLength(1);
  expect(await find(id)).toEqual(won[0]);
  await expect(change(newId(), { name: "Nowhere" })).rejects.toMatchObject({ code: "not_found" });
});

test("pools are listed by name, and by clinic", async () => {
  const { clinicId } = await openTestSupply(organization);
  for (const name of ["X-ray", "Beds"]) await add({ clinic_id: clinicId, name });
  const list = (after: (string | null)[]) => organization.read((database) => listPools(database, clinicId, after, 10));
  const pools = await list([null, null]);
  expect(pools.map(({ name }) => name)).toEqual(["Beds", "Chairs", "X-ray"]);
  expect((await list([pools[0]!.name, pools[0]!.id])).map(({ name }) => name)).toEqual(["Chairs", "X-ray"]);
});
