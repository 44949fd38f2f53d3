import fc from "fast-check";
import { expect, test } from "vitest";
import { makeBookingId, readBookingId } from "./booking-id.ts";

const ALPHABET = "23456789CDFGHJKMPQRTWXY";
const random = fc.uint8Array({ minLength: 8, maxLength: 8 });

test.each([
  [[0, 0, 0, 0, 0, 0, 0, 0], "222-222-222"],
  [[0, 0, 0, 0, 0, 0, 0, 1], "322-222-22K"], // value 1, weight 9: check value 14
  [[0, 0, 0, 0, 0, 0, 0, 23], "232-222-22M"], // value 1, weight 8: check value 15
  [[255, 255, 255, 255, 255, 255, 255, 255], "737-R4C-94J"],
])("%j makes %s", (bytes, expected) => {
  expect(makeBookingId(Uint8Array.from(bytes))).toBe(expected);
});

test("refuses too little randomness", () => {
  expect(() => makeBookingId(new Uint8Array(7))).toThrow(RangeError);
});

test.each([
  ["322-222-22K", "322-222-22K"],
  ["32222222k", "322-222-22K"],
  [" 322 222\t22k ", "322-222-22K"],
  ["322–222—22K", "322-222-22K"],
  ["٣٢٢-٢٢٢-٢٢K", "322-222-22K"],
  ["\u200F۳۲۲ ۲۲۲ ۲۲k", "322-222-22K"],
  ["322-222-22", null],
  ["322-222-22KK", null],
  ["322-222-22P", null],
  ["232-222-22K", null],
  ["O22-222-22K", null],
  ["322.222.22K", null],
  ["", null],
  ["---", null],
  ["😀22-222-22K", null],
])("reads %j as %j", (typed, expected) => {
  expect(readBookingId(typed)).toBe(expected);
});

test("every id reads back, however it is typed, and holds no character that is easily mistaken", () => {
  fc.assert(
    fc.property(random, (bytes) => {
      const id = makeBookingId(bytes);
      expect(id).toMatch(/^[23456789CDFGHJKMPQRTWXY]{3}-[23456789CDFGHJKMPQRTWXY]{3}-[23456789CDFGHJKMPQRTWXY]{3}$/);
      expect(readBookingId(id)).toBe(id);
      expect(readBookingId(id.toLowerCase().replaceAll("-", " "))).toBe(id);
    }),
  );
});

// The check is linear, so an error is caught or missed by what changes and where, not by the rest of the id: every pair
// of characters at every place, once on each of some ids, is exhaustive.
test("catches every single wrong character and every swap of two", () => {
  const swap = (chars: readonly string[], i: number, j: number) =>
    chars.map((char, at) => (at === i ? chars[j] : at === j ? chars[i] : char)).join("");
  fc.assert(
    fc.property(random, (bytes) => {
      const chars = [...makeBookingId(bytes).replaceAll("-", "")];
      for (let i = 0; i < chars.length; i++) {
        for (const wrong of ALPHABET) {
          const typed = chars.with(i, wrong).join("");
          expect(readBookingId(typed) !== null).toBe(wrong === chars[i]);
        }
        for (let j = i + 1; j < chars.length; j++) {
          expect(readBookingId(swap(chars, i, j)) !== null).toBe(chars[i] === chars[j]);
        }
      }
    }),
    { numRuns: 60 },
  );
});

test("catches every error at every place for every pair of characters", () => {
  let missed = 0;
  for (let place = 0; place < 8; place++) {
    for (const first of ALPHABET) {
      for (const second of ALPHABET) {
        // Of all ids that differ only in the check character exactly one is right.
        const ids = [...ALPHABET].flatMap((check) => {
          const body = [..."22222222"];
          body[place] = first;
          if (place < 7) body[place + 1] = second;
          return readBookingId(body.join("") + check) ?? [];
        });
        expect(ids).toHaveLength(1);
        const chars = [...ids[0]!.replaceAll("-", "")];
        const swapped = chars.with(place, chars[place + 1]!).with(place + 1, chars[place]!);
        if (chars[place] !== chars[place + 1] && readBookingId(swapped.join("")) !== null) missed++;
        for (const wrong of ALPHABET) {
          if (wrong !== first && readBookingId(chars.with(place, wrong).join("")) !== null) missed++;
        }
      }
    }
  }
  expect(missed).toBe(0);
});
