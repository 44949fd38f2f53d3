import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { columnsOf, readMapping } from "./mapping.ts";

const patients = { source: "old", kind: "patients", key: "id", fields: { name: "name" } };

test("a mapping says which columns it speaks of", () => {
  const mapping = readMapping(
    JSON.stringify({
      ...patients,
      fields: { name: { template: "{first} {last}" }, birth_date: { column: "dob", format: "D/M/YYYY" } },
      leave_out: { state: ["gone"] },
      ignore: ["notes"],
    }),
  );
  expect([...columnsOf(mapping)].sort()).toEqual(["dob", "first", "id", "last", "notes", "state"]);
});

const visit = { clinic: "c", service: "s", patient: "p", arrived_at: "t" };

test.each([
  ["not JSON", "{", /not JSON/],
  ["an unknown member", { ...patients, colums: {} }, /at its top.*colums/],
  ["an unknown kind", { ...patients, kind: "doctors" }, /at kind/],
  [
    "an unknown field",
    { ...patients, fields: { name: "name", nam: "x" } },
    /at fields\.nam: patients have no such field/,
  ],
  ["a needed field", { ...patients, fields: {} }, /patients need the field "name"/],
  ["no key", { ...patients, key: [] }, /at key/],
  [
    "a format",
    { ...patients, fields: { name: "n", birth_date: { column: "d", format: "DD/MM/YY" } } },
    /at fields\.birth_date/,
  ],
  ["two sources of a field", { ...patients, fields: { name: { column: "n", value: "x" } } }, /at fields\.name/],
  ["a source name", { ...patients, source: "Old System" }, /at source/],
  [
    "a session without sessions",
    { ...patients, kind: "visits", fields: { ...visit, arrived_at: { column: "t", on: "session" } } },
    /no "sessions" section/,
  ],
  [
    "a duration without its beginning",
    { ...patients, kind: "visits", fields: { ...visit, ended_at: { column: "m", after: "paid_at", unit: "minutes" } } },
    /no earlier point in time/,
  ],
  ["a newcomer among patients", { ...patients, new_patient: { name: "x" } }, /at new_patient/],
])("%s is refused by its place in the mapping", (_, mapping, reason) => {
  expect(() => readMapping(typeof mapping === "string" ? mapping : JSON.stringify(mapping))).toThrow(reason);
});

test("every mapping in the guides can be read", () => {
  const guides = readdirSync("docs/how-to").filter((name) => name.endsWith(".mapping.json"));
  expect(guides).not.toEqual([]);
  for (const name of guides) readMapping(readFileSync(`docs/how-to/${name}`, "utf8"));
  const examples = readFileSync("docs/how-to/import.md", "utf8").matchAll(/```json\n(\{[\s\S]*?"kind"[\s\S]*?)```/g);
  for (const [, json] of examples) readMapping(json!);
});
