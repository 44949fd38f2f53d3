import { Temporal } from "temporal-polyfill";
import { expect, test } from "vitest";
import { mapRow } from "./map-row.ts";
import { readMapping } from "./mapping.ts";

const surroundings = {
  zoneOf: (clinic: string) => (clinic === "main" ? "Europe/Athens" : null),
  sessionDates: new Map([["7", Temporal.PlainDate.from("2026-10-10")]]),
};

const patients = readMapping(
  JSON.stringify({
    source: "old",
    kind: "patients",
    key: "id",
    empty: ["-"],
    fields: {
      name: { template: "{first} {last}" },
      phone: "phone",
      birth_date: { column: "dob", format: "D/M/YYYY" },
      gender: { column: "sex", values: { F: "female", M: "male", "": "unknown" } },
      age: "age",
      notes: "notes",
    },
  }),
);

const good = { id: "1", first: "Ada", last: "Lovelace", phone: "691", dob: "1/2/1990", sex: "F", age: "36", notes: "" };

function map(cells: Partial<Record<keyof typeof good, string>>) {
  const result = mapRow({ line: 5, cells: new Map(Object.entries({ ...good, ...cells })) }, patients, surroundings);
  return Array.isArray(result) ? result.map(({ line, column, code }) => `${line} ${column} ${code}`) : result;
}

test("a row becomes a patient", () => {
  expect(map({})).toMatchObject({
    key: "1",
    values: { name: "Ada Lovelace", phone: "691", birth_date: "1990-02-01", gender: "female", age: 36 },
  });
  expect(map({ sex: "", last: "-", dob: " ", age: "" })).toMatchObject({ values: { name: "Ada", gender: "unknown" } });
});

test.each([
  [{ id: "" }, ["5 id missing"]],
  [{ id: "1.23457E+11" }, ["5 id mangled_number"]],
  [{ phone: "3,069E+11" }, ["5 phone mangled_number"]],
  [{ dob: "30/2/2023" }, ["5 dob no_such_date"]],
  [{ dob: "1990-02-01" }, ["5 dob wrong_format"]],
  [{ sex: "X" }, ["5 sex unknown_value"]],
  [{ age: "-1" }, ["5 age invalid_value"]],
  [{ age: "200" }, ["5 age invalid_value"]],
  [{ age: "old" }, ["5 age invalid_value"]],
  [{ first: "", last: "" }, ["5 first missing"]],
  [{ first: "A\u0007da" }, ["5 first invalid_value"]],
  [{ first: "\u202Eada" }, ["5 first invalid_value"]],
  [{ notes: "x".repeat(5000) }, ["5 notes invalid_value"]],
  [{ id: "1E+05", dob: "x", sex: "X" }, ["5 id mangled_number", "5 dob wrong_format", "5 sex unknown_value"]],
])("%j is refused, cell by cell", (cells, expected) => {
  expect(map(cells)).toEqual(expected);
});

test("keys that only look like shortened numbers are keys", () => {
  for (const id of ["H622666E37", "622666E37", "1E5", "E+11", "12-3E"]) expect(map({ id })).toMatchObject({ key: id });
});

const visits = readMapping(
  JSON.stringify({
    source: "old",
    kind: "visits",
    key: ["session", "patient"],
    fields: {
      clinic: "clinic",
      service: { value: "consultation" },
      patient: "patient",
      arrived_at: { column: "came", format: "H:mm", on: "session" },
      started_at: { column: "began", format: "H:mm", on: { column: "day" } },
      ended_at: { column: "took", after: "started_at", unit: "minutes" },
      paid_at: "paid",
    },
    sessions: { session: "session", weekday: "w", half: "h", from: "2026-01-01", halves: {} },
  }),
);
const day = {
  session: "7",
  patient: "p",
  clinic: "main",
  came: "9:00",
  day: "2026-10-10",
  began: "9:10",
  took: "7.5",
  paid: "",
};

function visit(cells: Partial<typeof day>) {
  const result = mapRow({ line: 5, cells: new Map(Object.entries({ ...day, ...cells })) }, visits, surroundings);
  return Array.isArray(result)
    ? result.map(({ column, code }) => `${column} ${code}`)
    : Object.entries(result.at).map(([name, at]) => `${name} ${at.toString()}`);
}

test("times are the clinic's, on the session's date, on another column's, or a while after another", () => {
  expect(visit({})).toEqual([
    "arrived_at 2026-10-10T06:00:00Z",
    "started_at 2026-10-10T06:10:00Z",
    "ended_at 2026-10-10T06:17:30Z",
  ]);
  expect(visit({ paid: "2026-10-10T09:30:00+02:00" }).at(-1)).toBe("paid_at 2026-10-10T07:30:00Z");
  expect(visit({ paid: "2026-10-10 09:30" }).at(-1)).toBe("paid_at 2026-10-10T06:30:00Z");
});

test("a time that the clinic's clocks skip does not exist; one that they show twice is the first", () => {
  expect(visit({ paid: "2026-03-29 03:30" })).toEqual(["paid no_such_time"]);
  expect(visit({ paid: "2026-10-25 03:30" }).at(-1)).toBe("paid_at 2026-10-25T00:30:00Z");
});

test.each([
  [{ clinic: "other" }, ["clinic unknown_reference"]],
  [{ came: "" }, ["came missing"]],
  [{ came: "25:00" }, ["came no_such_time"]],
  [{ began: "", took: "5" }, ["took missing"]],
  [{ took: "-5" }, ["took invalid_value"]],
  [{ day: "2026-02-30" }, ["day no_such_date"]],
  [{ paid: "2026-02-30T10:00:00Z" }, ["paid no_such_date"]],
  [{ paid: "10.10.2026" }, ["paid wrong_format"]],
])("%j is refused", (cells, expected) => {
  expect(visit(cells)).toEqual(expected);
});
