import { afterAll, beforeAll, expect, test } from "vitest";
import { openTestOrganization, type TestOrganization } from "../../test/organization.ts";
import { registerCrowd } from "../../test/patient-crowd.ts";
import { findDuplicates } from "./duplicates.ts";
import { registerPatient } from "./patient-record.ts";

/** A service in which hundreds have one name, and hundreds of whom nobody knew the day were born on the first of January. */
let organization: TestOrganization;

const born = (n: number): string => `${1920 + (n % 40)}-${String(1 + (n % 12)).padStart(2, "0")}-02`;
const namesakes = Array.from({ length: 400 }, (_, n) => ({ name: "Maria Nikolaou", birth_date: born(n) }));
const newYears = Array.from({ length: 600 }, (_, n) => ({ name: `Bo${n} Petrou`, birth_date: "1970-01-01" }));

beforeAll(async () => {
  organization = await openTestOrganization();
  await organization.write((tx) => registerCrowd(tx, [...namesakes, ...newYears], organization.now));
});
afterAll(() => organization.close());

test.each([
  ["whose birth date differs in a digit", "Maria Nikolaou", "1985-05-17", "Μαρία Νικολάου", "1985-05-11"],
  ["who was born when many were", "Wassim Haddad", "1970-01-01", "Wasim Haddad", "1970-01-01"],
])("among many the one is found %s", async (_, name, birth_date, secondName, secondDate) => {
  const register = async (said: { name: string; birth_date: string }) =>
    (await organization.write((tx) => registerPatient(tx, said, organization.now))).id;
  const first = await register({ name, birth_date });
  const second = await register({ name: secondName, birth_date: secondDate });
  for (const [id, other] of [
    [first, second],
    [second, first],
  ] as const) {
    const { items } = await organization.read((database) => findDuplicates(database, id));
    expect(items.map(({ patient }) => patient.id)).toContain(other);
  }
});
