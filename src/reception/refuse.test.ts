import { expect, test } from "vitest";
import { DomainError } from "../core/errors.ts";
import { isConflict } from "../supply/reasons.ts";
import { someoneWasFirst, takenMeanwhile } from "./refuse.ts";

test("whoever lost a race may try again", () =>
  expect(someoneWasFirst(new DomainError("slot_taken", "Another booking has this time."))).toBeNull());

test.each([
  ["another refusal", new DomainError("outside_hours", "This is outside working hours.")],
  ["what only looks like one", Object.assign(new Error("taken"), { code: "slot_taken" })],
  ["a failure", new TypeError("undefined is not a function")],
])("%s goes on being an error", (_, error) => expect(() => someoneWasFirst(error)).toThrow(error));

test("who loses every race is told of another booking, and of no rule", () => {
  expect(takenMeanwhile.isTaken).toBe(true);
  expect(takenMeanwhile.reasons.map(isConflict)).toEqual([true]);
});
