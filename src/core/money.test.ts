import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { currencyExponent, formatMinor, isCurrency, parseMajor, splitShare } from "./money.ts";

describe("splitShare", () => {
  test.each([
    [10_000, 7_000, 7_000, 3_000],
    [0, 5_000, 0, 0],
    [999, 0, 0, 999],
    [999, 10_000, 999, 0],
    [1, 5_000, 0, 1], // 0.5 to even 0
    [3, 5_000, 2, 1], // 1.5 to even 2
    [5, 5_000, 2, 3], // 2.5 to even 2
    [7, 5_000, 4, 3], // 3.5 to even 4
    [100, 3_333, 33, 67], // 33.33 down
    [100, 3_367, 34, 66], // 33.67 up
    [50, 4_500, 22, 28], // 22.5 to even 22
    [50, 4_501, 23, 27], // just over half
    [Number.MAX_SAFE_INTEGER, 5_000, 4_503_599_627_370_496, 4_503_599_627_370_495],
    [Number.MAX_SAFE_INTEGER, 9_999, 9_006_298_534_815_517, 900_719_925_474],
  ])("%d at %d basis points: %d and %d", (total, basisPoints, practitionerMinor, clinicMinor) => {
    expect(splitShare(total, basisPoints)).toEqual({ practitionerMinor, clinicMinor });
  });

  test.each([
    [-1, 5_000],
    [1.5, 5_000],
    [Number.NaN, 5_000],
    [Number.POSITIVE_INFINITY, 5_000],
    [2 ** 53, 5_000],
    [100, -1],
    [100, 10_001],
    [100, 0.5],
    [100, Number.NaN],
  ])("refuses %d at %d basis points", (total, basisPoints) => {
    expect(() => splitShare(total, basisPoints)).toThrow(RangeError);
  });

  test("adds up, is the nearest integer, and takes the even one of two", () => {
    const total = fc.oneof(fc.maxSafeNat(), fc.nat({ max: 200 }));
    fc.assert(
      fc.property(total, fc.integer({ min: 0, max: 10_000 }), (amount, basisPoints) => {
        const { practitionerMinor, clinicMinor } = splitShare(amount, basisPoints);
        expect(BigInt(practitionerMinor) + BigInt(clinicMinor)).toBe(BigInt(amount));
        expect(Math.min(practitionerMinor, clinicMinor)).toBeGreaterThanOrEqual(0);
        const error = BigInt(practitionerMinor) * 10_000n - BigInt(amount) * BigInt(basisPoints);
        const distance = error < 0n ? -error : error;
        expect(distance <= 5_000n).toBe(true);
        if (distance === 5_000n) expect(practitionerMinor % 2).toBe(0);
      }),
      { numRuns: 2_000 },
    );
  });
});

test.each([
  ["JPY", 0],
  ["XAF", 0],
  ["EUR", 2],
  ["EGP", 2],
  ["LKR", 2],
  ["LBP", 2],
  ["HUF", 2],
  ["KWD", 3],
  ["IQD", 3],
])("%s has %d decimals", (currency, exponent) => {
  expect(currencyExponent(currency)).toBe(exponent);
});

test.each([
  ["EUR", true],
  ["KWD", true],
  ["eur", false],
  ["EURO", false],
  ["ABC", false],
  ["", false],
  ["€", false],
])("isCurrency(%j) is %s", (code, expected) => {
  expect(isCurrency(code)).toBe(expected);
  if (!expected) expect(() => currencyExponent(code)).toThrow(RangeError);
});

/** Intl parts amount and sign with spaces and direction marks that vary: compare what is left. */
const visible = (text: string) => text.replace(/[\s\u200E\u200F\u061C]/g, "");

describe("formatMinor", () => {
  test.each([
    [1250, "EUR", "en", "€12.50"],
    [1250, "EUR", "el", "12,50€"],
    [5, "EUR", "en", "€0.05"],
    [-5, "EUR", "en", "-€0.05"],
    [0, "EUR", "en", "€0.00"],
    [-0, "EUR", "en", "€0.00"],
    [1250, "JPY", "en", "¥1,250"],
    [1250, "KWD", "en", "KWD1.250"],
    [1250, "IQD", "en", "IQD1.250"],
    [123_456, "EGP", "ar-EG", "١٬٢٣٤٫٥٦ج.م."],
    [Number.MAX_SAFE_INTEGER, "EUR", "en", "€90,071,992,547,409.91"],
    [-Number.MAX_SAFE_INTEGER, "EUR", "en", "-€90,071,992,547,409.91"],
  ])("%d %s in %s is %s", (amount, currency, locale, expected) => {
    expect(visible(formatMinor(amount, currency, locale))).toBe(expected);
  });

  test("refuses what is no amount or no currency", () => {
    expect(() => formatMinor(0.5, "EUR", "en")).toThrow(RangeError);
    expect(() => formatMinor(2 ** 53, "EUR", "en")).toThrow(RangeError);
    expect(() => formatMinor(1, "EURO", "en")).toThrow(RangeError);
  });
});

