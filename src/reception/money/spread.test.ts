import { expect, test } from "vitest";
import { DomainError } from "../../core/errors.ts";
import { spread } from "./spread.ts";

/** `1:20 2:5`: what each balance, numbered from 1, gets of the amount; or why it cannot be spread. */
function said(amount: number, ...balances: number[]): string {
  try {
    const parts = spread(
      amount,
      balances.map((balance, i) => ({ at: i + 1, balance })),
    );
    return parts.map((part) => `${part.at}:${part.amount}`).join(" ");
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    return `${error.code}: ${error.message}`;
  }
}

test.each<[string, number, number[], string]>([
  ["all that one lacks", 20, [20], "1:20"],
  ["a part of what one lacks", 5, [20], "1:5"],
  ["one less than one lacks", 19, [20], "1:19"],
  ["one more than the first lacks", 21, [20, 30], "1:20 2:1"],
  ["all that the first lacks, and nothing for the second", 20, [20, 30], "1:20"],
  ["all that all lack", 60, [20, 30, 10], "1:20 2:30 3:10"],
  ["in the order given, whoever lacks more", 35, [10, 30, 20], "1:10 2:25"],
  ["past one that lacks nothing", 15, [10, 0, 20], "1:10 3:5"],
  ["past the first, that lacks nothing", 15, [0, 20], "2:15"],
  ["the least there is", 1, [1], "1:1"],
  ["nothing", 0, [20], ""],
  ["nothing over nothing", 0, [], ""],
  ["one more than one lacks", 21, [20], "exceeds_balance: Only 20 is owed."],
  ["one more than all lack", 61, [20, 30, 10], "exceeds_balance: Only 60 is owed."],
  ["anything where nothing is owed", 1, [], "exceeds_balance: Only 0 is owed."],
])("spread: %s", (_, amount, balances, outcome) => expect(said(amount, ...balances)).toBe(outcome));

test("each part names the balance as it was given", () => {
  const at = { paymentId: "payment" };
  expect(spread(5, [{ at, balance: 20 }])).toEqual([{ at, amount: 5 }]);
});

test("a refusal points at the amount", () => {
  const errors = [{ pointer: "/amount_minor", code: "exceeds_balance", detail: "Only 20 is owed." }];
  expect(() => spread(21, [{ at: 1, balance: 20 }])).toThrow(expect.objectContaining({ errors }));
});
