import fc from "fast-check";
import { Temporal } from "temporal-polyfill";
import { describe, expect, test } from "vitest";
import { readInstant, textOf } from "./instants.ts";

const second = 1_000_000_000n;
const [first, last] = [-62_167_219_200n * second, 253_402_300_799n * second];
/** Of the years 0 to 9999: whole seconds, milliseconds and nanoseconds. */
const anyInstant = fc
  .tuple(fc.bigInt({ min: first, max: last }), fc.constantFrom(second, 100_000_000n, 1_000_000n, 1n))
  .map(([ns, unit]) => new Temporal.Instant(ns - (ns % unit)));

describe("any instant", () => {
  test("is written as Temporal writes it, and in JSON", () => {
    fc.assert(
      fc.property(anyInstant, (at) => {
        expect(textOf(at)).toBe(at.toString());
        expect(JSON.stringify(readInstant(at.toString()))).toBe(JSON.stringify(at));
      }),
    );
  });

  test("is read as Temporal reads it, also as PostgreSQL writes it", () => {
    fc.assert(
      fc.property(anyInstant, (at) => {
        const text = at.toString();
        for (const written of [text, text.replace("T", " ").replace("Z", "+00"), text.replace("Z", "+02:30")])
          expect(readInstant(written).equals(Temporal.Instant.from(written))).toBe(true);
      }),
    );
  });
});

test.for(["-000044-03-15T12:00:00Z", "+010000-01-01T00:00:00.5Z"])("%s is read and written, far as it is", (text) => {
  expect(textOf(readInstant(text))).toBe(text);
});

test.for(["infinity", "2026-11-22 10:00:00", ""])("%j is none", (text) => {
  expect(() => readInstant(text)).toThrow(RangeError);
});
