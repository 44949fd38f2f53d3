import { expect, test } from "vitest";
import { DomainError } from "../../core/errors.ts";
import { Attempts } from "./attempts.ts";

const taken = new DomainError("slot_taken", "Another booking has this time.");
const changed = new DomainError("supply_changed", "The rules changed.");

test("whoever lost a race to a rival may try again, until rivals were faster eight times", () => {
  const attempts = new Attempts();
  for (let race = 1; race <= 8; race++) {
    expect(attempts.left).toBe(true);
    expect(attempts.lost(taken)).toBeNull();
  }
  expect(attempts.left).toBe(false);
});

test("changes of rules do not use attempts up, and end in their own words only when they never stop", () => {
  const attempts = new Attempts();
  for (let change = 1; change < 200; change++) expect(attempts.lost(changed)).toBeNull();
  expect(attempts.left).toBe(true);
  expect(() => attempts.lost(changed)).toThrow(changed);
});

test.each([
  ["another refusal", new DomainError("outside_hours", "This is outside working hours.")],
  ["what only looks like one", Object.assign(new Error("taken"), { code: "slot_taken" })],
  ["a failure", new TypeError("undefined is not a function")],
])("%s goes on being an error", (_, error) => expect(() => new Attempts().lost(error)).toThrow(error));
