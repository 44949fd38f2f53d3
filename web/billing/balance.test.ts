import fc from "fast-check";
import { expect, test } from "vitest";
import { parseMajor } from "../../src/core/money.ts";
import { amountText, balanceOf } from "./balance.ts";

test("a balance is what is left of the total", () => {
  expect(balanceOf({ total_minor: 1250, amount_paid_minor: 1000 })).toBe(250);
});

test("amounts are prefilled with all decimals of their currency", () => {
  expect(amountText(7, "EUR")).toBe("0.07");
  expect(amountText(1250, "EUR")).toBe("12.50");
  expect(amountText(500, "JPY")).toBe("500");
  expect(amountText(1, "KWD")).toBe("0.001");
});

test("a prefilled amount is read back as the same amount", () => {
  const anyAmount = fc.tuple(fc.integer({ min: 0, max: 100_000_000_000 }), fc.constantFrom("EUR", "JPY", "KWD"));
  fc.assert(fc.property(anyAmount, ([minor, currency]) => parseMajor(amountText(minor, currency), currency) === minor));
});
