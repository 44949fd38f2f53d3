import { Temporal } from "temporal-polyfill";
import { expect, test } from "vitest";
import { checkFile } from "./check-file.ts";
import { checkRow } from "./check-row.ts";
import type { Moment } from "./fields.ts";
import type { MappedRow } from "./map-row.ts";

const context = { now: Temporal.Instant.from("2026-11-01T12:00:00Z"), country: "GR", zone: "Europe/Athens" };
const newPatient = (values: object): MappedRow => ({
  kind: "patients",
  line: 2,
  key: "1",
  values: { name: "Ada", ...values },
  at: {},
  patient: null,
});

/** Times of 10 October 2026 in UTC, or whole instants. */
function stay(times: Partial<Record<Moment, string>>, values: object = {}, kind = "appointments"): MappedRow {
  const at = Object.fromEntries(
    Object.entries(times).map(([name, time]) => [
      name,
      Temporal.Instant.from(time.length > 8 ? time : `2026-10-10T${time}Z`),
    ]),
  );
  const references = { clinic: "c", service: "s", patient: "p" };
  return { kind, line: 2, key: "1", values: { ...references, ...values }, at, patient: null } as MappedRow;
}

const codes = (row: MappedRow) => checkRow(row, context).map(({ field, code }) => `${field} ${code}`);

test.each([
  [{ birth_date: "1990-02-28", age: 36 }, []],
  [{ birth_date: "2027-01-01" }, ["birth_date impossible_birth_date"]],
  [{ birth_date: "1893-01-01" }, ["birth_date impossible_birth_date"]],
  [{ birth_date: "2000-01-01", age: 40 }, ["age impossible_age"]],
  [{ phone: "6912345678" }, []],
  [{ phone: "123" }, ["phone invalid_value"]],
])("a person %j: %j", (values, expected) => {
  expect(codes(newPatient(values))).toEqual(expected);
});

const attended = {
  booked_at: "06:00",
  starts_at: "07:00",
  arrived_at: "06:50",
  started_at: "07:05",
  ended_at: "07:20",
} as const;

test.each<[Partial<Record<Moment, string>>, object, string[]]>([
  [attended, {}, []],
  [{ ...attended, paid_at: "07:25" }, { payment_method: "cash" }, []],
  [{ ...attended, paid_at: "07:25" }, {}, ["paid_at missing"]],
  [{ ...attended, booked_at: "07:01" }, {}, ["starts_at wrong_order", "arrived_at wrong_order"]],
  [{ ...attended, started_at: "06:40" }, {}, ["started_at wrong_order"]],
  [{ ...attended, ended_at: "07:04" }, {}, ["ended_at wrong_order"]],
  [{ starts_at: "07:00", ended_at: "07:20" }, {}, ["ended_at missing"]],
  [{ starts_at: "07:00", arrived_at: "2026-10-11T07:00:00Z" }, {}, ["arrived_at wrong_date"]],
  [{ starts_at: "07:00:30" }, {}, ["starts_at invalid_value"]],
  [{ starts_at: "2026-12-01T07:00:00Z" }, {}, []],
  [{ starts_at: "2026-12-01T07:00:00Z", arrived_at: "2026-12-01T07:00:00Z" }, {}, ["arrived_at in_the_future"]],
  [{ starts_at: "07:00" }, { status: "attended" }, ["arrived_at missing"]],
  [attended, { status: "booked" }, ["status contradiction"]],
  [attended, { status: "cancelled" }, ["arrived_at contradiction"]],
  [{ ...attended, left_at: "07:10" }, {}, ["left_at wrong_order"]],
])("the times %j with %j: %j", (times, values, expected) => {
  expect(codes(stay(times, values))).toEqual(expected);
});

test("rows are held against each other", () => {
  const keys = [newPatient({}), { ...newPatient({}), line: 3 }];
  expect(checkFile(keys, "GR")).toMatchObject([{ line: 3, field: "key", code: "duplicate_key" }]);
  const sharing = (own: boolean) => [
    newPatient({ phone: "691 234 5678" }),
    { ...newPatient({ phone: "+30 6912345678", phone_is_own: own }), line: 3, key: "2" },
  ];
  expect(checkFile(sharing(true), "GR")).toMatchObject([{ line: 3, field: "phone", code: "phone_taken" }]);
  expect(checkFile(sharing(false), "GR")).toEqual([]);
  const twice = ["male", "female"].map(
    (gender, i) => ({ ...stay({}), line: i + 2, key: String(i), patient: { name: "Ada", gender } }) as MappedRow,
  );
  expect(checkFile(twice, "GR")).toMatchObject([{ line: 3, field: "gender", code: "contradiction" }]);
});
