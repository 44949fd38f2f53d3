import { expect, test } from "vitest";
import { curveLines } from "./curve-lines.ts";

test("a search that has just begun has no lines", () => {
  expect(curveLines([], 100, 50)).toBeNull();
  expect(curveLines([{ ms: 10, objective: 5, bound: 5 }], 100, 50)).toBeNull();
});

test("both lines are steps from the first moment to the last, the dearer the higher", () => {
  const curve = [
    { ms: 0, objective: 100, bound: 0 },
    { ms: 500, objective: 60, bound: 0 },
    { ms: 1000, objective: 50, bound: 50 },
  ];
  expect(curveLines(curve, 200, 100)).toEqual({
    objective: "0,0 100,0 100,40 200,40 200,50",
    bound: "0,100 100,100 100,100 200,100 200,50",
    between: "0,0 100,0 100,40 200,40 200,50 200,50 200,100 100,100 100,100 0,100",
  });
});

test("a search that never moves is one level line", () => {
  const still = [0, 700].map((ms) => ({ ms, objective: 7, bound: 7 }));
  expect(curveLines(still, 70, 20)).toMatchObject({ objective: "0,10 70,10 70,10", bound: "0,10 70,10 70,10" });
});
