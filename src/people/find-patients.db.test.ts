import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openTestOrganization, type TestOrganization } from "../../test/organization.ts";
import { findPatients } from "./find-patients.ts";
import { changePatient, registerPatient } from "./patient-record.ts";

let organization: TestOrganization;

const people = [
  ["فاطمة الزهراء أحمد", "+20 100 123 4567"],
  ["محمد عبد الرحمن", "0101 234 5678"],
  ["Γιώργος Παπαδόπουλος", null],
  ["Μαρία Άγγελου", null],
  ["Müller Jürgen", null],
  ["Mohammed Hassan", null],
  ["Mona El-Sayed", null],
  ["නිමල් පෙරේරා", null],
  ["முருகன் செல்வம்", null],
] as const;

beforeAll(async () => {
  organization = await openTestOrganization({ country: "EG" });
  for (const [name, phone] of people)
    await organization.write((tx) => registerPatient(tx, { name, phone }, organization.now));
});
afterAll(() => organization.close());

const found = async (query: string) => {
  const { items } = await organization.read((database) => findPatients(database, { query, limit: 10 }));
  return items.map(({ name }) => name);
};

describe("the desk finds a patient", () => {
  test.each([
    ["by an Arabic name with other letters for the same sounds", "فاطمه", "فاطمة الزهراء أحمد"],
    ["by an Arabic name without its hamza", "احمد", "فاطمة الزهراء أحمد"],
    ["by a compound written as one word", "عبدالرحمن", "محمد عبد الرحمن"],
    ["by a Greek name without accents", "γιωργος", "Γιώργος Παπαδόπουλος"],
    ["by part of a Greek family name in capitals", "ΠΑΠΑΔΟΠ", "Γιώργος Παπαδόπουλος"],
    ["by a Latin name without its dots", "muller", "Müller Jürgen"],
    ["in either order", "jurgen muller", "Müller Jürgen"],
    ["in spite of a typing error", "mohamed hasan", "Mohammed Hassan"],
    ["in spite of a Greek typing error", "παπαδοπουλλος", "Γιώργος Παπαδόπουλος"],
    ["by a name as it may be heard", "mouna sayed", "Mona El-Sayed"],
    ["by a name as it may be heard by another", "mona saied", "Mona El-Sayed"],
    ["in Sinhala", "පෙරේරා", "නිමල් පෙරේරා"],
    ["in Tamil", "செல்வம்", "முருகன் செல்வம்"],
    ["by a phone number as it is dialled at home", "0100 123", "فاطمة الزهراء أحمد"],
    ["by a phone number in Arabic digits", "٠١٠٠١٢٣٤", "فاطمة الزهراء أحمد"],
    ["by the end of a phone number", "345678", "محمد عبد الرحمن"],
  ])("%s", async (_, query, name) => {
    expect(await found(query)).toContain(name);
  });

  test.each([
    ["a name that nobody has", "Ποσειδώνας"],
    ["one word right and one wrong", "Mohammed Παπαδόπουλος"],
    ["a wildcard is no wildcard", "%"],
    ["quotes and backslashes", "'\\\" or 1=1 --"],
  ])("nothing for %s", async (_, query) => {
    expect(await found(query)).toEqual([]);
  });

  test("the closest name comes first", async () => {
    expect((await found("Mohammed"))[0]).toBe("Mohammed Hassan");
  });

  test("all of them in pages, each once", async () => {
    const names: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await organization.read((database) => findPatients(database, { limit: 3, cursor }));
      names.push(...page.items.map(({ name }) => name));
      cursor = page.next_cursor ?? undefined;
    } while (cursor !== undefined);
    expect(names.toSorted()).toEqual(people.map(([name]) => name).toSorted());
  });

  test("not in another organization", async () => {
    const { id } = organization;
    const rows = organization.postgres.read("00000000-0000-7000-8000-000000000000", (database) =>
      database.rows("select * from find_patients_by_name($1, $2, 10)", [id, ["mohammed"]]),
    );
    await expect(rows).resolves.toEqual([]);
  });
});

describe("the owner of a number", () => {
  test("is one; relatives share it", async () => {
    const phone = "+201001234567";
    const another = organization.write((tx) => registerPatient(tx, { name: "Cousin", phone }, organization.now));
    await expect(another).rejects.toMatchObject({ code: "phone_taken", errors: [{ pointer: "/phone" }] });
    const cousin = await organization.write((tx) =>
      registerPatient(tx, { name: "Cousin", phone, phone_is_own: false }, organization.now),
    );
    expect(cousin).toMatchObject({ phone, phone_is_own: false });
  });

  test.each([
    ["a number that does not exist", { phone: "12" }, "/phone"],
    ["a birth in the future", { birth_date: "2027-01-01" }, "/birth_date"],
    ["a birth before anybody alive", { birth_date: "1890-01-01" }, "/birth_date"],
  ])("refuses %s", async (_, wrong, pointer) => {
    const wanted = organization.write((tx) => registerPatient(tx, { name: "Nobody", ...wrong }, organization.now));
    await expect(wanted).rejects.toMatchObject({ code: "invalid_request", errors: [{ pointer }] });
  });
});

describe("a change of the record", () => {
  test("touches what it names, once per version", async () => {
    const { now } = organization;
    const created = await organization.write((tx) =>
      registerPatient(tx, { name: "Nour", address: "1 Nile St", gender: "female" }, now),
    );
    const changed = await organization.write((tx) => changePatient(tx, created.id, { name: "Nour Adel" }, 1, now));
    expect(changed).toMatchObject({ name: "Nour Adel", address: "1 Nile St", gender: "female", version: 2 });
    const late = organization.write((tx) => changePatient(tx, created.id, { address: null }, 1, now));
    await expect(late).rejects.toMatchObject({ code: "version_mismatch" });
    expect(await found("nour adel")).toEqual(["Nour Adel"]);
  });
});
