import { Temporal } from "temporal-polyfill";
import { expect, test } from "vitest";
import { piecesOf, stretchOf } from "./slot-pieces.ts";

const day = 1440;

test.each([
  ["a usual month is one", [0, 30 * day], 336, [[0, 30 * day]]],
  ["nothing is none", [day, day], 336, []],
  ["without any slots", [0, 400 * day], 0, [[0, 400 * day]]],
  [
    "20,000 slots a week make weeks",
    [0, 15 * day],
    20_000,
    [
      [0, 7 * day],
      [7 * day, 14 * day],
      [14 * day, 15 * day],
    ],
  ],
  [
    "a day is the least",
    [0, 2 * day],
    10_000_000,
    [
      [0, day],
      [day, 2 * day],
    ],
  ],
] as const)("%s", (_, range, slotsAWeek, pieces) => {
  expect(piecesOf(range, slotsAWeek)).toEqual(pieces);
});

test("an inventory begins yesterday and ends before its date, in UTC", () => {
  const [today, until] = ["1970-01-03", "1970-02-01"].map((date) => Temporal.PlainDate.from(date));
  expect(stretchOf(today!, until!)).toEqual([day, 31 * day]);
});
