import { afterAll, beforeAll, expect, test } from "vitest";
import { openTestOrganization, type TestOrganization } from "../../test/organization.ts";
import { changeClinic, openClinic } from "./clinic-record.ts";
import { findClinic } from "./clinics.sql.ts";

let organization: TestOrganization;

beforeAll(async () => {
  organization = await openTestOrganization({ country: "EG" });
});
afterAll(() => organization.close());

const open = (wanted: Partial<Parameters<typeof openClinic>[1]> = {}) =>
  organization.write((tx) => openClinic(tx, { name: "Giza", timezone: "Africa/Cairo", ...wanted }, organization.now));

test.each([
  ["where the organization is at home", {}, { country: "EG", region: null }],
  ["where it says", { country: "DE", region: "BY" }, { country: "DE", region: "BY" }],
  ["nowhere, when it says so", { country: null }, { country: null, region: null }],
])("a clinic is %s", async (_, wanted, place) => {
  const clinic = await open(wanted);
  expect(clinic).toMatchObject({ ...place, queue_policy: "on_arrival", status: "active" });
  expect(await organization.read((database) => findClinic(database, clinic.id))).toEqual(clinic);
});

test("a clinic moves to another country and keeps the rest", async () => {
  const clinic = await open({ address: "1 Street" });
  const move = { country: "CH", region: "ZH" };
  const moved = await organization.write((tx) => changeClinic(tx, clinic.id, move, 1, organization.now));
  expect(moved).toEqual({ ...clinic, ...move, version: 2 });
});
