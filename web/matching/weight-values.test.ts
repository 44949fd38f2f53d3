import { expect, test } from "vitest";
import { newPlan } from "../../src/matching/schemas.ts";
import { usualValues, weightsBody } from "./weight-values.ts";

test("what is as usual, or left empty, is not sent", () => {
  expect(weightsBody(usualValues())).toEqual({});
  expect(weightsBody({ ...usualValues(), clinic: "" })).toEqual({});
});

test("what is otherwise is sent by its name, and held against the server's bounds", () => {
  const body = weightsBody({ ...usualValues(), pattern: 500, late_day: 0 });
  expect(body).toEqual({ weights: { pattern: 500, late_day: 0 } });
  expect(newPlan.safeParse(body).success).toBe(true);
  for (const pattern of [-1, 0.5, 1_000_001])
    expect(newPlan.safeParse(weightsBody({ ...usualValues(), pattern })).success).toBe(false);
});
