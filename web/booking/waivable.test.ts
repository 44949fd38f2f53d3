import { expect, test } from "vitest";
import { isOverbooking, rulesToWaive } from "./waivable.ts";

test.each([
  [
    ["break", "break", "notice_too_short"],
    ["break", "notice_too_short"],
  ],
  [
    ["claimed", "outside_hours"],
    ["claimed", "outside_hours"],
  ],
  [["break", "in_the_past"], null],
  [["nothing_suitable"], null],
  [["a_rule_of_tomorrow"], null],
  [[], null],
])("%j can be set aside by %j", (codes, rules) => {
  expect(rulesToWaive(codes.map((code) => ({ code })))).toEqual(rules);
});

test("only what others booked makes an overbooking", () => {
  expect(isOverbooking(["break", "holiday"])).toBe(false);
  expect(isOverbooking(["break", "buffer"])).toBe(true);
});
