import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openTestOrganization, type TestOrganization } from "../../test/organization.ts";
import { registerCrowd } from "../../test/patient-crowd.ts";
import { findPatients } from "./find-patients.ts";
import { registerPatient } from "./patient-record.ts";

let organization: TestOrganization;

const people = [
  ["Leo Adamson", null],
  ["Adamson Zafiris", "+306912340001"],
  ["Zoe Adamson", "+306900012340"],
  ["Bo Adamsen", null],
  ["Ξένια Άνταμ", null],
  ["Γιώργος Ξένος", null],
  ["Αλέξης Βλάχος", null],
  ["علي منصور", null],
  ["أحمد علي", null],
  ["王小明", null],
] as const;

beforeAll(async () => {
  organization = await openTestOrganization();
  for (const [name, phone] of people)
    await organization.write((tx) => registerPatient(tx, { name, phone }, organization.now));
});
afterAll(() => organization.close());

async function found(query: string, limit = 20): Promise<string[]> {
  const { items } = await organization.read((database) => findPatients(database, { query, limit }));
  return items.map(({ name }) => name);
}

describe("who comes first", () => {
  test("whose name begins as typed, then who has it, then who has something like it", async () => {
    expect(await found("Adamson")).toEqual(["Adamson Zafiris", "Leo Adamson", "Zoe Adamson", "Bo Adamsen"]);
  });

  test("a name like the whole of what is typed, among names with a word as like", async () => {
    expect((await found("Adamsn Zoe"))[0]).toBe("Zoe Adamson");
    expect((await found("Leo Adamsn"))[0]).toBe("Leo Adamson");
  });

  test("what is only remotely like it, when nobody has anything nearer", async () => {
    expect(await found("Adamzan")).toContain("Leo Adamson");
    expect(await found("Adamzan")).not.toContain("Αλέξης Βλάχος");
  });

  test.each([1, 2, 3])("as many as are wanted: %i", async (limit) => {
    expect(await found("Adamson", limit)).toEqual(["Adamson Zafiris", "Leo Adamson", "Zoe Adamson"].slice(0, limit));
  });

  test("a name in the other order has the same words", async () => {
    expect((await found("adamson zoe"))[0]).toBe("Zoe Adamson");
    expect((await found("منصور علي"))[0]).toBe("علي منصور");
  });

  test("nobody comes twice", async () => {
    for (const query of ["adamson", "a", "zoe adamson", "adamson zafiris", "ξε"]) {
      const names = await found(query);
      expect(new Set(names).size).toBe(names.length);
    }
  });
});

describe("one letter or two", () => {
  test.each([
    ["are how a name begins", "ζα", []],
    ["are how any of its words begins", "za", ["Adamson Zafiris"]],
    ["in Greek, the given name first", "ξε", ["Ξένια Άνταμ", "Γιώργος Ξένος"]],
    ["in Arabic", "عل", ["علي منصور", "أحمد علي"]],
    ["are not what stands within a word", "am", []],
    ["with another word", "z ad", ["Adamson Zafiris", "Zoe Adamson"]],
    ["after a word", "adamson z", ["Adamson Zafiris", "Zoe Adamson"]],
    ["are a word in a script without spaces", "小明", ["王小明"]],
  ])("%s: %s", async (_, query, names) => {
    expect(await found(query)).toEqual(names);
  });
});

describe("a number", () => {
  test.each([
    ["by its last digits", "40001", ["Adamson Zafiris"]],
    ["by what is in two", "12340", ["Adamson Zafiris", "Zoe Adamson"]],
    ["by all of it", "+30 6900 012340", ["Zoe Adamson"]],
    ["that nobody has", "99999", []],
  ])("%s", async (_, query, names) => {
    expect(await found(query)).toEqual(names);
  });

  test("whose it is comes before who shares it", async () => {
    const shared = { name: "Aaron Zafiris", phone: "+306912340001", phone_is_own: false };
    await organization.write((tx) => registerPatient(tx, shared, organization.now));
    expect(await found("6912340001")).toEqual(["Adamson Zafiris", "Aaron Zafiris"]);
  });
});

test("of a name that thousands have, who begins with it comes first all the same", async () => {
  const crowded = await openTestOrganization();
  const names = Array.from({ length: 6_000 }, (_, n) => `Bo${n} Ubiquitous`).concat("Ubiquitous Zed", "Zed Ubiquitos");
  const crowd = names.map((name) => ({ name }));
  await crowded.write((tx) => registerCrowd(tx, crowd, crowded.now));
  const search = async (query: string) =>
    (await crowded.read((database) => findPatients(database, { query, limit: 3 }))).items.map(({ name }) => name);
  expect((await search("ubiquitous"))[0]).toBe("Ubiquitous Zed");
  expect(await search("ubiquitous")).toHaveLength(3);
  expect((await search("bo5999"))[0]).toBe("Bo5999 Ubiquitous");
  expect((await search("ubiquitous bo5999"))[0]).toBe("Bo5999 Ubiquitous");
  expect(await search("ubiquitus")).toHaveLength(3);
  expect((await search("zed ubiquitous")).slice(0, 2)).toEqual(["Ubiquitous Zed", "Zed Ubiquitos"]);
  await crowded.close();
});
