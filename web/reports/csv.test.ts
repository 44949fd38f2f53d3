import { expect, test } from "vitest";
import { toCsv } from "./csv.ts";
import { numberColumn, textColumn } from "./figures.ts";

interface Row {
  name: string;
  minutes: number | null;
}
const columns = [
  textColumn<Row>("Service", ({ name }) => name),
  numberColumn<Row>(
    "Median",
    ({ minutes }) => minutes,
    (value) => `${value} min`,
  ),
];
const linesOf = (rows: Row[]) => toCsv(columns, rows).split("\r\n");

test("figures are written without the words around them, and what is missing is empty", () => {
  expect(
    linesOf([
      { name: "Consultation", minutes: 12.5 },
      { name: "فحص", minutes: null },
    ]),
  ).toEqual(["\uFEFFService,Median", "Consultation,12.5", "فحص,", ""]);
});

test("commas, quotes and line ends stay in their field", () => {
  expect(toCsv(columns, [{ name: 'X-ray, "left"\nknee', minutes: 1 }])).toContain('"X-ray, ""left""\nknee",1');
});

test("no name becomes a formula, and no number becomes a text", () => {
  expect(linesOf([{ name: "=1+1", minutes: -3 }])[1]).toBe("'=1+1,-3");
});
