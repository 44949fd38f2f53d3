import { afterAll, beforeAll, expect, test } from "vitest";
import { openTestOrganization, type TestOrganization } from "../../test/organization.ts";
import { changePatient, registerPatient } from "./patient-record.ts";
import { registerProvisionalPatient } from "./provisional-patient.ts";

let organization: TestOrganization;

beforeAll(async () => (organization = await openTestOrganization({ country: "EG" })));
afterAll(() => organization.close());

const register = (said: { name?: string; phone?: string }) =>
  organization.write((tx) => registerProvisionalPatient(tx, said, organization.now));

test("somebody without a name can be called by a few letters, and is known once they have one", async () => {
  const somebody = await register({});
  expect(somebody).toMatchObject({
    provisional: true,
    phone: null,
    name: expect.stringMatching(/^\? [2-9A-Z]{3}$/) as string,
  });
  const change = (fields: object) =>
    organization.write((tx) => changePatient(tx, somebody.id, fields, null, organization.now));
  expect(await change({ gender: "female" })).toMatchObject({ provisional: true });
  expect(await change({ name: "Mona" })).toMatchObject({ provisional: false, name: "Mona", gender: "female" });
});

test("whoever owns the number stays its owner", async () => {
  const phone = "+201001234567";
  await organization.write((tx) => registerPatient(tx, { name: "Owner", phone }, organization.now));
  expect(await register({ name: "Heard only", phone: "0100 123 4567" })).toMatchObject({
    provisional: true,
    name: "Heard only",
    phone,
    phone_is_own: false,
  });
});

test("a number that does not exist is named where a walk-in says it", async () => {
  await expect(register({ phone: "12" })).rejects.toMatchObject({
    code: "invalid_request",
    errors: [{ pointer: "/patient/phone" }],
  });
});
