import fc from "fast-check";
import { Temporal } from "temporal-polyfill";
import { expect, test } from "vitest";
import { faultOfFormat, readWall } from "./wall-format.ts";

test.each([
  ["2026-10-25", "YYYY-MM-DD", "2026-10-25", null],
  ["5/1/2026", "D/M/YYYY", "2026-01-05", null],
  ["25.10.2026 9:05", "DD.MM.YYYY H:mm", "2026-10-25", "09:05:00"],
  ["8:31:40", "H:mm:ss", null, "08:31:40"],
  ["12:10 AM", "h:mm A", null, "00:10:00"],
  ["12:10 pm", "h:mm A", null, "12:10:00"],
  ["01/02/2026 01:10 pm", "MM/DD/YYYY hh:mm A", "2026-01-02", "13:10:00"],
  ["٢٠٢٦-١٠-٢٥", "YYYY-MM-DD", "2026-10-25", null],
  ["2024-02-29", "YYYY-MM-DD", "2024-02-29", null],
])("%s in %s", (text, format, date, time) => {
  expect(faultOfFormat(format)).toBeNull();
  const wall = readWall(text, format);
  if (typeof wall === "string") throw new Error(wall);
  expect([wall.date?.toString() ?? null, wall.time?.toString() ?? null]).toEqual([date, time]);
});

test.each([
  ["2023-02-30", "YYYY-MM-DD", "no_such_date"],
  ["2023-02-29", "YYYY-MM-DD", "no_such_date"],
  ["2023-13-01", "YYYY-MM-DD", "no_such_date"],
  ["0/1/2026", "D/M/YYYY", "no_such_date"],
  ["24:00:00", "HH:mm:ss", "no_such_time"],
  ["9:60", "H:mm", "no_such_time"],
  ["13:10 PM", "h:mm A", "no_such_time"],
  ["5/1/26", "D/M/YYYY", "wrong_format"],
  ["2026-10-25 ", "DD/MM/YYYY", "wrong_format"],
  ["2026-10-25T10:00", "YYYY-MM-DD", "wrong_format"],
])("%s in %s is refused: %s", (text, format, fault) => {
  expect(readWall(text, format)).toBe(fault);
});

test("a date that is written and read again is the same, in every order of its parts", () => {
  const days = fc.integer({ min: 0, max: 109_000 }).map((days) => Temporal.PlainDate.from("1900-01-01").add({ days }));
  const orders = fc.shuffledSubarray(["YYYY", "MM", "DD"], { minLength: 3 });
  fc.assert(
    fc.property(days, orders, (date, order) => {
      const [YYYY, MM, DD] = date.toString().split("-");
      const text = order.map((part) => ({ YYYY, MM, DD })[part]).join("/");
      const wall = readWall(text, order.join("/"));
      expect(typeof wall === "string" ? wall : wall.date?.toString()).toBe(date.toString());
    }),
  );
});

test.each([
  ["DD/MM/YY", /not known/],
  ["DD/MM", /needs YYYY/],
  ["hh:mm", /AM or PM/],
  ["dd/MM/YYYY", /not known/],
  ["h:mm", /AM or PM/],
  ["HH:mm A", /AM or PM/],
  ["HH", /needs an hour and mm/],
  ["-", /neither/],
  ["YYYY-MM-DD MM", /twice/],
])("the format %s is refused", (format, reason) => {
  expect(faultOfFormat(format)).toMatch(reason);
});