describe("parseMajor", () => {
  test.each<[text: string, currency: string, minor: number | null]>([
    ["12,50", "EUR", 1250],
    ["12.50", "EUR", 1250],
    ["12.5", "EUR", 1250],
    ["12", "EUR", 1200],
    [" 12 ", "EUR", 1200],
    ["0", "EUR", 0],
    ["007", "EUR", 700],
    [".5", "EUR", 50],
    [",05", "EUR", 5],
    ["١٢٫٥٠", "EGP", 1250],
    ["١٢,٥", "EGP", 1250],
    ["١٢،٥٠", "EGP", 1250],
    ["۱۲٫۵", "EUR", 1250],
    ["١٬٢٣٤٫٥٠", "EGP", 123_450],
    ["1,234.50", "EUR", 123_450],
    ["1.234,50", "EUR", 123_450],
    ["1 234,50", "EUR", 123_450],
    ["1\u202F234,50", "EUR", 123_450],
    ["1'234.50", "EUR", 123_450],
    ["1 234", "EUR", 123_400],
    ["1٬234", "EUR", 123_400],
    ["1,234,567", "EUR", 123_456_700],
    ["1.234.567,8", "EUR", 123_456_780],
    ["12,34,567.00", "INR", 123_456_700],
    ["1234.5", "EUR", 123_450],
    ["90071992547409.91", "EUR", Number.MAX_SAFE_INTEGER],
    ["90071992547409.92", "EUR", null],
    ["1,234", "EUR", null],
    ["1.234", "EUR", null],
    ["1،234", "EUR", null],
    ["12.345", "EUR", null],
    ["1234.567", "EUR", null],
    ["12.500", "EUR", null],
    ["0.500", "EUR", null],
    ["1,234", "JPY", 1234],
    ["1.234", "JPY", 1234],
    ["1.5", "JPY", null],
    ["1.234", "KWD", 1234],
    ["12.5", "KWD", 12_500],
    ["0,500", "KWD", 500],
    ["1234,567", "KWD", 1_234_567],
    ["1,234", "KWD", null],
    ["1،234", "KWD", null],
    ["1,234.567", "KWD", 1_234_567],
    ["1.2345", "KWD", null],
    ["1,23,4", "EUR", null],
    ["12,34.50", "EUR", null],
    ["1,234 567", "EUR", null],
    ["1,234,50", "EUR", null],
    ["1.2.3", "EUR", null],
    ["0,123,456", "EUR", null],
    ["12 50", "EUR", null],
    ["12.", "EUR", null],
    [".", "EUR", null],
    ["", "EUR", null],
    ["-5", "EUR", null],
    ["+5", "EUR", null],
    ["1e3", "EUR", null],
    ["12,50 €", "EUR", null],
    ["twelve", "EUR", null],
    ["Infinity", "EUR", null],
  ])("%j %s is %j", (text, currency, minor) => {
    expect(parseMajor(text, currency)).toBe(minor);
  });

  test("refuses an unknown currency", () => {
    expect(() => parseMajor("1", "EURO")).toThrow(RangeError);
  });

  test("reads back what formatMinor shows, in the script and with the marks of the locale", () => {
    const locale = fc.constantFrom(
      "en",
      "el",
      "de",
      "de-CH",
      "fr",
      "ar",
      "ar-EG",
      "fa",
      "si",
      "ta",
      "en-IN",
      "he",
      "pt-BR",
    );
    const currency = fc.constantFrom("EUR", "EGP", "LKR", "JPY", "INR");
    fc.assert(
      fc.property(fc.maxSafeNat(), fc.nat({ max: 1e7 }), locale, currency, (large, small, where, code) => {
        for (const amount of [large, small]) {
          const shown = formatMinor(amount, code, where);
          const amountShown = /\p{Nd}.*\p{Nd}|\p{Nd}/u.exec(shown)?.[0] ?? "";
          expect(parseMajor(amountShown, code)).toBe(amount);
        }
      }),
      { numRuns: 500 },
    );
  });

  test("never throws and never gives anything but a safe amount", () => {
    const typed = fc.string({ unit: fc.constantFrom(..."0123456789.,،٫٬' ٣۴-e") });
    fc.assert(
      fc.property(typed, fc.constantFrom("EUR", "JPY", "KWD"), (text, currency) => {
        const minor = parseMajor(text, currency);
        if (minor !== null) expect(Number.isSafeInteger(minor) && minor >= 0).toBe(true);
      }),
      { numRuns: 2_000 },
    );
  });
});
