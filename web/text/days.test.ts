import { expect, test } from "vitest";
import { addWallMinutes, instantOf, isDate, minutesBetween, typedDate, wallOf, weekFrom } from "./days.ts";

test("wall times and instants of the clinic agree, also across its clock changes", () => {
  expect(wallOf("2026-10-25T00:30:00Z", "Europe/Athens")).toBe("2026-10-25T03:30");
  expect(wallOf("2026-10-25T01:30:00Z", "Europe/Athens")).toBe("2026-10-25T03:30");
  expect(instantOf("2026-10-25T03:30", "Europe/Athens")).toBe("2026-10-25T00:30:00Z");
  expect(instantOf("2027-03-28T03:30", "Europe/Athens")).toBeNull();
  expect(addWallMinutes("2026-10-25T02:50", 90)).toBe("2026-10-25T04:20");
  expect(minutesBetween("2026-10-24T23:50:00Z", "2026-10-25T00:20:00Z")).toBe(30);
});

test("a week is seven dates, whatever the clocks do", () => {
  expect(weekFrom("2026-10-22").at(-1)).toBe("2026-10-28");
});

test("only dates of the calendar are dates", () => {
  expect(["2026-02-28", "2026-02-29", "2026-2-1", "", null, "2026-13-01"].map(isDate)).toEqual([
    true,
    false,
    false,
    false,
    false,
    false,
  ]);
});

test.each([
  ["08/02/2027", "2027-02-08"],
  ["8.2.2027", "2027-02-08"],
  ["24/11/2026", "2026-11-24"],
  ["٢٤/١١/٢٠٢٦", "2026-11-24"],
  ["2026-11-24", "2026-11-24"],
  ["11/24/2026", null],
  ["31/02/2027", null],
  ["8/2/27", null],
  ["8/2", null],
  ["", null],
])("%s is typed for %s", (text, date) => {
  expect(typedDate(text)).toBe(date);
});
