import { Temporal } from "temporal-polyfill";
import { expect, test } from "vitest";
import { worthALook } from "./duplicates.ts";
import { matchPatients } from "./match-patients.ts";

type Said = Partial<Parameters<typeof matchPatients>[0]>;

const person = (name: string, born: string | null = null, said: Said = {}) => ({
  name,
  phone: null,
  birth_date: born === null ? null : Temporal.PlainDate.from(born),
  gender: "unknown" as const,
  provisional: false,
  ...said,
});
const codes = (...both: Parameters<typeof matchPatients>) => matchPatients(...both).reasons.map(({ code }) => code);

test.each([
  ["Maria Lambrou", "Maria Lambrou", "same_name"],
  ["Lambrou Maria", "Maria Lambrou", "same_name"],
  ["Μαρία Λάμπρου", "Maria Lambrou", "name_sounds_alike"],
  ["Mohammed El-Sayed", "Mohamed El-Sayed", "similar_name"],
  ["Mona Sherif", "Amira Sherif", "other_name"],
  // Twins: what they have in common is the family name.
  ["أحمد سليمان", "محمود سليمان", "other_name"],
])("%s and %s: %s", (one, other, code) => {
  expect(codes(person(one), person(other))).toEqual([code]);
});

test("names in letters of which nobody knows the sound neither agree nor differ", () => {
  const [one, other] = [person("නිමල් පෙරේරා", "1980-05-04"), person("Nimal Perera", "1980-05-04")];
  expect(codes(one, other)).toEqual(["same_birth_date"]);
});

test.each([
  ["1980-05-04", "1980-05-04", "same_birth_date"],
  ["1980-05-04", "1980-04-05", "birth_date_swapped"],
  ["1980-05-04", "1980-05-19", "birth_date_near"],
  ["1980-05-04", "1980-11-04", "birth_date_near"],
  ["1980-05-04", "1990-05-04", "birth_date_near"],
  ["1980-05-04", "1980-11-05", "other_birth_date"],
])("born on %s and on %s: %s", (one, other, code) => {
  expect(codes(person("Maria Lambrou", one), person("Maria Lambrou", other))).toContain(code);
});

test("a name that is only similar, and a birth date that is only near, are nobody's duplicate", () => {
  const [one, other] = [person("Mohammed El-Sayed", "1980-05-04"), person("Mohamed El-Sayed", "1980-05-19")];
  expect(codes(one, other)).toEqual(["similar_name", "birth_date_near"]);
  // Candidates by name are therefore those whose name sounds the same: see duplicates.sql.ts.
  expect(matchPatients(one, other).score).toBeLessThan(worthALook);
});
