import { expect, test } from "vitest";
import { ImportRefused } from "./problem.ts";
import { readCsv } from "./read-csv.ts";
import { readJsonLines } from "./read-json-lines.ts";

const expected = new Set(["name", "phone"]);

function read(text: string, delimiter: string | null = null) {
  const { columns, rows } = readCsv(text, expected, delimiter);
  return { columns, rows: rows.map(({ line, cells, misfit }) => ({ line, cells: [...cells.values()], misfit })) };
}

test.each([",", ";", "\t", "|"])("the delimiter %j is found by the columns that it shows", (delimiter) => {
  const text = ["name", "phone"].join(delimiter) + "\n" + ['"Ada, a; b\tc|d"', "1"].join(delimiter) + "\n";
  expect(read(text)).toEqual({ columns: ["name", "phone"], rows: [{ line: 2, cells: ["Ada, a; b\tc|d", "1"] }] });
});

test("a stated delimiter is taken as it is", () => {
  expect(read("name,phone\nAda,1\n", ";").columns).toEqual(["name,phone"]);
});

test("rows know their first line, whatever newlines they hold and empty lines lie before them", () => {
  const text = 'name,phone\n"Ada\nLovelace\n",1\n\n\nAlan,2\n\n"Grace",3';
  expect(read(text).rows.map(({ line }) => line)).toEqual([2, 7, 9]);
});

test("a row with too few or too many cells says so, and the others are read", () => {
  const [short, long, right] = read("name,phone\nAda\nAlan,2,3\nGrace,3\n").rows;
  expect(short?.misfit).toMatch(/1 cells, the header has 2/);
  expect(long?.misfit).toMatch(/3 cells, the header has 2/);
  expect(right).toEqual({ line: 4, cells: ["Grace", "3"] });
});

test.each([
  ['name,phone\nA,1\n"Ada,2\nAlan,3\n', /line \d: A quoted cell is open/],
  ['name,phone\nA,1\n"Ada" L,2\n', /line 3: Text follows a closing quote/],
  ['name,phone\nA,1\nAda "L",2\n', /line 3: A quote stands inside/],
  [`name,phone\nA,1\n${"x".repeat(10_000_000)},2\n`, /line 3: A row is longer than 1,000,000 bytes/],
])("quotes and sizes that cannot be are refused with the line (%#)", (text, reason) => {
  expect(() => read(text)).toThrow(ImportRefused);
  expect(() => read(text)).toThrow(reason);
});

test("JSON lines give texts, numbers, booleans and nulls as cells", () => {
  const { columns, rows } = readJsonLines('{"name":"Ada","phone":null}\n\n{"name":12,"own":true}\n');
  expect(columns).toEqual(["name", "phone", "own"]);
  expect(rows.map(({ line, cells }) => [line, [...cells.values()]])).toEqual([
    [1, ["Ada", ""]],
    [3, ["12", "true"]],
  ]);
});

test.each([
  ['{"a":1}\n{"a":', /line 2: This line is not JSON/],
  ["[1]\n", /line 1: Each line must be one JSON object/],
  ['{"a":{"b":1}}', /line 1, column "a": A list or object/],
  ['{"a":12345678901234567890}', /line 1, column "a": This number is too large/],
  [`{"a":"${"x".repeat(10_000_000)}"}`, /line 1: The line is longer/],
])("a line that is no row is refused (%#)", (text, reason) => {
  expect(() => readJsonLines(text)).toThrow(reason);
});
