import fc from "fast-check";
import { getCountries, getExampleNumber } from "libphonenumber-js";
import examples from "libphonenumber-js/mobile/examples";
import { expect, test } from "vitest";
import { normalizePhone, phoneDigits } from "./phones.ts";

test.each<[input: string, country: string, number: string | null]>([
  ["+20 100 123 4567", "EG", "+201001234567"],
  ["0100 123 4567", "EG", "+201001234567"],
  ["0020 100 123 4567", "EG", "+201001234567"],
  ["+٢٠ ١٠٠ ١٢٣ ٤٥٦٧", "EG", "+201001234567"],
  ["٠١٠٠١٢٣٤٥٦٧", "EG", "+201001234567"],
  ["۰۱۰۰ ۱۲۳ ۴۵۶۷", "EG", "+201001234567"],
  ["(0100) 123-4567", "EG", "+201001234567"],
  ["\u200E+20 100 123 4567\u202C", "EG", "+201001234567"],
  ["+20 100 123 4567", "GR", "+201001234567"],
  ["+20 100 123 4567", "", "+201001234567"],
  ["071 234 5678", "LK", "+94712345678"],
  ["691 234 5678", "GR", "+306912345678"],
  ["210 123 4567", "GR", "+302101234567"],
  ["06 12345678", "IT", "+390612345678"],
  ["0100 123 4567", "XX", null],
  ["0100 123 4567", "", null],
  ["0100 123 4567", "eg", null],
  ["0100 123 4567 ext 5", "EG", null],
  ["call 0100 123 4567", "EG", null],
  ["0100 123 4567 or 0100 123 4568", "EG", null],
  ["0100 123", "EG", null],
  ["112", "GR", null],
  ["+1 111 111 1111", "US", null],
  [" 0100 123 4567\n", "EG", "+201001234567"],
  ["+999 123 4567", "EG", null],
  ["+1 800 FLOWERS", "US", null],
  ["", "EG", null],
  ["+", "EG", null],
  ["no phone", "EG", null],
  ["1e11", "EG", null],
])("%j in %s is %j", (input, country, number) => {
  expect(normalizePhone(input, country)).toBe(number);
});

test.each([
  ["0100 123", "100123"],
  ["+20 100", "20100"],
  ["0020 100", "20100"],
  ["٠١٠٠", "100"],
  ["0912", "912"],
  ["۰۹۱۲", "912"],
  ["Maria", ""],
  ["0", ""],
  ["", ""],
])("the digits of %j are %j", (input, digits) => {
  expect(phoneDigits(input)).toBe(digits);
});

test("every country's example is read as dialled at home and from abroad, and stays as it is", () => {
  for (const country of getCountries()) {
    const example = getExampleNumber(country, examples)!;
    if (!example.isValid()) continue;
    expect(normalizePhone(example.formatNational(), country)).toBe(example.number);
    expect(normalizePhone(example.formatInternational(), "GR")).toBe(example.number);
    expect(normalizePhone(example.number, country)).toBe(example.number);
  }
});

test("a stored number is found by any part of it", () => {
  const number = "+201001234567";
  fc.assert(
    fc.property(fc.nat({ max: 12 }), fc.nat({ max: 12 }), (a, b) => {
      expect(number).toContain(phoneDigits(number.slice(Math.min(a, b), Math.max(a, b))));
    }),
  );
});

test("never throws, and gives E.164 or nothing", () => {
  const typed = fc.oneof(fc.string(), fc.string({ unit: fc.constantFrom(..."+0123456789٠١()- ext;") }));
  fc.assert(
    fc.property(typed, fc.constantFrom("EG", "GR", "LK", "", "__proto__"), (input, country) => {
      expect(normalizePhone(input, country) ?? "+20100").toMatch(/^\+[1-9]\d{4,14}$/);
      expect(phoneDigits(input)).toMatch(/^([1-9]\d*)?$/);
    }),
    { numRuns: 1_000 },
  );
});
