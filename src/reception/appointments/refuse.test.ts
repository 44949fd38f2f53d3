import { expect, test } from "vitest";
import { isConflict } from "../../supply/reasons.ts";
import { takenMeanwhile } from "./refuse.ts";

test("who loses every race is told of another booking, and of no rule", () => {
  expect(takenMeanwhile.isTaken).toBe(true);
  expect(takenMeanwhile.reasons.map(isConflict)).toEqual([true]);
});
